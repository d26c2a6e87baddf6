package org.ponder.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Names for files that are set aside: "settings.json" becomes
 * "settings.damaged-20260102-030405.json".
 */
final class AsideName {
    // Two damaged files in one second are a loop of ours, not a user's day.
    private static final int MOST_TRIES = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private AsideName() {}

    /** Renames the file; tells the new name. */
    static Path move(Path file, String why, Instant now) throws IOException {
        Path aside = free(file, why, now);
        return Files.move(file, aside);
    }

    /** A name beside the file that is not taken. */
    static Path free(Path file, String why, Instant now) throws IOException {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = name.substring(0, dot < 0 ? name.length() : dot);
        String end = dot < 0 ? "" : name.substring(dot);
        String base = stem + "." + why + "-" + TIME.format(now);
        for (int i = 1; i <= MOST_TRIES; i++) {
            Path aside = file.resolveSibling(base + (i == 1 ? "" : "-" + i) + end);
            if (!Files.exists(aside)) {
                return aside;
            }
        }
        throw new IOException("There are already " + MOST_TRIES + " files named " + base + ".");
    }
}
