package org.ponder.app.cli;

import java.util.Locale;

/** Bytes for people. */
final class Size {

    private Size() {}

    /** In the decimal unit that suits, as disks and downloads are sold. */
    static String of(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
}
