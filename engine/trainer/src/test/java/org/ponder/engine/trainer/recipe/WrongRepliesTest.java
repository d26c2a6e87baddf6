package org.ponder.engine.trainer.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ponder.engine.trainer.lesson.Reading;
import org.ponder.engine.trainer.puzzle.Family;
import org.ponder.engine.trainer.puzzle.Puzzle;

/** What was wrong is told by wording, and what was right is not. */
class WrongRepliesTest {
    private final WrongReplies wrong = new WrongReplies();

    @Test
    void wordingsWithMostWrongRepliesComeFirst() {
        reply("add#1", "seven", false);
        reply("add#2", "eight", false);
        reply("add#2", "nine", false);
        reply("add#2", "ten", true);
        reply("add#3", "eleven", true);
        String report = wrong.report();
        assertTrue(report.indexOf("add#2: 2 of 3") < report.indexOf("add#1: 1 of 1"), report);
        assertTrue(report.contains("add#2: 2 of 3"), report);
        assertFalse(report.contains("ten"), report);
        assertFalse(report.contains("add#3"), report);
    }

    @Test
    void aReplyCannotBreakTheReport() {
        reply("talk#1", "```\n# nine", false);
        List<String> lines = wrong.report().lines().filter(line -> line.contains("nine")).toList();
        assertEquals(List.of("  - answered: `''' / # nine`"), lines);
    }

    private void reply(String wording, String answer, boolean right) {
        Puzzle puzzle =
                new Puzzle(Family.ADD, wording, List.of(), "3 + 4", "3 4", "7", text -> right);
        wrong.add(puzzle, new Reading("3 4", answer, 2, true), right);
    }
}
