package org.ponder.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.ponder.app.PonderApplication;
import org.ponder.app.Rehearsal;

/** Opens the window from the command line. The only class here that leads to JavaFX. */
final class Window {

    private Window() {}

    /**
     * Opens the window and returns when it is closed. One that is recorded is used as a person
     * would, and closed then.
     *
     * @param err receives one sentence where it cannot be opened
     * @param files the model to open it with; none is the last one
     * @return the exit code
     */
    static int open(PrintStream err, String... files) {
        try {
            if (Main.isRecorded()) {
                Rehearsal.main(files);
                return 0;
            }
            return PonderApplication.open(files) ? 0 : Failures.FAILURE;
        } catch (RuntimeException | LinkageError failure) {
            err.println(sentence(failure));
            return isFailure(failure) ? Failures.FAILURE : Failures.MISTAKE;
        }
    }

    /** JavaFX wraps what goes wrong; an I/O error is the window's own, all else the display's. */
    private static boolean isFailure(Throwable failure) {
        return ioError(failure) != null;
    }

    private static String sentence(Throwable failure) {
        IOException own = ioError(failure);
        if (own != null) {
            return Failures.sentence(own);
        }
        return "Ponder could not open its window ("
                + String.valueOf(root(failure).getMessage()).strip()
                + "): check the display and GTK 3, or ask in the terminal with "
                + ProgramName.typed()
                + " ask \"your question\".";
    }

    private static @Nullable IOException ioError(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException own) {
                return own;
            }
        }
        return null;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
