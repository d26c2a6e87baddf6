package org.ponder.app.viewmodel;

/** Bytes for people, in decimal units as disks and downloads are sold. */
final class ByteSizes {
    private static final long MEGA = 1_000_000;
    private static final long GIGA = 1_000_000_000;

    private ByteSizes() {}

    static String text(Texts texts, long bytes) {
        return bytes < GIGA
                ? texts.format("library.megabytes", bytes / (double) MEGA)
                : texts.format("library.gigabytes", bytes / (double) GIGA);
    }
}
