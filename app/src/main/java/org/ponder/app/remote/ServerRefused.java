package org.ponder.app.remote;

/** What the user typed is no server that can be used; the message is one sentence. */
public final class ServerRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** What is wrong, with its sentence in English. */
    public enum Kind {
        ADDRESS("A server's address is like https://api.deepseek.com/v1, not %s."),
        SECRET_IN_ADDRESS(
                "A server's address has no password and no question mark: give the key in its own"
                        + " field."),
        NO_MODEL("Name the model on the server."),
        CONTEXT("A context is 0 (unknown) or more tokens."),
        PRICE("A price is 0 (unknown) or more."),
        KEY("A key has letters, digits and signs only: copy it again."),
        KEY_IN_THE_OPEN("A key is only sent over https://, and the address begins with http://.");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Kind kind;
    private final String detail;

    ServerRefused(Kind kind) {
        this(kind, "");
    }

    /**
     * @param detail what was typed, where the sentence has a place for it
     */
    ServerRefused(Kind kind, String detail) {
        super(kind.sentence.formatted(detail));
        this.kind = kind;
        this.detail = detail;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** What was typed; empty where the sentence does not say it. */
    public String detail() {
        return detail;
    }
}
