package org.ponder.engine.chat;

/** The prompt does not fit the context. Nothing was generated and the session is as before. */
public final class ContextOverflowException extends RuntimeException {
    private final int promptTokens;
    private final int contextTokens;

    /**
     * @param promptTokens tokens of the prompt
     * @param contextTokens tokens that the context holds
     */
    public ContextOverflowException(int promptTokens, int contextTokens) {
        super(
                "The conversation is "
                        + promptTokens
                        + " tokens long and the context holds "
                        + contextTokens
                        + ": shorten it, start a new chat, or choose a longer context.");
        this.promptTokens = promptTokens;
        this.contextTokens = contextTokens;
    }

    /** Tokens of the prompt. */
    public int promptTokens() {
        return promptTokens;
    }

    /** Tokens that the context holds. */
    public int contextTokens() {
        return contextTokens;
    }
}
