package org.ponder.app.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a run came to: scores under each budget, and by topic under the longest. */
public final class Report {
    private final Map<Integer, Score> byBudget = new LinkedHashMap<>();
    private final Map<String, Score> byTopic = new LinkedHashMap<>();
    private final List<Sample> longest;
    private final int samples;

    /** The report of the samples of a run. */
    public Report(List<Question> questions, Protocol protocol, List<Sample> samples) {
        this.samples = protocol.samples();
        for (int budget : protocol.budgets()) {
            byBudget.put(budget, Score.of(questions, under(samples, budget)));
        }
        longest = under(samples, protocol.budgets().getFirst());
        Set<String> topics = new LinkedHashSet<>();
        questions.forEach(question -> topics.add(topic(question)));
        for (String topic : topics) {
            byTopic.put(
                    topic,
                    Score.of(
                            questions.stream()
                                    .filter(question -> topic(question).equals(topic))
                                    .toList(),
                            longest));
        }
    }

    private static List<Sample> under(List<Sample> samples, int budget) {
        return samples.stream().filter(sample -> sample.budget() == budget).toList();
    }

    private static String topic(Question question) {
        return question.topic().isEmpty() ? question.kind().id() : question.topic();
    }

    /** Scores by budget in tokens, the longest first; 0 is no limit. */
    public Map<Integer, Score> byBudget() {
        return Collections.unmodifiableMap(byBudget);
    }

    /** Samples under the longest budget. */
    List<Sample> longest() {
        return longest;
    }

    /** Samples of each question. */
    int samplesEach() {
        return samples;
    }

    /** The scores as a table of plain text. */
    public String table() {
        List<String[]> rows = new ArrayList<>();
        rows.add(heads("budget"));
        byBudget.forEach((budget, score) -> rows.add(row(budgetName(budget), score)));
        StringBuilder text = new StringBuilder(aligned(rows));
        if (byTopic.size() > 1) {
            List<String[]> topics = new ArrayList<>();
            topics.add(heads("topic"));
            byTopic.forEach((topic, score) -> topics.add(row(topic, score)));
            text.append('\n').append(aligned(topics));
        }
        return text.toString();
    }

    /** The scores as values for JSON. */
    public Map<String, Object> toJson() {
        List<Object> budgets = new ArrayList<>();
        byBudget.forEach((budget, score) -> budgets.add(values("budget", budget, score)));
        List<Object> topics = new ArrayList<>();
        byTopic.forEach((topic, score) -> topics.add(values("topic", topic, score)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("samples_each", samples);
        json.put("budgets", budgets);
        json.put("topics", topics);
        return json;
    }

    private static Map<String, Object> values(String name, Object value, Score score) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(name, value);
        values.put("questions", score.questions());
        values.put("samples", score.samples());
        values.put("pass_at_1", score.passAt1());
        values.put("standard_error", score.error());
        values.put("majority", score.majority());
        values.put("thought_tokens", score.thoughtTokens());
        values.put("unanswered", score.unanswered());
        return values;
    }

    static String budgetName(int budget) {
        return budget == 0 ? "none" : String.format(Locale.ROOT, "%,d", budget);
    }

    private String[] heads(String first) {
        return new String[] {
            first,
            "questions",
            "samples",
            "pass@1",
            "±",
            "majority@" + samples,
            "thought",
            "no answer"
        };
    }

    private static String[] row(String name, Score score) {
        return new String[] {
            name,
            String.valueOf(score.questions()),
            String.valueOf(score.samples()),
            percent(score.passAt1()),
            String.format(Locale.ROOT, "%.1f", 100 * score.error()),
            percent(score.majority()),
            String.format(Locale.ROOT, "%,.0f", score.thoughtTokens()),
            String.valueOf(score.unanswered())
        };
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** The first column to the left, all others to the right. */
    private static String aligned(List<String[]> rows) {
        int columns = rows.getFirst().length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row[c].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String blanks = " ".repeat(widths[c] - row[c].length());
                line.append(c == 0 ? row[c] + blanks : "  " + blanks + row[c]);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
