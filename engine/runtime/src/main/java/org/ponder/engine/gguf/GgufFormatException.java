package org.ponder.engine.gguf;

import java.io.IOException;

/** A file that is not valid GGUF. The message is one sentence that says what is wrong and where. */
public final class GgufFormatException extends IOException {
    private final String subject;
    private final long offset;

    /**
     * @param message what is wrong, as one sentence without the place
     * @param subject the metadata key, the tensor or the part of the file concerned
     * @param offset byte offset in the file at which it was found
     */
    public GgufFormatException(String message, String subject, long offset) {
        super(message + " (" + subject + ", at byte " + offset + ").");
        this.subject = subject;
        this.offset = offset;
    }

    /** The metadata key, the tensor or the part of the file concerned. */
    public String subject() {
        return subject;
    }

    /** Byte offset in the file at which the fault was found. */
    public long offset() {
        return offset;
    }
}
