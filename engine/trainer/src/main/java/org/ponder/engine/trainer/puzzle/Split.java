package org.ponder.engine.trainer.puzzle;

/** Which side a question is made for. */
public enum Split {
    /** Seen in training. */
    TRAIN,
    /** Never seen in training: for evaluation. */
    HELD_OUT
}
