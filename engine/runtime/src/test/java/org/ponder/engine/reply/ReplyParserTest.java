package org.ponder.engine.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Thought and answer are told apart wherever a reply starts and ends, and however it is cut. */
class ReplyParserTest {
    private static final ReplyFormat THINK = ReplyFormat.THINK_TAGS;
    private static final ReplyFormat ZERO = ReplyFormat.ANSWER_TAGS;
    private static final ReplyFormat CHANNELS = ReplyFormat.CHANNELS;

    record Reply(
            ReplyFormat format,
            ReplyStart start,
            String output,
            String thought,
            String answer,
            boolean complete) {}

    private static Reply open(String output, String thought, String answer, boolean complete) {
        return new Reply(THINK, ReplyStart.THOUGHT, output, thought, answer, complete);
    }

    private static Reply closed(String output, String thought, String answer, boolean complete) {
        return new Reply(THINK, ReplyStart.CLOSED, output, thought, answer, complete);
    }

    private static Reply zero(String output, String thought, String answer, boolean complete) {
        return new Reply(ZERO, ReplyStart.THOUGHT, output, thought, answer, complete);
    }

    private static Reply channels(String output, String thought, String answer, boolean complete) {
        return new Reply(CHANNELS, ReplyStart.CLOSED, output, thought, answer, complete);
    }

