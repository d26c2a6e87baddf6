package org.ponder.engine.gguf;

import java.io.IOException;

/** A file that is not valid GGUF. The message is one sentence that says what is wrong and where. */
public final class GgufFormatException extends IOException {
    private final String subject;
    private final long offset;
    private Kind kind = Kind.OTHER;

    /** What is wrong, for those who say it in another language. */
    public enum Kind {
        /** The file is something else. */
        NOT_GGUF,
        /** The file is one of Git LFS that only points to the model. */
        POINTER,
        /** The file ends too early, as a download does that broke off. */
        TRUNCATED,
        /** Anything else. */
        OTHER
    }

    /**
     * @param message what is wrong, as one sentence without the place
     * @param subject the metadata key, the tensor or the part of the file concerned
     * @param offset byte offset in the file at which it was found
     */
    public GgufFormatException(String message, String subject, long offset) {
        super(
                SafeText.message(message)
                        + " ("
                        + SafeText.name(subject)
                        + ", at byte "
                        + offset
                        + ").");
        this.subject = subject;
        this.offset = offset;
    }

    /**
     * @param message what is wrong, as one sentence without the place
     * @param subject the metadata key, the tensor or the part of the file concerned
     * @param offset byte offset in the file at which it was found
     * @param fileName the file, which may be one of several parts
     */
    public GgufFormatException(String message, String subject, long offset, String fileName) {
        super(
                SafeText.message(message)
                        + " ("
                        + SafeText.name(subject)
                        + ", at byte "
                        + offset
                        + " of "
                        + SafeText.name(fileName)
                        + ").");
        this.subject = subject;
        this.offset = offset;
    }

    /** Says what kind of fault it is. */
    GgufFormatException as(Kind now) {
        kind = now;
        return this;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
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
