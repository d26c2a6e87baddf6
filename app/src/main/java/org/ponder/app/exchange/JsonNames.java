package org.ponder.app.exchange;

/** The names in an exported file, which must not change: files of older versions are read too. */
final class JsonNames {
    static final String FORMAT = "ponder-conversations";

    /** Raised when an older Ponder would misread a file; new fields alone do not need it. */
    static final int VERSION = 1;

    private JsonNames() {}
}