    static Stream<Reply> replies() {
        return Stream.of(
                // opened by the prompt
                open("Hm.\nYes.\n</think>\n\nIt is 4.", "Hm.\nYes.", "It is 4.", true),
                open("\n\n  Hm.  \n</think>  It is\n 4.\n", "Hm.", "It is\n 4.\n", true),
                open("tight</think>answer", "tight", "answer", true),
                // unclosed at a stop or at the limit
                open("Hm, wait", "Hm, wait", "", false),
                open("Hm, wait \n", "Hm, wait \n", "", false),
                open("", "", "", false),
                open("Hm </thi", "Hm </thi", "", false),
                open("Hm <", "Hm <", "", false),
                open("Hm.</think>", "Hm.", "", true),
                open("Hm.</think>\n\n", "Hm.", "", true),
                // empty
                open("</think>Hi", "", "Hi", true),
                open("\n\n</think>\n\nHi", "", "Hi", true),
                closed("<think>\n\n</think>\n\nHi", "", "Hi", true),
                // the model opens the thought itself
                closed("<think>\nHm.\n</think>\n\nHi", "Hm.", "Hi", true),
                closed("\n <think>Hm.</think>Hi", "Hm.", "Hi", true),
                closed("<think>\nHm", "Hm", "", false),
                closed("Hi there", "", "Hi there", true),
                closed("\nHi\n", "", "Hi\n", true),
                closed("", "", "", true),
                closed("<thi", "", "<thi", true),
                closed("<thinner>", "", "<thinner>", true),
                // the prompt opened it and the model does so again
                open("<think>\nHm.\n</think>\n\nHi", "Hm.", "Hi", true),
                // tags out of place are text
                open("See <think> here.</think>Hi", "See <think> here.", "Hi", true),
                open("Hm.</think>A <think> b </think> c", "Hm.", "A <think> b </think> c", true),
                open("Hm.</think><think>x</think>", "Hm.", "<think>x</think>", true),
                closed("Write <think>a</think>.", "", "Write <think>a</think>.", true),
                closed("Hm.</think>Hi", "", "Hm.</think>Hi", true),
                open("a < b <t <think </thinks></think>c", "a < b <t <think </thinks>", "c", true),
                open("x<</think>>y", "x<", ">y", true),
                open(
                        "<answer>1</answer></think><answer>2",
                        "<answer>1</answer>",
                        "<answer>2",
                        true),
                // a thought is closed a second time
                open("Hm.</think></think>Hi", "Hm.", "Hi", true),
                open("Hm.</think>\n</think>\n\nHi", "Hm.", "Hi", true),
                open("Hm.</think>Hi</think>", "Hm.", "Hi</think>", true),
                new Reply(THINK, ReplyStart.ANSWER, "</think>\n\nHi", "", "Hi", true),
                new Reply(THINK, ReplyStart.ANSWER, "\n</think></think>Hi", "", "Hi", true),
                new Reply(THINK, ReplyStart.ANSWER, "</think>", "", "", true),
                // the prompt closed it, the model thinks on nevertheless
                new Reply(THINK, ReplyStart.ANSWER, "Hm.</think>\nHi", "", "Hm.\n\nHi", true),
                new Reply(
                        THINK,
                        ReplyStart.ANSWER,
                        "Hm.</think>Hi</think>",
                        "",
                        "Hm.\n\nHi</think>",
                        true),
                new Reply(
                        THINK,
                        ReplyStart.ANSWER,
                        "Write <think>a</think>.",
                        "",
                        "Write <think>a</think>.",
                        true),
                new Reply(ZERO, ReplyStart.ANSWER, "</think><answer>1</answer>", "", "1", true),
                // R1-Zero
                zero(" Hm. </think> <answer> 42 </answer>", "Hm.", "42", true),
                zero("Hm.</think>\n<answer>42", "Hm.", "42", false),
                zero("Hm.</think>\n<answer>42 </ans", "Hm.", "42 </ans", false),
                zero("Hm.</think>\n", "Hm.", "", false),
                zero("Hm. <answer>", "Hm. <answer>", "", false),
                zero("Hm.</think> So <answer>42</answer> .", "Hm.", "So 42", true),
                zero("Hm.</think> So 42", "Hm.", "So 42", false),
                zero("Hm.</think><answer>a <answer> b</answer>c", "Hm.", "a <answer> b", true),
                zero("<think>Hm.</think><answer>1</answer>", "Hm.", "1", true),
                new Reply(ZERO, ReplyStart.CLOSED, "<answer>1</answer>", "", "1", true),
                new Reply(ZERO, ReplyStart.ANSWER, "<answer>1</answer>", "", "1", true),
                new Reply(ZERO, ReplyStart.ANSWER, "1 </answer>", "", "1", true),
                // continued: the white space at the start is part of the text
                new Reply(THINK, ReplyStart.THOUGHT_RESUMED, " on</think>Hi", " on", "Hi", true),
                new Reply(THINK, ReplyStart.THOUGHT_RESUMED, "\n\n2.", "\n\n2.", "", false),
                new Reply(THINK, ReplyStart.THOUGHT_RESUMED, "<think>", "<think>", "", false),
                new Reply(THINK, ReplyStart.ANSWER, "\n\nHi", "", "Hi", true),
                new Reply(THINK, ReplyStart.ANSWER, "<think>", "", "<think>", true),
                new Reply(
                        THINK, ReplyStart.ANSWER_RESUMED, " on </think>", "", " on </think>", true),
                // other pairs
                new Reply(
                        ReplyFormat.MISTRAL,
                        ReplyStart.CLOSED,
                        "[THINK]Hm[1][/THINK]Hi",
                        "Hm[1]",
                        "Hi",
                        true),
                new Reply(
                        ReplyFormat.SEED,
                        ReplyStart.CLOSED,
                        "<seed:think>Hm</seed:think>Hi",
                        "Hm",
                        "Hi",
                        true),
                new Reply(
                        ReplyFormat.COHERE,
                        ReplyStart.CLOSED,
                        "<|START_THINKING|>Hm<|END_THINKING|><|START_RESPONSE|>Hi<|END_RESPONSE|>",
                        "Hm",
                        "Hi",
                        true),
                new Reply(
                        ReplyFormat.COHERE,
                        ReplyStart.THOUGHT,
                        "Hm<|END_THINKING|><|START_RESPONSE|>Hi",
                        "Hm",
                        "Hi",
                        false),
                new Reply(
                        ReplyFormat.RESPONSE_TAGS,
                        ReplyStart.CLOSED,
                        "<think>Hm</think><response>Hi</response>",
                        "Hm",
                        "Hi",
                        true),
                new Reply(
                        ReplyFormat.KIMI,
                        ReplyStart.CLOSED,
                        "◁think▷Hm◁/think▷Hi",
                        "Hm",
                        "Hi",
                        true),
                new Reply(
                        ReplyFormat.GEMMA,
                        ReplyStart.CLOSED,
                        "<|channel>thought\nHm<channel|>Hi",
                        "Hm",
                        "Hi",
                        true),
                new Reply(
                        ReplyFormat.THINKING_TAGS,
                        ReplyStart.CLOSED,
                        "<thinking>\nHm <think>\n</thinking>\nHi",
                        "Hm <think>",
                        "Hi",
                        true),
                new Reply(
                        ReplyFormat.THOUGHT_TAGS,
                        ReplyStart.THOUGHT,
                        "Hm\n</thought>\n\nHi",
                        "Hm",
                        "Hi",
                        true),
                new Reply(
                        ReplyFormat.SOLUTION_TAGS,
                        ReplyStart.CLOSED,
                        "<|begin_of_thought|>\n\nHm\n\n<|end_of_thought|>\n\n"
                                + "<|begin_of_solution|>\n\nHi\n\n<|end_of_solution|>",
                        "Hm",
                        "Hi",
                        true),
                new Reply(
                        ReplyFormat.PHRASES,
                        ReplyStart.CLOSED,
                        "Here is my thought process:\nHm. Here is more.\nHere is my response:\nHi",
                        "Hm. Here is more.",
                        "Hi",
                        true),
                // gpt-oss
                channels(
                        "<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant"
                                + "<|channel|>final<|message|>Hi.<|return|>",
                        "Hm.",
                        "Hi.",
                        true),
                channels("<|channel|>analysis<|message|>Hm", "Hm", "", false),
                channels("<|channel|>analysis<|message|>Hm<|end|><|start|>assi", "Hm", "", false),
                channels("<|channel|>final<|message|>Hi", "", "Hi", true),
                channels(
                        "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>analysis"
                                + "<|message|>b<|end|><|start|>assistant<|channel|>final"
                                + "<|message|>c",
                        "a\n\nb",
                        "c",
                        true),
                channels(
                        "<|channel|>analysis<|message|>a<|end|><|start|>assistant to=functions.f"
                                + "<|channel|>commentary <|constrain|>json<|message|>{}<|call|>",
                        "a",
                        "",
                        true),
                channels(
                        "<|channel|>commentary<|message|>I look.<|end|><|start|>assistant"
                                + "<|channel|>final<|message|>Hi",
                        "",
                        "I look.\n\nHi",
                        true),
                // nothing ended the turn, so the model goes on with the next question
                channels(
                        "<|channel|>final<|message|>Hi there.<|end|><|start|>user<|message|>What is"
                                + " 2+2?<|end|><|start|>assistant<|channel|>final<|message|>4",
                        "",
                        "Hi there.",
                        true),
                channels(
                        "<|channel|>commentary<|message|>Hi.<|end|><|start|>user<|message|>More",
                        "",
                        "Hi.",
                        true),
                channels(
                        "<|channel|>analysis<|message|>Hm<|end|><|start|>functions.f to=assistant"
                                + "<|channel|>commentary<|message|>1",
                        "Hm",
                        "",
                        false),
                channels("Plain text.", "", "Plain text.", true),
                channels("to", "", "to", true),
                channels("today", "", "today", true),
                new Reply(
                        CHANNELS,
                        ReplyStart.THOUGHT,
                        "Hm <think>.<|end|><|start|>assistant<|channel|>final<|message|>Hi",
                        "Hm <think>.",
                        "Hi",
                        true),
                new Reply(CHANNELS, ReplyStart.ANSWER, "Hi.<|return|>", "", "Hi.", true));
    }

