package org.ponder.engine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyStart;
import org.ponder.engine.sampling.SamplingSettings;

/** What stays of a conversation that has outgrown the context, turn after turn. */
class FittingTest {
    private static final int CONTEXT = 8192;
    private static final int ROOM = CONTEXT - CONTEXT / 4;
    private static final int ANSWER = 50;
    private static final Message SYSTEM = Message.system(text('s', 100));
    private static final ReplyOptions DROPPING =
            new ReplyOptions(SamplingSettings.greedy(), true, 0, 0, OverflowPolicy.DROP_OLDEST);

    @ParameterizedTest
    @CsvSource({"100, 13", "300, 4", "600, 2"})
    void theCutStaysWhereItIsForSeveralTurns(int pair, int turns) {
        List<Message> messages = new ArrayList<>(List.of(SYSTEM));
        int[] before = {};
        int moved = 0;
        int cutTurns = 0;
        for (int turn = 0; turn < 40 * 600 / pair; turn++) {
            messages.add(Message.user(text(letter(turn), pair - ANSWER)));
            Fitting.Fitted fitted = fit(messages);
            int[] prompt = fitted.prompt().ids();
            assertTrue(prompt.length <= ROOM, "no room for a reply: " + prompt.length);
            assertEquals(SYSTEM, fitted.messages().getFirst());
            assertEquals(messages.getLast(), fitted.messages().getLast());
            if (fitted.turnsLeftOut() > 0) {
                cutTurns++;
                int kept = common(before, prompt);
                if (kept < before.length) {
                    moved++;
                    assertEquals(SYSTEM.content().length(), kept);
                    assertTrue(prompt.length > ROOM * 3 / 4 - pair, "too short: " + prompt.length);
                }
            }
            before = prompt;
            messages.add(Message.assistant(null, text(letter(turn + 1), ANSWER)));
        }
        assertTrue(moved > 1 && moved * turns <= cutTurns, moved + " times in " + cutTurns);
    }

    @Test
    void noMorePairsGoThanOneLargeOneThatIsEnough() {
        List<Message> messages = conversation(5000, 300, 300, 300, 100);
        messages.add(Message.user(text('x', 400)));
        assertEquals(1, fit(messages).turnsLeftOut());
    }

    @Test
    void whatStaysBeforeALongQuestionIsWhatThereIsRoomFor() {
        List<Message> messages = conversation(900, 900, 900, 300);
        messages.add(Message.user(text('x', ROOM - 500)));
        Fitting.Fitted fitted = fit(messages);
        assertEquals(3, fitted.turnsLeftOut());
        assertEquals(ROOM - 500 + 300 + 100, fitted.prompt().ids().length);
    }

    /** The system prompt and pairs of so many tokens. */
    private static List<Message> conversation(int... pairs) {
        List<Message> messages = new ArrayList<>(List.of(SYSTEM));
        for (int i = 0; i < pairs.length; i++) {
            messages.add(Message.user(text(letter(i), pairs[i] - ANSWER)));
            messages.add(Message.assistant(null, text(letter(i + 1), ANSWER)));
        }
        return messages;
    }

    private static Fitting.Fitted fit(List<Message> messages) {
        return new Fitting(CONTEXT, FittingTest::prompt).fit(messages, DROPPING);
    }

    /** A prompt in which each character is a token. */
    private static Prompt prompt(List<Message> messages) {
        int[] ids = messages.stream().map(Message::content).flatMapToInt(String::chars).toArray();
        Prompt.Shares none = new Prompt.Shares(0, 0, 0);
        return new Prompt(ids, ids.length, ReplyStart.THOUGHT, "", none);
    }

    private static int common(int[] a, int[] b) {
        int mismatch = Arrays.mismatch(a, b);
        return mismatch < 0 ? a.length : mismatch;
    }

    private static char letter(int turn) {
        return (char) ('A' + turn % 26);
    }

    private static String text(char letter, int length) {
        return String.valueOf(letter).repeat(length);
    }
}
