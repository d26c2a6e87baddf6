package org.ponder.engine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ponder.engine.Shared;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ThoughtEnd;
import org.ponder.engine.sampling.SamplingSettings;

/** What is written where a thought is closed before the model closes it, and when. */
class ClosingTest {
    private static final int NORMAL = 1;
    private static final int CONTROL = 3;
    private static final int DEFINED = 4;
    private static final int UNUSED = 5;
    private static final int BYTE = 6;

    /** Pebble's tokens: each byte, and then these. */
    private static final int OPEN = 258;

    private static final int CLOSE = 259;
    private static final int END = 260;

    private static final String INLINE = "{{ messages[0]['content'] + '<think>' }}";
    private static final String ON_A_LINE = "{{ messages[0]['content'] + '<think>\\n' }}";
    private static final List<Message> QUESTION = List.of(Message.user("q"));

    @TempDir Path folder;

    @Test
    void aThoughtIsClosedWhereTheFileHasItsTagsAsText() throws IOException {
        ScriptedModel untyped =
                new ScriptedModel("gpt2", pebble()).follow(OPEN, 'a', 'a').follow(CLOSE, 'b', END);
        Heard heard = heard(untyped, 5);
        assertEquals(FinishReason.STOP, heard.reason());
        assertEquals("aaaaa", heard.thought());
        assertEquals(ThoughtEnd.BUDGET, heard.endedThought().why());
        assertEquals("b", heard.answer());
    }

    @Test
    void whatDoesNotCloseAThoughtIsWrittenOnce() throws IOException {
        // Nobody but the model itself makes an unused token.
        List<Integer> types = types();
        types.set(CLOSE, UNUSED);
        ScriptedModel unclosable =
                new ScriptedModel("gpt2", pebble())
                        .types(types)
                        .follow(OPEN, 'a', 'a')
                        .follow('>', 'c', CLOSE, 'b', END);
        Heard heard = heard(unclosable, 5);
        assertEquals(FinishReason.STOP, heard.reason());
        assertEquals("aaaaa</think>c", heard.thought());
        assertEquals(ThoughtEnd.CLOSED, heard.endedThought().why());
        assertEquals("b", heard.answer());
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 3", "3, 3", "4, 6"})
    void aThoughtIsClosedBehindAWholeCharacter(int budget, int tokens) throws IOException {
        ScriptedModel chinese =
                new ScriptedModel("gpt2", pebble())
                        .types(types())
                        .follow(OPEN, 0xE4, 0xBD, 0xA0, 0xE4)
                        .follow(CLOSE, 'b', END);
        Heard heard = heard(chinese, budget);
        assertEquals("你".repeat(tokens / 3), heard.thought());
        assertEquals(tokens, heard.endedThought().tokens());
        assertEquals(ThoughtEnd.BUDGET, heard.endedThought().why());
        assertEquals("b", heard.answer());
    }

    @Test
    void anAnswerToContinueStandsInItsChannel() throws IOException {
        String channels =
                "{{ messages[0]['content'] + '<|start|>assistant' }}"
                        + "{# <|channel|>final<|message|> #}";
        try (LanguageModel model = new ScriptedModel("gpt2", pebble()).load(folder, channels);
                ChatSession session = model.newSession(128)) {
            PartialReply begun = new PartialReply("", true, "Hello");
            Transcript read = session.transcript(QUESTION, begun, budget(0));
            assertEquals(
                    "q<|start|>assistant<|channel|>final<|message|>Hello",
                    read.tokens().stream()
                            .map(Transcript.Token::text)
                            .collect(Collectors.joining()));
        }
    }

    @Test
    void aThoughtThatNeverEndsACharacterIsClosedAllTheSame() throws IOException {
        List<String> tokens = new ArrayList<>(pebble());
        tokens.add(tokens.get(0xBD) + tokens.get(0xA0) + tokens.get(0xE4));
        List<Integer> types = types();
        types.add(NORMAL);
        ScriptedModel halves =
                new ScriptedModel("gpt2", tokens)
                        .types(types)
                        .follow(OPEN, 0xE4, END + 1, END + 1)
                        .follow(CLOSE, 'b', END);
        Heard heard = heard(halves, 2);
        assertEquals("你你你你\uFFFD", heard.thought());
        assertEquals(2 + 3, heard.endedThought().tokens());
        assertEquals("b", heard.answer());
    }

    @Test
    void whatClosesAThoughtIsEncodedAsPartOfTheReply() throws IOException {
        List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
        List<Integer> types = new ArrayList<>(List.of(CONTROL, CONTROL, CONTROL));
        for (int b = 0; b < 256; b++) {
            tokens.add(String.format("<0x%02X>", b));
            types.add(BYTE);
        }
        tokens.addAll(List.of("<think>", "</think>", "a", "q", "\u2581"));
        types.addAll(List.of(DEFINED, DEFINED, NORMAL, NORMAL, NORMAL));
        int a = tokens.indexOf("a");
        ScriptedModel sentencePiece =
                new ScriptedModel("llama", tokens)
                        .types(types)
                        .follow(tokens.indexOf("<0x0A>"), a, a);
        try (LanguageModel model = sentencePiece.load(folder, ON_A_LINE);
                ChatSession session = model.newSession(64);
                ChatSession other = model.newSession(64)) {
            ReplyControl control = new ReplyControl();
            Heard heard =
                    new Heard(event -> {
                        if (event instanceof ReplyEvent.ThoughtEnded) {
                            control.cancel();
                        }
                    });
            session.reply(QUESTION, PartialReply.none(), budget(3), control, heard);
            PartialReply reply = new PartialReply("aaa", true, "");
            Transcript drawn = session.transcript(QUESTION, reply, budget(3));
            Transcript encoded = other.transcript(QUESTION, reply, budget(3));
            assertTrue(drawn.drawn());
            assertFalse(encoded.drawn());
            assertEquals(encoded.tokens(), drawn.tokens());
        }
    }

    private Heard heard(ScriptedModel scripted, int budget) throws IOException {
        try (LanguageModel model = scripted.load(folder, INLINE);
                ChatSession session = model.newSession(64)) {
            Heard heard = new Heard();
            session.reply(QUESTION, PartialReply.none(), budget(budget), new ReplyControl(), heard);
            return heard;
        }
    }

    private static ReplyOptions budget(int tokens) {
        return new ReplyOptions(SamplingSettings.greedy(), true, tokens, 0, OverflowPolicy.FAIL);
    }

    private static List<String> pebble() throws IOException {
        try (GgufFile file = GgufFile.open(Shared.file("weights/pebble-seed.gguf"))) {
            return file.metadata().strings("tokenizer.ggml.tokens").subList(0, END + 1);
        }
    }

    private static List<Integer> types() {
        List<Integer> types = new ArrayList<>(Collections.nCopies(END + 1, NORMAL));
        types.set(OPEN, DEFINED);
        types.set(CLOSE, DEFINED);
        types.set(END, CONTROL);
        return types;
    }
}
