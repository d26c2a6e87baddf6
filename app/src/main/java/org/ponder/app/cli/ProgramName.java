package org.ponder.app.cli;

/** What the command line is called: packages have it beside the window's program. */
final class ProgramName {
    /** Set by the programs that jpackage makes. */
    private static final String PACKAGED = "jpackage.app-path";

    private ProgramName() {}

    /** The program, as it is named in messages. */
    static String plain() {
        return System.getProperty(PACKAGED) == null ? "ponder" : "ponder-cli";
    }

    /** As one types it in a terminal. */
    static String typed() {
        return System.getProperty(PACKAGED) == null ? "./ponder" : "ponder-cli";
    }
}
