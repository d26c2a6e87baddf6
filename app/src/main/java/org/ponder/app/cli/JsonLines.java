package org.ponder.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON value a line in, one a line out, each written through at once. A line that fails gives
 * {@code {"error": "…"}} in its place.
 */
final class JsonLines {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** Makes the value to write from the value of a line. */
    @FunctionalInterface
    interface Answerer {
        Object answer(JsonNode line) throws Exception;
    }

    private JsonLines() {}

    /** Answers lines until the input ends or nobody reads the output any more. */
    static void answer(Terminal terminal, Answerer answerer) throws IOException {
        answer(terminal, Runnable::run, answerer);
    }

    /**
     * The same.
     *
     * @param each runs the work for each line, writing included, on the calling thread
     */
    static void answer(Terminal terminal, Executor each, Answerer answerer) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String current = line;
            each.execute(() -> write(terminal, answerOrError(current, answerer)));
            if (terminal.out().checkError()) {
                return;
            }
        }
    }

    /** Writes one value as one line, through to the reader. */
    static void write(Terminal terminal, Object value) {
        terminal.out().print(JSON.writeValueAsString(value));
        terminal.out().print('\n');
        terminal.out().flush();
    }

    /** The value as plain lists, maps, strings and numbers. */
    static Map<String, Object> asMap(JsonNode node) {
        return JSON.convertValue(
                node,
                JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
    }

    /** A tool call; arguments that are no JSON, such as a program, are a string. */
    static Map<String, Object> toolCall(String name, String arguments) {
        Object value;
        try {
            value = JSON.readTree(arguments);
        } catch (JacksonException e) {
            value = arguments;
        }
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("name", name);
        call.put("arguments", value);
        return call;
    }

    private static Object answerOrError(String line, Answerer answerer) {
        try {
            return answerer.answer(parse(line));
        } catch (StackOverflowError e) {
            return Map.of("error", "The line is nested too deeply.");
        } catch (Exception | OutOfMemoryError e) { // the next line may need less
            return Map.of("error", Failures.sentence(e));
        }
    }

    private static JsonNode parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node == null || node.isMissingNode()) {
                throw new UserMistake("The line is empty: write one JSON value a line.");
            }
            return node;
        } catch (JacksonException e) {
            throw new UserMistake("The line is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