    @Test
    void everyFormatIsTried() {
        assertEquals(
                EnumSet.allOf(ReplyFormat.class),
                replies().map(Reply::format).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void textIsToldApartHoweverItIsCut(Reply reply) {
        check(reply, List.of(reply.output()));
        check(reply, characters(reply.output()));
        for (int at = 1; at < reply.output().length(); at++) {
            check(reply, List.of(reply.output().substring(0, at), reply.output().substring(at)));
        }
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            check(reply, cut(reply.output(), random));
        }
    }

    private static void check(Reply reply, List<String> feeds) {
        ReplyParser parser = ReplyParser.ofText(reply.format(), reply.start());
        List<ReplyPiece> pieces = new ArrayList<>();
        for (String feed : feeds) {
            pieces.addAll(parser.feed(feed));
        }
        pieces.addAll(parser.finish());
        assertEquals(reply.thought(), thought(pieces), () -> "thought of " + feeds);
        assertEquals(reply.answer(), answer(pieces), () -> "answer of " + feeds);
        assertEquals(reply.complete(), parser.complete(), () -> "completeness of " + feeds);
        assertOrder(pieces);
    }

    private static void assertOrder(List<ReplyPiece> pieces) {
        boolean closed = false;
        for (ReplyPiece piece : pieces) {
            switch (piece) {
                case ReplyPiece.ThoughtText text -> {
                    assertFalse(text.text().isEmpty());
                    assertFalse(closed, "a thought after its end");
                }
                case ReplyPiece.ThoughtClosed end -> {
                    assertFalse(closed, "a thought ends once");
                    closed = true;
                }
                case ReplyPiece.AnswerText text -> assertFalse(text.text().isEmpty());
                case ReplyPiece.ToolCall call -> assertFalse(call.name().isEmpty());
            }
        }
    }

    private static List<String> characters(String text) {
        return text.chars().mapToObj(Character::toString).toList();
    }

    private static List<String> cut(String text, Random random) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(9));
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }

    static String thought(List<ReplyPiece> pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> {
            if (piece instanceof ReplyPiece.ThoughtText thought) {
                text.append(thought.text());
            }
        });
        return text.toString();
    }

    static String answer(List<ReplyPiece> pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> {
            if (piece instanceof ReplyPiece.AnswerText answer) {
                text.append(answer.text());
            }
        });
        return text.toString();
    }

    @Test
    void aThoughtBehindAWordToTheUserIsAThought() {
        String output =
                "<|channel|>analysis<|message|>Need to check.<|end|><|start|>assistant<|channel|>"
                        + "commentary<|message|>I will look.<|end|><|start|>assistant<|channel|>"
                        + "analysis<|message|>Secret.<|end|><|start|>assistant<|channel|>final"
                        + "<|message|>Done.";
        for (int at = 1; at < output.length(); at++) {
            ReplyParser parser = ReplyParser.ofText(CHANNELS, ReplyStart.CLOSED);
            List<ReplyPiece> pieces = new ArrayList<>(parser.feed(output.substring(0, at)));
            pieces.addAll(parser.feed(output.substring(at)));
            pieces.addAll(parser.finish());
            assertEquals("Need to check.\n\nSecret.", thought(pieces));
            assertEquals("I will look.\n\nDone.", answer(pieces));
            assertTrue(parser.complete());
        }
        ReplyParser open = ReplyParser.ofText(CHANNELS, ReplyStart.CLOSED);
        open.feed(output.substring(0, output.indexOf("ret.")));
        assertTrue(open.thinking());
        assertFalse(open.complete());
    }

    @Test
    void theEndOfTheFinalMessageEndsTheReply() {
        for (ReplyStart start : List.of(ReplyStart.CLOSED, ReplyStart.ANSWER)) {
            ReplyParser parser = ReplyParser.ofText(CHANNELS, start);
            parser.feed(start == ReplyStart.CLOSED ? "<|channel|>final<|message|>Hi" : "Hi");
            assertFalse(parser.over());
            parser.feed("<|end|>");
            assertTrue(parser.over());
        }
        ReplyParser first = ReplyParser.ofText(CHANNELS, ReplyStart.CLOSED);
        first.feed("<|channel|>commentary<|message|>Hi<|end|>");
        assertFalse(first.over());
        first.feed("<|start|>user<|message|>");
        assertTrue(first.over());
    }

    @Test
    void piecesComeAsSoonAsTheyAreCertain() {
        ReplyParser parser = ReplyParser.ofText(THINK, ReplyStart.THOUGHT);
        assertEquals(List.of(), parser.feed("\n"));
        assertEquals(List.of(new ReplyPiece.ThoughtText("Hm")), parser.feed("Hm "));
        assertEquals(List.of(new ReplyPiece.ThoughtText(" a")), parser.feed("a<"));
        assertEquals(List.of(new ReplyPiece.ThoughtText("<b")), parser.feed("b"));
        assertEquals(List.of(), parser.feed(" </think"));
        assertTrue(parser.thinking());
        assertEquals(List.of(new ReplyPiece.ThoughtClosed()), parser.feed(">"));
        assertFalse(parser.thinking());
        assertEquals(List.of(), parser.feed("\n\n"));
        assertEquals(List.of(new ReplyPiece.AnswerText("A ")), parser.feed("A "));
        assertEquals(List.of(new ReplyPiece.AnswerText("<think>")), parser.feed("<think>"));
        assertEquals(List.of(), parser.finish());
    }
}
