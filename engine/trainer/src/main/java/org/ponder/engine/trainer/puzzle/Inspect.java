package org.ponder.engine.trainer.puzzle;

import java.io.PrintStream;
import java.util.Random;

/** Prints questions with their thoughts and answers, to be read before anything is trained. */
public final class Inspect {
    private Inspect() {}

    /** So many of each family. */
    public static void print(PrintStream out, Split split, long seed, int each) {
        Random random = new Random(seed);
        for (Family family : Family.values()) {
            for (int i = 0; i < each; i++) {
                Puzzle puzzle = family.make(split, random);
                out.println("== " + family.title() + " (" + puzzle.phrasing() + ")");
                out.println(puzzle.question());
                out.println("-- " + puzzle.thought());
                out.println("-> " + puzzle.answer());
                if (!puzzle.check().right(puzzle.answer())) {
                    out.println("!! The grader does not agree.");
                }
            }
        }
    }
}
