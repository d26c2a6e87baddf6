package org.ponder.app.store;

import java.io.IOException;
import java.sql.SQLException;

/** Something could not be read or saved. The message is one sentence that a person can act on. */
public final class StoreException extends IOException {
    private final Problem problem;
    private final String place;
    private final String sentence;

    /** What is wrong, for those who say it in another language. */
    public enum Problem {
        /** The folder or a file in it cannot be written. */
        NOT_WRITABLE,
        /** The disk is full. */
        DISK_FULL,
        /** A newer version of Ponder wrote the database. */
        NEWER_VERSION,
        /** The database is damaged. */
        DAMAGED,
        /** Another program holds the database. */
        BUSY,
        /** What was asked for does not exist, or no longer. */
        MISSING,
        /** The name that the user gave the data folder is none. */
        INVALID,
        /** The disk could not be read or written. */
        DISK_ERROR,
        /** Anything else; {@link StoreException#code()} tells what. */
        OTHER
    }

    StoreException(Problem problem, String place, String sentence) {
        super(sentence);
        this.problem = problem;
        this.place = place;
        this.sentence = sentence;
    }

    StoreException(Problem problem, String place, String sentence, Throwable cause) {
        super(sentence, cause);
        this.problem = problem;
        this.place = place;
        this.sentence = sentence;
    }

    /** One sentence that a person can act on. */
    @Override
    public String getMessage() {
        return sentence;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }

    /** The file or folder that it is about. */
    public String place() {
        return place;
    }

    /** SQLite's number of what is wrong, which means the same in every language; 0 is none. */
    public int code() {
        return getCause() instanceof SQLException error ? error.getErrorCode() : 0;
    }
}
