package org.ponder.engine.reply;

/** Why a reply is over. A broken model is an exception, not a reason. */
public enum FinishReason {
    /** The model ended its turn. */
    STOP,
    /** The limit of tokens for this reply was reached. */
    LENGTH,
    /** The context is full. */
    CONTEXT_FULL,
    /** The user stopped it. */
    CANCELLED
}
