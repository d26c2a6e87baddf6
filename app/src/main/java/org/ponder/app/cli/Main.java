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
}
