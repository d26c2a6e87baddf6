package org.ponder.engine.chat;

/**
 * The user's hand on a running reply. Safe to call from any thread; takes effect within a token.
 */
public final class ReplyControl {
    private volatile boolean cancelled;
    private volatile boolean answerNow;

    /** Stops the reply; it finishes with what it has. */
    public void cancel() {
        cancelled = true;
    }

    /** Closes the thought and goes on to the answer; does nothing once the answer has begun. */
    public void answerNow() {
        answerNow = true;
    }

    /** Whether {@link #cancel} was called. */
    public boolean cancelled() {
        return cancelled;
    }

    /** Whether {@link #answerNow} was called. */
    public boolean answerNowRequested() {
        return answerNow;
    }
}
