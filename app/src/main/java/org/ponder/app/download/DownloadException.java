package org.ponder.app.download;

import java.io.IOException;
import java.time.Duration;

/** A download cannot go on; the message is one sentence that says what to do. */
public final class DownloadException extends IOException {
    private static final long serialVersionUID = 1;

    /** What kind of trouble it is. */
    public enum Kind {
        /** It may pass: worth another try after a while. */
        PASSING,
        /** The file on the server is another one now. */
        CHANGED,
        /** The address that a redirect led to does not serve any more; the first one may. */
        EXPIRED,
        /** The server asks for a token, or refuses it. */
        REFUSED,
        /** Trying again is of no use. */
        FINAL
    }

    private final Kind kind;
    private final Duration wait;

    DownloadException(Kind kind, String sentence) {
        this(kind, sentence, Duration.ZERO);
    }

    /**
     * @param wait how long the server wants not to be asked
     */
    DownloadException(Kind kind, String sentence, Duration wait) {
        super(sentence);
        this.kind = kind;
        this.wait = wait;
    }

    /** What kind of trouble it is. */
    public Kind kind() {
        return kind;
    }

    /** How long the server wants not to be asked; zero where it does not say. */
    Duration waiting() {
        return wait;
    }
}
