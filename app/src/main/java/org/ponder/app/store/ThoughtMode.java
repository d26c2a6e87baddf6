package org.ponder.app.store;

/** How much of a thought is shown. */
public enum ThoughtMode {
    /** All of it, as it comes. */
    LIVE,
    /** Its last few lines. */
    PEEK,
    /** Its header alone. */
    HIDDEN
}
