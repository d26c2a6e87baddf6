package org.ponder.app.eval;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The questions of a file: one JSON object a line, all in one array, or a CSV file.
 *
 * @param name of the set
 * @param questions in order
 * @param skipped what was wrong with the lines that are no questions, a sentence each
 * @param fingerprint tells whether two sets are the same
 */
public record QuestionSet(
        String name, List<Question> questions, List<String> skipped, String fingerprint) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PUZZLES = "puzzles.jsonl";

    /** No published set is near this; a model file given by mistake is beyond it. */
    private static final long LARGEST_FILE = 256L << 20;

    public QuestionSet {
        questions = List.copyOf(questions);
        skipped = List.copyOf(skipped);
    }

    /** The puzzles that come with Ponder. */
    public static QuestionSet puzzles() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(QuestionSet.class.getResourceAsStream(PUZZLES))) {
            return of("puzzles", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, is too large to be one or holds no question; the
     *     message is one sentence
     */
    public static QuestionSet read(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(
                    "The file "
                            + file
                            + " is too large for a set of questions: name a JSONL file.");
        }
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.(jsonl?|csv)$", "");
        // Spreadsheets and Windows editors mark UTF-8 so; it is no part of the first line.
        String text =
                new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .replaceFirst("^\uFEFF", "");
        boolean csv = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        QuestionSet set = csv ? ofCsv(name, text) : of(name, text);
        if (set.questions().isEmpty()) {
            throw new IOException(
                    "The file "
                            + file
                            + " holds no question: "
                            + (set.skipped().isEmpty() ? "it is empty." : set.skipped().get(0)));
        }
        return set;
    }

    static QuestionSet of(String name, String text) {
        List<Question> questions = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        if (text.stripLeading().startsWith("[")) {
            array(text, questions, skipped);
        } else {
            int number = 0;
            for (String line : text.lines().toList()) {
                number++;
                if (!line.isBlank()) {
                    add("Line " + number, () -> JSON.readTree(line), questions, skipped);
                }
            }
        }
        return new QuestionSet(name, questions, skipped, fingerprint(questions));
    }

    static QuestionSet ofCsv(String name, String text) {
        List<Question> questions = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        int number = 0;
        for (Map<String, String> row : Csv.rows(text)) {
            number++;
            add("Row " + number, () -> JSON.valueToTree(row), questions, skipped);
        }
        return new QuestionSet(name, questions, skipped, fingerprint(questions));
    }

    private static void array(String text, List<Question> questions, List<String> skipped) {
        JsonNode all;
        try {
            all = JSON.readTree(text);
        } catch (JacksonException e) {
            skipped.add("The file is not JSON: " + e.getOriginalMessage() + ".");
            return;
        }
        int number = 0;
        for (JsonNode element : all) {
            number++;
            add("Element " + number, () -> element, questions, skipped);
        }
    }

    @FunctionalInterface
    private interface Source {
        JsonNode read();
    }

    private static void add(
            String place, Source source, List<Question> questions, List<String> skipped) {
        try {
            Question read = QuestionLayout.question(source.read(), questions.size() + 1);
            boolean known =
                    questions.stream().anyMatch(question -> question.id().equals(read.id()));
            questions.add(known ? read.renamed(read.id() + "#" + (questions.size() + 1)) : read);
        } catch (JacksonException e) {
            skipped.add(place + " is not JSON: " + e.getOriginalMessage() + ".");
        } catch (IllegalArgumentException e) {
            skipped.add(place + " " + e.getMessage());
        }
    }

    private static String fingerprint(List<Question> questions) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Question question : questions) {
                digest.update(
                        (question.prompt() + "\0" + question.answer() + "\0")
                                .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
