package org.ponder.app.cli;

/** What of a reply the terminal shows. */
enum ThoughtDisplay {
    /** Thought and answer. */
    SHOW,
    /** The answer. */
    HIDE,
    /** The thought. */
    ONLY
}
