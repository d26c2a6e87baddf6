package org.ponder.engine.trainer.puzzle;

/** Judges an answer from the question's own facts; knows nothing of how the answer was made. */
@FunctionalInterface
public interface Check {
    /** Whether the answer, without the thought, is right. */
    boolean right(String answer);
}
