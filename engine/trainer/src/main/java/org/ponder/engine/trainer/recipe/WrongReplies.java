package org.ponder.engine.trainer.recipe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ponder.engine.trainer.lesson.Reading;
import org.ponder.engine.trainer.puzzle.Puzzle;

/**
 * What was answered wrongly, by the wording of the question: a wording that is never answered right
 * has a word that training did not show, one that is now and then wrong has not.
 */
final class WrongReplies {
    private final Map<String, Integer> asked = new HashMap<>();
    private final Map<String, List<Wrong>> wrong = new HashMap<>();

    private record Wrong(Puzzle puzzle, Reading reading) {}

    /** Notes a reply. */
    void add(Puzzle puzzle, Reading reading, boolean right) {
        asked.merge(puzzle.phrasing(), 1, Integer::sum);
        if (!right) {
            wrong.computeIfAbsent(puzzle.phrasing(), name -> new ArrayList<>())
                    .add(new Wrong(puzzle, reading));
        }
    }

    /** All of them as Markdown, the wordings with most wrong replies first. */
    String report() {
        StringBuilder text = new StringBuilder("\n## Wrong replies, by wording\n");
        wrong.entrySet().stream()
                .sorted(
                        Comparator.comparingInt((Map.Entry<String, List<Wrong>> one) ->
                                        -one.getValue().size())
                                .thenComparing(Map.Entry::getKey))
                .forEach(one -> append(text, one.getKey(), one.getValue()));
        return text.toString();
    }

    private void append(StringBuilder text, String wording, List<Wrong> replies) {
        text.append("\n### ")
                .append(wording)
                .append(": ")
                .append(replies.size())
                .append(" of ")
                .append(asked.get(wording))
                .append("\n\n");
        for (Wrong one : replies) {
            text.append("- ")
                    .append(inLine(one.puzzle().question()))
                    .append("\n  - right: ")
                    .append(inLine(one.puzzle().answer()))
                    .append("\n  - thought: ")
                    .append(inLine(one.reading().thought()))
                    .append("\n  - answered: ")
                    .append(inLine(one.reading().answer()))
                    .append('\n');
        }
    }

    /** As code, so that nothing in it is taken for Markdown. */
    private static String inLine(String text) {
        return "`" + text.replace('`', '\'').replace("\n", " / ") + "`";
    }
}
