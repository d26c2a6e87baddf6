package org.ponder.app.viewmodel;

/** What a reply is doing, as it is shown and announced. */
public enum ReplyPhase {
    /** The model is loading or busy. */
    WAITING,
    /** The model reads the conversation. */
    READING,
    THINKING,
    ANSWERING,
    /** Nothing more comes. */
    FINISHED;

    /** Whether more is to come. */
    public boolean running() {
        return this != FINISHED;
    }
}
