package org.ponder.app.viewmodel;

/** Amounts of memory as people read them. */
public final class Sizes {
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private Sizes() {}

    /** For example 1.2 GB or 340 MB; never 0 MB for something. */
    public static String text(Texts texts, long bytes) {
        return bytes >= GIGA
                ? texts.format("size.gigabytes", bytes / GIGA)
                : texts.format("size.megabytes", bytes == 0 ? 0 : Math.max(0.1, bytes / MEGA));
    }
}
