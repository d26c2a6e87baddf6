package org.ponder.engine.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of tools are told apart from thought and answer, however they are cut. */
class ToolCallTest {
    private static final Set<ToolSyntax> ALL = EnumSet.allOf(ToolSyntax.class);

    record Case(
            ReplyFormat format,
            ReplyStart start,
            String output,
            String thought,
            String answer,
            List<ReplyPiece.ToolCall> calls) {}

    private static Case think(String output, String thought, String answer, String... calls) {
        return with(ReplyFormat.THINK_TAGS, output, thought, answer, calls);
    }

    private static Case with(
            ReplyFormat format, String output, String thought, String answer, String... calls) {
        return new Case(format, ReplyStart.CLOSED, output, thought, answer, list(calls));
    }

    private static List<ReplyPiece.ToolCall> list(String... calls) {
        List<ReplyPiece.ToolCall> list = new ArrayList<>();
        for (int i = 0; i < calls.length; i += 2) {
            list.add(new ReplyPiece.ToolCall(calls[i], calls[i + 1]));
        }
        return list;
    }

    static Stream<Case> cases() {
        return Stream.of(
                // Qwen and Hermes
                think(
                        "<think>\nHm.\n</think>\n\n<tool_call>\n{\"name\": \"f\", \"arguments\":"
                                + " {\"a\": [1, \"}\"]}}\n</tool_call>",
                        "Hm.",
                        "",
                        "f",
                        "{\"a\": [1, \"}\"]}"),
                think(
                        "I look.\n<tool_call>{\"name\":\"f\",\"arguments\":{}}</tool_call>\n"
                                + "<tool_call>{\"name\":\"g\",\"arguments\":\"{}\"}</tool_call>",
                        "",
                        "I look.\n",
                        "f",
                        "{}",
                        "g",
                        "{}"),
                think(
                        "<tool_call>\n<function=f>\n<parameter=city>\nSão \"Paulo\"\n</parameter>\n"
                                + "</function>\n</tool_call>",
                        "",
                        "",
                        "f",
                        "{\"city\": \"São \\\"Paulo\\\"\"}"),
                think("<tool_call>{\"name\": \"f\"}", "", "", "f", "{}"),
                // GLM
                think(
                        """
                        <think>Hm</think>
                        <tool_call>get_weather
                        <arg_key>city</arg_key>
                        <arg_value>Bei "jing"</arg_value>
                        <arg_key>days</arg_key>
                        <arg_value>2</arg_value>
                        </tool_call>\
                        """,
                        "Hm",
                        "",
                        "get_weather",
                        "{\"city\": \"Bei \\\"jing\\\"\", \"days\": \"2\"}"),
                think("<tool_call>now\n</tool_call>", "", "", "now", "{}"),
                think(
                        "Use <tool_call>name</tool_call> for it.",
                        "",
                        "Use <tool_call>name</tool_call> for it."),
                think(
                        "<tool_call>f\n<arg_key>a</arg_key>\nand so on",
                        "",
                        "<tool_call>f\n<arg_key>a</arg_key>\nand so on"),
                // in a thought it is only thought of
                think(
                        "<think>I could <tool_call>{\"name\": \"f\"}</tool_call>.</think>No.",
                        "I could <tool_call>{\"name\": \"f\"}</tool_call>.",
                        "No."),
                // what is no call stays text
                think("Write <tool_call> first.", "", "Write <tool_call> first."),
                think("<tool_call>{\"na", "", "<tool_call>{\"na"),
                think(
                        "<tool_call>{\"x\": 1}</tool_call>!",
                        "",
                        "<tool_call>{\"x\": 1}</tool_call>!"),
                think(
                        "<tool_call>{\"name\": \"f\", \"id\": 7}</tool_call>",
                        "",
                        "<tool_call>{\"name\": \"f\", \"id\": 7}</tool_call>"),
                think(
                        "<tool_call>{\"type\": \"function\", \"id\": \"x\", \"name\": \"f\"}</tool_call>",
                        "",
                        "",
                        "f",
                        "{}"),
                think(
                        "<tool_call>{\"name\": \"f\", \"args\": {}, \"arguments\": {}}</tool_call>",
                        "",
                        "<tool_call>{\"name\": \"f\", \"args\": {}, \"arguments\": {}}</tool_call>"),
                think("<tool_call>{nonsense}</tool_call>", "", "<tool_call>{nonsense}</tool_call>"),
                think("</tool_call> alone", "", "</tool_call> alone"),
                with(
                        ReplyFormat.ANSWER_TAGS,
                        "<think>a</think><answer>b <tool_call>{</answer>",
                        "a",
                        "b <tool_call>{"),
                // DeepSeek
                think(
                        "<think>Hm</think><｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>"
                                + "get_weather\n```json\n{\"city\": \"Rome\"}\n```<｜tool▁call▁end｜>\n"
                                + "<｜tool▁call▁begin｜>function<｜tool▁sep｜>g\n```json\n{}\n```"
                                + "<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
                        "Hm",
                        "",
                        "get_weather",
                        "{\"city\": \"Rome\"}",
                        "g",
                        "{}"),
                think(
                        "Sure. <｜tool▁calls▁begin｜><｜tool▁call▁begin｜>f<｜tool▁sep｜>{\"a\": \"```\"}"
                                + "<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
                        "",
                        "Sure. ",
                        "f",
                        "{\"a\": \"```\"}"),
                // Mistral
                with(
                        ReplyFormat.MISTRAL,
                        "[THINK]Hm[/THINK][TOOL_CALLS][{\"name\": \"f\", \"arguments\": {\"a\": 1}},"
                                + " {\"name\": \"g\", \"arguments\": {}}]",
                        "Hm",
                        "",
                        "f",
                        "{\"a\": 1}",
                        "g",
                        "{}"),
                with(
                        ReplyFormat.MISTRAL,
                        "[TOOL_CALLS]f[ARGS]{\"a\": 1}[TOOL_CALLS]g[CALL_ID]x1[ARGS]{}",
                        "",
                        "",
                        "f",
                        "{\"a\": 1}",
                        "g",
                        "{}"),
                // Seed-OSS
                with(
                        ReplyFormat.SEED,
                        "<seed:think>Hm</seed:think><seed:tool_call>\n<function=f>\n"
                                + "<parameter=a>1</parameter>\n</function>\n</seed:tool_call>",
                        "Hm",
                        "",
                        "f",
                        "{\"a\": \"1\"}"),
                // Granite
                with(
                        ReplyFormat.RESPONSE_TAGS,
                        "<|tool_call|>[{\"name\": \"f\", \"arguments\": {}}]",
                        "",
                        "",
                        "f",
                        "{}"),
                // Command A
                with(
                        ReplyFormat.COHERE,
                        "<|START_THINKING|>Hm<|END_THINKING|><|START_ACTION|>[{\"tool_call_id\":"
                                + " \"0\", \"tool_name\": \"f\", \"parameters\": {}}]<|END_ACTION|>",
                        "Hm",
                        "",
                        "f",
                        "{}"),
                // Llama 3
                think(
                        "<|python_tag|>{\"name\": \"python\", \"parameters\": {\"code\":"
                                + " \"if(a){b} ; {c}\"}} ; {\"name\": \"g\", \"parameters\": {}}",
                        "",
                        "",
                        "python",
                        "{\"code\": \"if(a){b} ; {c}\"}",
                        "g",
                        "{}"),
                think(
                        "<|python_tag|>search.call(query=\"a, \\\\\"b\\\\\"\", n=\"2\")"
                                .replace("\\\\", "\\"),
                        "",
                        "",
                        "search",
                        "{\"query\": \"a, \\\\\\\"b\\\\\\\"\", \"n\": \"2\"}"),
                think("<|python_tag|>print(1)\n", "", "", "python", "print(1)"),
                think("<|python_tag|>{\"a\": 1}", "", "<|python_tag|>{\"a\": 1}"),
                // an answer in JSON is an answer
                think("{\"name\": \"Ada\", \"age\": 36}", "", "{\"name\": \"Ada\", \"age\": 36}"),
                think("{\"name\": \"Ada\"}", "", "{\"name\": \"Ada\"}"),
                think("{\"a\": 1} is JSON", "", "{\"a\": 1} is JSON"),
                // gpt-oss
                with(
                        ReplyFormat.CHANNELS,
                        "<|channel|>analysis<|message|>Hm<|end|><|start|>assistant"
                                + " to=functions.f<|channel|>commentary <|constrain|>json<|message|>"
                                + "{\"a\": 1}<|call|>",
                        "Hm",
                        "",
                        "f",
                        "{\"a\": 1}"),
                with(
                        ReplyFormat.CHANNELS,
                        "<|channel|>commentary to=functions.f <|constrain|>json<|message|>{}",
                        "",
                        "",
                        "f",
                        "{}"),
                with(
                        ReplyFormat.CHANNELS,
                        "<|channel|>analysis to=python<|message|>print(1)<|call|>",
                        "",
                        "",
                        "python",
                        "print(1)"),
                with(
                        ReplyFormat.CHANNELS,
                        "<|channel|>commentary to=functions.f<|message|>{\"a\": ",
                        "",
                        "{\"a\": "));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void callsAreFoundHoweverTheyAreCut(Case reply) {
        String output = reply.output();
        check(reply, List.of(output));
        check(reply, output.chars().mapToObj(Character::toString).toList());
        for (int at = 1; at < output.length(); at++) {
            check(reply, List.of(output.substring(0, at), output.substring(at)));
        }
    }

    private static void check(Case reply, List<String> feeds) {
        ReplyParser parser = ReplyParser.ofText(reply.format(), ALL, reply.start());
        List<ReplyPiece> pieces = new ArrayList<>();
        feeds.forEach(feed -> pieces.addAll(parser.feed(feed)));
        pieces.addAll(parser.finish());
        assertEquals(reply.thought(), ReplyParserTest.thought(pieces), () -> "thought of " + feeds);
        assertEquals(reply.answer(), ReplyParserTest.answer(pieces), () -> "answer of " + feeds);
        assertEquals(
                reply.calls(),
                pieces.stream().filter(ReplyPiece.ToolCall.class::isInstance).toList(),
                () -> "calls of " + feeds);
    }

    @Test
    void everySyntaxIsTried() {
        for (ToolSyntax syntax : ToolSyntax.values()) {
            assertTrue(
                    cases().anyMatch(reply ->
                            !reply.calls().isEmpty() && reply.output().contains(syntax.open())),
                    syntax.name());
        }
    }

    @Test
    void onlyTheTemplatesOwnSyntaxIsLookedFor() {
        String output = "[TOOL_CALLS][{\"name\": \"f\"}]";
        ReplyParser parser =
                ReplyParser.ofText(
                        ReplyFormat.THINK_TAGS,
                        ToolSyntax.in("{{ '<tool_call>' }}"),
                        ReplyStart.CLOSED);
        List<ReplyPiece> pieces = new ArrayList<>(parser.feed(output));
        pieces.addAll(parser.finish());
        assertEquals(output, ReplyParserTest.answer(pieces));
        assertEquals(Set.of(ToolSyntax.MISTRAL), ToolSyntax.in("[TOOL_CALLS]"));
    }

    @Test
    void anAnswerInJsonComesAsItIsWritten() {
        ReplyParser parser = ReplyParser.ofText(ReplyFormat.THINK_TAGS, ALL, ReplyStart.CLOSED);
        assertEquals(
                List.of(new ReplyPiece.AnswerText("{\"title\": ")), parser.feed("{\"title\": "));
    }

    @Test
    void hostileBodiesAreTextInBoundedTime() {
        String deep = "<tool_call>" + "[".repeat(100_000) + "</tool_call>";
        ReplyParser parser = ReplyParser.ofText(ReplyFormat.THINK_TAGS, ALL, ReplyStart.CLOSED);
        List<ReplyPiece> pieces = new ArrayList<>(parser.feed(deep));
        pieces.addAll(parser.finish());
        assertEquals(deep, ReplyParserTest.answer(pieces));
    }
}
