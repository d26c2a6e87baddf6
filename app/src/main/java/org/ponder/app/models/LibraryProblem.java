package org.ponder.app.models;

import java.io.IOException;
import java.nio.file.Path;

/** Something cannot be done with a model file; the message is one sentence that says what to do. */
public final class LibraryProblem extends IOException {
    private static final long serialVersionUID = 1;

    /** What is wrong, with its sentence in English; the file has a place in it. */
    public enum Kind {
        MISSING("There is no file or folder %s."),
        GONE("There is no file %s any more: choose another model."),
        NOT_OURS(
                "The file %s is not in Ponder's folder for models, so Ponder leaves it: delete it"
                        + " where it came from."),
        NO_MODEL("The file %s is made for use beside a model and is none: choose another file."),
        NOT_DELETED("The file %s could not be deleted: choose another model and try again.");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Kind kind;
    private final String file;

    LibraryProblem(Kind kind, Path file) {
        super(kind.sentence.formatted(file));
        this.kind = kind;
        this.file = file.toString();
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** The file that it is about. */
    public String file() {
        return file;
    }
}
