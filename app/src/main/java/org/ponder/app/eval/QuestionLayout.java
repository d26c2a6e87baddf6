package org.ponder.app.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The layouts in which sets are published, told apart by their keys: Ponder's own (question,
 * answer, kind), AIME and MATH-500 (problem, answer, in the spellings of their copies), GPQA
 * (Question, Correct Answer, Incorrect Answer 1 to 3), and lists of choices with an answer.
 */
final class QuestionLayout {
    private static final List<String> QUESTION = List.of("question", "problem", "prompt");
    private static final List<String> ANSWER = List.of("answer", "expected_answer", "target");
    private static final List<String> ID = List.of("id", "unique_id", "problem_idx", "Record ID");
    private static final List<String> TOPIC = List.of("topic", "subject", "Subdomain", "year");
    private static final String CORRECT = "correct answer";

    private QuestionLayout() {}

    /**
     * The question of one object.
     *
     * @throws IllegalArgumentException if it is none; the message goes on after "Line 3"
     */
    static Question question(JsonNode line, int number) {
        if (!line.isObject()) {
            throw new IllegalArgumentException("is not an object with question and answer.");
        }
        String text = required(line, QUESTION, "question");
        String id = value(line, ID).orElse(String.valueOf(number));
        String topic = value(line, TOPIC).orElse("");
        Optional<String> correct = value(line, List.of(CORRECT));
        if (correct.isPresent()) {
            return gpqa(line, id, text, correct.get(), topic);
        }
        String answer = required(line, ANSWER, "answer");
        JsonNode choices = field(line, List.of("choices", "options"));
        if (choices != null && choices.isArray() && !choices.isEmpty()) {
            List<String> texts = new ArrayList<>();
            choices.forEach(choice -> texts.add(plain(choice)));
            return new Question(
                    id,
                    text + listed(texts),
                    letterOf(answer, texts),
                    AnswerKind.CHOICE,
                    topic,
                    true);
        }
        Optional<String> kind = value(line, List.of("kind"));
        if (kind.isEmpty()) {
            // The published layouts of formulas have no kind.
            return new Question(id, text, lastBox(answer), AnswerKind.NUMBER, topic, true);
        }
        AnswerKind named =
                AnswerKind.named(kind.get())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "has the kind '"
                                                + kind.get()
                                                + "': number, choice, letter count and exact"
                                                + " are known."));
        return new Question(id, text, answer, named, topic, false);
    }

    private static Question gpqa(
            JsonNode line, String id, String text, String correct, String topic) {
        List<String> texts = new ArrayList<>(List.of(correct));
        for (int i = 1; i <= 3; i++) {
            value(line, List.of("incorrect answer " + i)).ifPresent(texts::add);
        }
        if (texts.size() < 2) {
            throw new IllegalArgumentException("has no incorrect answers to choose among.");
        }
        // The file has the right one first; the order must be the same in every run.
        Collections.shuffle(texts, new Random(text.hashCode()));
        return new Question(
                id,
                text + listed(texts),
                letter(texts.indexOf(correct)),
                AnswerKind.CHOICE,
                topic,
                true);
    }

    private static String listed(List<String> choices) {
        StringBuilder text = new StringBuilder("\n");
        for (int i = 0; i < choices.size(); i++) {
            text.append('\n').append(letter(i)).append(") ").append(choices.get(i));
        }
        return text.toString();
    }

    /** The answer as a letter, where it is one, the number of a choice, or its text. */
    private static String letterOf(String answer, List<String> choices) {
        if (choices.contains(answer)) {
            return letter(choices.indexOf(answer));
        }
        if (answer.matches("[A-J]") && answer.charAt(0) - 'A' < choices.size()) {
            return answer;
        }
        if (answer.matches("\\d") && Integer.parseInt(answer) < choices.size()) {
            return letter(Integer.parseInt(answer));
        }
        throw new IllegalArgumentException("has an answer that is none of its choices.");
    }

    private static String letter(int index) {
        return String.valueOf((char) ('A' + index));
    }

    private static String lastBox(String answer) {
        return Latex.lastBoxed(answer).orElse(answer);
    }

    private static String required(JsonNode line, List<String> names, String what) {
        return value(line, names)
                .orElseThrow(() -> new IllegalArgumentException("has no " + what + "."));
    }

    private static Optional<String> value(JsonNode line, List<String> names) {
        JsonNode found = field(line, names);
        return found == null || found.isContainer() || found.isNull()
                ? Optional.empty()
                : Optional.of(plain(found)).filter(text -> !text.isBlank());
    }

    private static String plain(JsonNode value) {
        return value.isString() ? value.stringValue().strip() : value.toString();
    }

    /** The first of these fields, whatever the case of its letters. */
    private static @Nullable JsonNode field(JsonNode line, List<String> names) {
        for (String name : names) {
            for (var property : line.properties()) {
                if (property.getKey().equalsIgnoreCase(name)) {
                    return property.getValue();
                }
            }
        }
        return null;
    }
}
