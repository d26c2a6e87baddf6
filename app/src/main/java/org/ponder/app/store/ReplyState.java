package org.ponder.app.store;

import org.ponder.engine.reply.FinishReason;

/** How far a reply came. */
public enum ReplyState {
    /** It is being written, here or in another Ponder. */
    STREAMING,
    /** The model ended it. */
    COMPLETE,
    /** The user stopped it. */
    STOPPED,
    /** Its limit of tokens cut it. */
    LENGTH,
    /** The end of the context cut it. */
    CONTEXT_FULL,
    /** Ponder ended while it was being written. */
    INTERRUPTED,
    /** The model broke while it was being written. */
    FAILED;

    /** The state that a finish leads to. */
    public static ReplyState of(FinishReason reason) {
        return switch (reason) {
            case STOP -> COMPLETE;
            case LENGTH -> LENGTH;
            case CONTEXT_FULL -> CONTEXT_FULL;
            case CANCELLED -> STOPPED;
        };
    }

    /** Whether the model has more to say. */
    public boolean canContinue() {
        return this == STOPPED || this == LENGTH || this == INTERRUPTED || this == FAILED;
    }
}
