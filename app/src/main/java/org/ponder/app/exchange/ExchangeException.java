package org.ponder.app.exchange;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Something could not be exported or imported. The message is one sentence a person can act on. */
public final class ExchangeException extends IOException {
    private final Kind kind;
    private final String file;
    private final String sentence;
    private final int line;

    /** What went wrong, for those who say it in another language. */
    public enum Kind {
        /** The file cannot be read. */
        UNREADABLE("The file %s cannot be read."),
        /** The file is larger than any export. */
        TOO_LARGE("The file %s is too large to be an export of Ponder's."),
        /** The file is something else. */
        NOT_OURS("The file %s is not an export of Ponder's in JSON: choose another."),
        /** The same, of Markdown. */
        NO_CHAT(
                "The file %s is no chat that Ponder has exported as Markdown: choose another, or one in JSON."),
        /** A later version wrote it. */
        NEWER("The file %s is from a newer version of Ponder: update this one to import it."),
        /** The file ends too early or is no JSON. */
        DAMAGED("The file %s breaks off or is damaged: export it again where it came from."),
        /** The same, where a line is known. */
        DAMAGED_LINE(
                "The file %s breaks off or is damaged near line %d: export it again where it came from."),
        /** A file of that name is there already. */
        EXISTS("There is already a file %s: choose another name."),
        /** The file cannot be written. */
        UNWRITABLE(
                "The export cannot be written to %s: choose a folder that is writable and a disk that is not full.");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    ExchangeException(Kind kind, Path file, @Nullable Throwable cause) {
        this(kind, file, 0, cause);
    }

    /**
     * @param line near which it is; 0 where there is none
     */
    ExchangeException(Kind kind, Path file, int line, @Nullable Throwable cause) {
        super(cause);
        this.kind = kind;
        this.file = file.toString();
        this.line = line;
        this.sentence = kind.sentence.formatted(file, line);
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The file it is about. */
    public String file() {
        return file;
    }

    /** The line near which it is; 0 where there is none. */
    public int line() {
        return line;
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}
