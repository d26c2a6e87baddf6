package org.ponder.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ponder.engine.reply.ReplyFormat;
import org.ponder.engine.reply.ReplyParser;
import org.ponder.engine.reply.ReplyPiece;
import org.ponder.engine.reply.ReplyStart;
import org.ponder.engine.reply.ToolSyntax;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Splits model output into thought and answer. */
@Command(
        name = "reply",
        description = {
            "Reads model output as a string, takes it a character at a time, and writes",
            "{\"thought\": …, \"answer\": …, \"complete\": …}; complete tells that nothing is left open.",
            "Where the model called tools, \"tool_calls\" lists them."
        },
        mixinStandardHelpOptions = true)
final class InspectReply implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--open", description = "The prompt opened the thought.")
    private boolean open;

    @Option(names = "--closed", description = "It did not; the model may open one.")
    private boolean closed;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "think",
            description = "How the output marks its thought (default: think).")
    private String format;

    InspectReply(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (open == closed) {
            throw new UserMistake("Say --open or --closed: whether the prompt opened the thought.");
        }
        ReplyFormat named = ReplyFormat.named(format).orElseThrow(this::unknownFormat);
        JsonLines.answer(terminal, line -> split(named, line));
        return 0;
    }

    private UserMistake unknownFormat() {
        return new UserMistake(
                "There is no format "
                        + format
                        + ": use "
                        + Arrays.stream(ReplyFormat.values())
                                .map(ReplyFormat::id)
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    private Map<String, Object> split(ReplyFormat format, JsonNode line) {
        if (!line.isString()) {
            throw new UserMistake("The line must be a string of model output.");
        }
        ReplyParser parser =
                ReplyParser.ofText(
                        format, ToolSyntax.tagged(), open ? ReplyStart.THOUGHT : ReplyStart.CLOSED);
        List<ReplyPiece> pieces = new ArrayList<>();
        line.stringValue()
                .codePoints()
                .forEach(c -> pieces.addAll(parser.feed(Character.toString(c))));
        boolean complete = parser.complete();
        pieces.addAll(parser.finish());
        StringBuilder thought = new StringBuilder();
        StringBuilder answer = new StringBuilder();
        List<Object> toolCalls = new ArrayList<>();
        for (ReplyPiece piece : pieces) {
            switch (piece) {
                case ReplyPiece.ThoughtText(String text) -> thought.append(text);
                case ReplyPiece.ThoughtClosed() -> {}
                case ReplyPiece.AnswerText(String text) -> answer.append(text);
                case ReplyPiece.ToolCall(String name, String arguments) ->
                        toolCalls.add(JsonLines.toolCall(name, arguments));
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("thought", thought.toString());
        result.put("answer", answer.toString());
        if (!toolCalls.isEmpty()) {
            result.put("tool_calls", toolCalls);
        }
        result.put("complete", complete);
        return result;
    }
}
