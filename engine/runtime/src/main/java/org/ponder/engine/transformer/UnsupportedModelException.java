package org.ponder.engine.transformer;

import java.io.IOException;

/**
 * A well-formed file of an architecture that Ponder does not know. The message names it and those
 * that are known.
 */
public final class UnsupportedModelException extends IOException {

    /**
     * Makes one.
     *
     * @param message one sentence
     */
    public UnsupportedModelException(String message) {
        super(message);
    }
}
