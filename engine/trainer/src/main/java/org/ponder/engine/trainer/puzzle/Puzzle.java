package org.ponder.engine.trainer.puzzle;

import java.util.List;

/**
 * One question.
 *
 * @param family what kind it is
 * @param phrasing names the wording, for the split
 * @param material the words, numbers and names in it that are held out on one side of the split
 * @param question what the user says
 * @param thought a way to think it through; parts between {@link #SLIP} and {@link #MENDED} are
 *     mistakes that are found later, not to be learned
 * @param answer a right answer
 * @param check judges any answer; to decline is right only of what is beyond Pebble
 */
public record Puzzle(
        Family family,
        String phrasing,
        List<String> material,
        String question,
        String thought,
        String answer,
        Check check) {
    /** Begins a mistake in a thought. */
    public static final char SLIP = '\uE000';

    /** Ends a mistake in a thought. */
    public static final char MENDED = '\uE001';

    public Puzzle {
        material = List.copyOf(material);
        if (family != Family.DECLINE) {
            check = unlessDeclined(check);
        }
    }

    /**
     * What declining says holds words and numbers that may be another question's answer, and
     * reinforcement finds that out.
     */
    private static Check unlessDeclined(Check check) {
        Check declines = Graders.declines();
        return answer -> !declines.right(answer) && check.right(answer);
    }
}
