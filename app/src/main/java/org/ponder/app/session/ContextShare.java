package org.ponder.app.session;

/**
 * How the context is filled, in tokens.
 *
 * @param system the system prompt
 * @param chat questions and answers
 * @param thoughts thoughts that the template kept, and the running one
 * @param total tokens that fit
 */
public record ContextShare(int system, int chat, int thoughts, int total) {

    /** Nothing used yet of {@code total} tokens. */
    public static ContextShare empty(int total) {
        return new ContextShare(0, 0, 0, total);
    }

    /** Tokens in use. */
    public int used() {
        return system + chat + thoughts;
    }
}
