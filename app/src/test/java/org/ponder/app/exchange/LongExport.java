package org.ponder.app.exchange;

import java.io.IOException;
import java.nio.file.Path;

/** Exports more than it is let write, as on a disk that is full, and says what came of it. */
final class LongExport {
    private LongExport() {}

    public static void main(String[] arguments) {
        try {
            Export.save("It goes on. ".repeat(100_000), Path.of(arguments[0]));
            System.out.println("saved");
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}
