package org.ponder.engine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.Metadata;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyFormat;
import org.ponder.engine.reply.ReplyParser;
import org.ponder.engine.reply.ReplyStart;
import org.ponder.engine.tokenizer.Tokenizer;

/** What is told of the tokens of a reply, in a format that names its parts in headers. */
class ReplyReporterTest {
    private static final List<String> TOKENS =
            List.of(
                    "<unk>",
                    "<s>",
                    "</s>",
                    "<|start|>",
                    "<|channel|>",
                    "<|message|>",
                    "<|end|>",
                    "assistant",
                    "analysis",
                    "final",
                    "commentary",
                    "Hm",
                    "Hi",
                    "!");
    private static final int CONTROL = 3;
    private static final int NORMAL = 1;

    @Test
    void headersAreNeitherThoughtNorAnswer() throws GgufFormatException {
        Heard heard =
                told(
                        "<|channel|>",
                        "analysis",
                        "<|message|>",
                        "Hm",
                        "<|end|>",
                        "<|start|>",
                        "assistant",
                        "<|channel|>",
                        "final",
                        "<|message|>",
                        "Hi",
                        "!");
        List<Class<?>> order =
                List.of(
                        ReplyEvent.Thought.class,
                        ReplyEvent.ThoughtEnded.class,
                        ReplyEvent.Answer.class,
                        ReplyEvent.Answer.class,
                        ReplyEvent.Finished.class);
        assertEquals(order, heard.events.stream().map(Object::getClass).toList());
        assertEquals("Hm", heard.thought());
        assertEquals("Hi!", heard.answer());
        assertEquals(1, heard.stats().thoughtTokens());
        assertEquals(2, heard.stats().answerTokens());
    }

    @Test
    void aThoughtThatGoesOnEndsAgain() throws GgufFormatException {
        Heard heard =
                told(
                        "<|channel|>",
                        "commentary",
                        "<|message|>",
                        "Hi",
                        "<|end|>",
                        "<|start|>",
                        "assistant",
                        "<|channel|>",
                        "analysis",
                        "<|message|>",
                        "Hm",
                        "!",
                        "<|end|>",
                        "<|start|>",
                        "assistant",
                        "<|channel|>",
                        "final",
                        "<|message|>",
                        "Hi",
                        "<|end|>");
        List<Class<?>> order =
                List.of(
                        ReplyEvent.Answer.class,
                        ReplyEvent.Thought.class,
                        ReplyEvent.Thought.class,
                        ReplyEvent.ThoughtEnded.class,
                        ReplyEvent.Answer.class,
                        ReplyEvent.Finished.class);
        assertEquals(order, heard.events.stream().map(Object::getClass).toList());
        assertEquals("Hm!", heard.thought());
        assertEquals("Hi\n\nHi", heard.answer());
        assertEquals(2, heard.stats().thoughtTokens());
        assertEquals(2, heard.stats().answerTokens());
        assertEquals(heard.endedThought().spent(), heard.stats().thinking());
    }

    @Test
    void anAnswerWithoutAHeaderCountsFromItsFirstToken() throws GgufFormatException {
        Heard heard = told("Hi", "!");
        assertEquals("Hi!", heard.answer());
        assertEquals(2, heard.stats().answerTokens());
    }

    private static Heard told(String... tokens) throws GgufFormatException {
        Tokenizer tokenizer = tokenizer();
        Heard heard = new Heard();
        ReplyReporter reporter =
                new ReplyReporter(
                        tokenizer,
                        ReplyParser.ofTokens(
                                ReplyFormat.CHANNELS, Set.of(), ReplyStart.CLOSED, tokenizer::idOf),
                        ReplyStart.CLOSED,
                        heard);
        reporter.promptRead();
        Arrays.stream(tokens).mapToInt(TOKENS::indexOf).forEach(reporter::drawn);
        reporter.finished(FinishReason.STOP, 0, 0);
        return heard;
    }

    private static Tokenizer tokenizer() throws GgufFormatException {
        return Tokenizer.of(
                Metadata.of(
                        Map.of(
                                "tokenizer.ggml.model",
                                "llama",
                                "tokenizer.ggml.tokens",
                                TOKENS,
                                "tokenizer.ggml.scores",
                                Collections.nCopies(TOKENS.size(), 0f),
                                "tokenizer.ggml.token_type",
                                TOKENS.stream()
                                        .map(token -> token.startsWith("<") ? CONTROL : NORMAL)
                                        .toList())));
    }
}
