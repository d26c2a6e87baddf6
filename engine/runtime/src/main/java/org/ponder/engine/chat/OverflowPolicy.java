package org.ponder.engine.chat;

/** What to do when a conversation does not fit the context. */
public enum OverflowPolicy {
    /** Refuse, before anything is generated, with {@link ContextOverflowException}. */
    FAIL,
    /**
     * Leave out the oldest question and answer pairs; the system prompt and the last question stay.
     * Somewhat more goes than must, so that the next turns need not leave out more again and read
     * all that stays anew.
     */
    DROP_OLDEST
}
