package org.ponder.engine.chat;

/**
 * The beginning of a reply that the model is to continue: an interrupted one, or one whose thought
 * the user edited.
 *
 * @param thought the thought so far
 * @param thoughtClosed whether the thought is complete and the answer has begun
 * @param answer the answer so far; empty unless the thought is closed
 */
public record PartialReply(String thought, boolean thoughtClosed, String answer) {

    public PartialReply {
        if (!thoughtClosed && !answer.isEmpty()) {
            throw new IllegalArgumentException("An answer cannot begin while the thought is open.");
        }
    }

    /** Nothing yet. */
    public static PartialReply none() {
        return new PartialReply("", false, "");
    }

    /** Whether there is nothing to continue. */
    public boolean isEmpty() {
        return thought.isEmpty() && !thoughtClosed && answer.isEmpty();
    }
}
