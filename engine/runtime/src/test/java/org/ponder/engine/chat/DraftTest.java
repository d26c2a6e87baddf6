package org.ponder.engine.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.engine.Shared;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.sampling.SamplingSettings;

/** Drafted tokens change the speed of a reply and nothing else. */
class DraftTest {
    private static final Path PEBBLE = Shared.file("weights/pebble-seed.gguf");
    private static final String QUESTION = "How many r's are in strawberry?";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void repliesAreTheSameTokenByToken(int drafts) throws IOException {
        LoadOptions options = LoadOptions.defaults();
        try (LanguageModel plain = LanguageModel.load(PEBBLE, options);
                LanguageModel drafting = LanguageModel.load(PEBBLE, options.withDrafts(drafts));
                ChatSession one = plain.newSession(0);
                ChatSession other = drafting.newSession(0)) {
            for (SamplingSettings settings :
                    List.of(
                            SamplingSettings.greedy(),
                            SamplingSettings.r1(1),
                            new SamplingSettings(1.2, 0, 1, 0, 1.1, 2))) {
                Heard expected = reply(one, settings);
                Heard actual = reply(other, settings);
                assertEquals(expected.thought(), actual.thought());
                assertEquals(expected.answer(), actual.answer());
                assertEquals(expected.reason(), actual.reason());
                assertEquals(one.contextUse(), other.contextUse());
            }
            assertEquals(new DraftUse(0, 0), one.draftUse());
            DraftUse use = other.draftUse();
            assertTrue(0 < use.accepted() && use.accepted() <= use.drafted(), use.toString());
        }
    }

    private static Heard reply(ChatSession session, SamplingSettings settings) {
        return reply(session, settings, QUESTION, 300);
    }

    private static Heard reply(
            ChatSession session, SamplingSettings settings, String question, int tokens) {
        Heard heard = new Heard();
        session.reply(
                List.of(Message.user(question)),
                PartialReply.none(),
                new ReplyOptions(settings, true, 0, tokens, OverflowPolicy.FAIL),
                new ReplyControl(),
                heard);
        return heard;
    }

    @Test
    void whatWasAcceptedStaysAccepted() throws IOException {
        try (LanguageModel model =
                        LanguageModel.load(PEBBLE, LoadOptions.defaults().withDrafts(4));
                ChatSession session = model.newSession(0)) {
            long accepted = 0;
            for (int tokens = 90; tokens < 110; tokens += 3) {
                reply(session, SamplingSettings.greedy(), QUESTION, tokens);
                // Keeps less of the text than there was when the last draft was made.
                reply(session, SamplingSettings.greedy(), "hello", 1);
                DraftUse use = session.draftUse();
                assertTrue(accepted <= use.accepted(), use.accepted() + " after " + accepted);
                assertTrue(use.accepted() <= use.drafted(), use.toString());
                accepted = use.accepted();
            }
            assertTrue(accepted > 0);
        }
    }

    @Test
    void aDraftIsWhatFollowedTheSameTokensBefore() {
        int[] ids = {1, 2, 3, 4, 5, 6, 7, 1, 2, 3};
        assertArrayEquals(new int[] {4, 5}, new Lookup(2).draft(ids, ids.length));
        assertArrayEquals(new int[] {}, new Lookup(2).draft(ids, ids.length - 1));
        Lookup wrong = new Lookup(4);
        wrong.judged(4, 0);
        assertArrayEquals(new int[] {4}, wrong.draft(ids, ids.length));
    }

    @Test
    void noMoreTokensAreDraftedThanStayExact() {
        assertThrows(IllegalArgumentException.class, () -> LoadOptions.defaults().withDrafts(5));
        assertThrows(IllegalArgumentException.class, () -> LoadOptions.defaults().withDrafts(-1));
    }
}
