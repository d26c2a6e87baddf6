package org.ponder.app.cli;

/** Where Ponder starts: the window without arguments, the command line with them. */
public final class Main {

    private Main() {}

    /** Called by Java. */
    public static void main(String[] arguments) {
        VectorModule.load();
        int code =
                arguments.length == 0
                        ? Window.open(System.err)
                        : PonderCommand.on(Terminal.system()).execute(arguments);
        System.exit(code);
    }
}
