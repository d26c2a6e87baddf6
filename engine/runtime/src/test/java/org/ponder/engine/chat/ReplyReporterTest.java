package org.ponder.engine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.Metadata;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyFormat;
import org.ponder.engine.reply.ReplyParser;
import org.ponder.engine.reply.ReplyStart;
import org.ponder.engine.reply.ToolSyntax;
import org.ponder.engine.tokenizer.Tokenizer;

/** What is told of the tokens of a reply, in formats with headers and others. */
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
                    "!",
                    "<pad>",
                    "<|channel>",
                    "thought",
                    "<channel|>",
                    "<｜tool▁calls▁begin｜>",
                    "<｜tool▁call▁begin｜>",
                    "<｜tool▁sep｜>",
                    "<｜tool▁call▁end｜>",
                    "<｜tool▁calls▁end｜>",
                    "add",
                    "{}");
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

    @Test
    void structureThatTheFormatDoesNotKnowIsNoText() throws GgufFormatException {
        for (ReplyFormat format : ReplyFormat.values()) {
            Heard heard = told(format, "Hi", "<pad>", "<s>", "!");
            assertEquals("Hi!", heard.answer(), format.id());
            assertEquals(4, heard.stats().answerTokens(), "a run of them counts, so that it ends");
        }
    }

    @Test
    void structureThatIsPartOfATagMarksTheThought() throws GgufFormatException {
        Heard heard =
                told(ReplyFormat.GEMMA, "<|channel>", "thought", "Hm", "<pad>", "<channel|>", "Hi");
        assertEquals("Hm", heard.thought());
        assertEquals("Hi", heard.answer());
    }

    @Test
    void structureInACallIsReadWithIt() throws GgufFormatException {
        Heard heard =
                told(
                        ReplyFormat.THINK_TAGS,
                        "Hi",
                        "<｜tool▁calls▁begin｜>",
                        "<｜tool▁call▁begin｜>",
                        "add",
                        "<｜tool▁sep｜>",
                        "{}",
                        "<｜tool▁call▁end｜>",
                        "<｜tool▁calls▁end｜>");
        assertEquals("Hi", heard.answer());
        assertEquals(
                List.of("add"),
                heard.events.stream()
                        .filter(ReplyEvent.ToolCall.class::isInstance)
                        .map(call -> ((ReplyEvent.ToolCall) call).name())
                        .toList());
    }

    private static Heard told(String... tokens) throws GgufFormatException {
        return told(ReplyFormat.CHANNELS, tokens);
    }

    private static Heard told(ReplyFormat format, String... tokens) throws GgufFormatException {
        Tokenizer tokenizer = tokenizer();
        Heard heard = new Heard();
        ReplyReporter reporter =
                new ReplyReporter(
                        tokenizer,
                        ReplyParser.ofTokens(
                                format, ToolSyntax.tagged(), ReplyStart.CLOSED, tokenizer::idOf),
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
