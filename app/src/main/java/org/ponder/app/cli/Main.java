package org.ponder.app.cli;

import java.util.Locale;

/**
 * Where Ponder starts: the window without arguments or with a model file alone, as a desktop opens
 * it, and the command line with others.
 */
public final class Main {
    private static final String MODEL_SUFFIX = ".gguf";

    private Main() {}

    /** Called by Java. */
    public static void main(String[] arguments) {
        if (garbled(System.getProperty("sun.jnu.encoding", ""), arguments)) {
            System.err.println(
                    "The locale of this terminal cannot carry the characters of these arguments: set"
                            + " LC_ALL=C.UTF-8.");
            System.exit(Failures.MISTAKE);
        }
        VectorModule.load();
        boolean window =
                arguments.length == 0
                        || (arguments.length == 1
                                && arguments[0].toLowerCase(Locale.ROOT).endsWith(MODEL_SUFFIX));
        int code =
                window
                        ? Window.open(System.err, arguments)
                        : PonderCommand.on(Terminal.system()).execute(arguments);
        System.exit(code);
    }

    /** Whether this start is recorded for the ahead-of-time cache of a package. */
    static boolean isRecorded() {
        return Boolean.getBoolean("ponder.recording");
    }

    /**
     * Whether Java read arguments in characters that lack some of theirs; it reads the replacement
     * character for these.
     *
     * @param encoding in which it did
     */
    static boolean garbled(String encoding, String... arguments) {
        return !encoding.equals("UTF-8") && String.join("", arguments).indexOf('\uFFFD') >= 0;
    }
}
