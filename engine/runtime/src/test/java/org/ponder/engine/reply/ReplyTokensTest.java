package org.ponder.engine.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where a tag is a token of the vocabulary, that token alone is the tag. */
class ReplyTokensTest {
    private static final Map<String, Integer> VOCABULARY =
            Map.of("<think>", 1, "</think>", 2, "<|channel|>", 3, "<|message|>", 4, "<|end|>", 5);

    private static OptionalInt idOf(String token) {
        Integer id = VOCABULARY.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** Feeds pieces: those of the vocabulary as their token, others as text of some token. */
    private static List<ReplyPiece> feed(ReplyParser parser, String... pieces) {
        List<ReplyPiece> out = new ArrayList<>();
        for (String piece : pieces) {
            out.addAll(parser.feed(VOCABULARY.getOrDefault(piece, 99), piece));
        }
        return out;
    }

    @Test
    void aTagSpelledOutInTheThoughtDoesNotCloseIt() {
        ReplyParser parser =
                ReplyParser.ofTokens(
                        ReplyFormat.THINK_TAGS,
                        Set.of(),
                        ReplyStart.THOUGHT,
                        ReplyTokensTest::idOf);
        List<ReplyPiece> pieces =
                feed(parser, "The tag `", "</", "think", ">", "` ends it.\n", "</think>", "\n\nHi");
        pieces.addAll(parser.finish());
        assertEquals("The tag `</think>` ends it.", ReplyParserTest.thought(pieces));
        assertEquals("Hi", ReplyParserTest.answer(pieces));
    }

    @Test
    void zeroSpellsItsTagsWhateverTheVocabularyHas() {
        ReplyParser parser =
                ReplyParser.ofTokens(
                        ReplyFormat.ANSWER_TAGS,
                        Set.of(),
                        ReplyStart.THOUGHT,
                        ReplyTokensTest::idOf);
        List<ReplyPiece> pieces =
                feed(parser, "Hm. ", "</", "think", ">", " <ans", "wer>", "4", "</answer>");
        pieces.addAll(parser.finish());
        assertEquals("Hm.", ReplyParserTest.thought(pieces));
        assertEquals("4", ReplyParserTest.answer(pieces));
    }

    @Test
    void textOfOtherTokensIsNotHeldBack() {
        ReplyParser parser =
                ReplyParser.ofTokens(
                        ReplyFormat.THINK_TAGS,
                        Set.of(),
                        ReplyStart.THOUGHT,
                        ReplyTokensTest::idOf);
        assertEquals(List.of(new ReplyPiece.ThoughtText("a </thi")), feed(parser, "a </thi"));
    }

    @Test
    void tagTokensInTheAnswerAreText() {
        ReplyParser parser =
                ReplyParser.ofTokens(
                        ReplyFormat.THINK_TAGS, Set.of(), ReplyStart.ANSWER, ReplyTokensTest::idOf);
        List<ReplyPiece> pieces = feed(parser, "See ", "<think>", "x", "</think>");
        assertEquals("See <think>x</think>", ReplyParserTest.answer(pieces));
        assertFalse(parser.thinking());
    }

    @Test
    void tagsThatAreNoTokensAreFoundInTheText() {
        ReplyParser parser =
                ReplyParser.ofTokens(
                        ReplyFormat.ANSWER_TAGS,
                        Set.of(),
                        ReplyStart.CLOSED,
                        ReplyTokensTest::idOf);
        List<ReplyPiece> pieces =
                feed(parser, "<think>", "Hm", "</think>", " <", "answer", ">4", "2</", "answer>");
        assertEquals("Hm", ReplyParserTest.thought(pieces));
        assertEquals("42", ReplyParserTest.answer(pieces));
        assertTrue(parser.complete());
    }

    @Test
    void charactersBrokenOffByATagComeBeforeIt() {
        ReplyParser parser =
                ReplyParser.ofTokens(
                        ReplyFormat.THINK_TAGS,
                        Set.of(),
                        ReplyStart.THOUGHT,
                        ReplyTokensTest::idOf);
        List<ReplyPiece> pieces = new ArrayList<>(parser.feed(99, "a"));
        pieces.addAll(parser.feed(2, "\ufffd</think>"));
        pieces.addAll(parser.feed(99, "b"));
        assertEquals("a\ufffd", ReplyParserTest.thought(pieces));
        assertEquals("b", ReplyParserTest.answer(pieces));
    }

    @Test
    void aToolTagSpelledOutIsNoCall() {
        ReplyParser parser =
                ReplyParser.ofTokens(
                        ReplyFormat.THINK_TAGS,
                        Set.of(ToolSyntax.HERMES),
                        ReplyStart.ANSWER,
                        tag -> tag.equals("<tool_call>") ? OptionalInt.of(7) : idOf(tag));
        String literal = "<tool_call>{\"name\": \"f\"}</tool_call>";
        assertEquals(List.of(new ReplyPiece.AnswerText(literal)), parser.feed(99, literal));
        parser.feed(7, "<tool_call>");
        assertEquals(
                List.of(new ReplyPiece.ToolCall("f", "{}")),
                parser.feed(99, "{\"name\": \"f\"}</tool_call>"));
    }

    @Test
    void aTagTokenWithoutTextIsATagToo() {
        ReplyParser parser =
                ReplyParser.ofTokens(
                        ReplyFormat.THINK_TAGS,
                        Set.of(),
                        ReplyStart.THOUGHT,
                        ReplyTokensTest::idOf);
        assertEquals(List.of(new ReplyPiece.ThoughtClosed()), parser.feed(2, ""));
    }

    @Test
    void channelsMixTokensAndText() {
        ReplyParser parser =
                ReplyParser.ofTokens(
                        ReplyFormat.CHANNELS, Set.of(), ReplyStart.CLOSED, ReplyTokensTest::idOf);
        List<ReplyPiece> pieces =
                feed(parser, "<|channel|>", "analysis", "<|message|>", "Hm", "<|end|>");
        assertEquals("Hm", ReplyParserTest.thought(pieces));
        assertFalse(parser.complete());
        List<ReplyPiece> rest =
                feed(parser, "<|start|>", "assistant", "<|channel|>", "final", "<|message|>", "Hi");
        assertEquals(
                List.of(new ReplyPiece.ThoughtClosed(), new ReplyPiece.AnswerText("Hi")), rest);
    }
}
