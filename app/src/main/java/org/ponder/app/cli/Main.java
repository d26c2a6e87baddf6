package org.ponder.app.cli;

/** Where Ponder starts: the window without arguments, the command line with them. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("Ponder " + arguments.length);
    }
}
