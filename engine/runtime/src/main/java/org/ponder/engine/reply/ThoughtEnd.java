package org.ponder.engine.reply;

/** What ended a thought. */
public enum ThoughtEnd {
    /** The model closed it. */
    CLOSED,
    /** The budget in tokens was used up, so the engine closed it and went on to the answer. */
    BUDGET,
    /** The user asked for the answer now. */
    ANSWER_NOW,
    /** The user stopped the reply while it was thinking. */
    STOPPED,
    /** The reply's or the context's length limit cut it. */
    LENGTH,
    /** The model ended its turn without closing the thought. */
    END_OF_TURN
}
