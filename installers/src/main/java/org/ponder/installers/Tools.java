package org.ponder.installers;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** Runs the JDK's tools, and programs of the system. */
final class Tools {
    private Tools() {}

    /** Runs a tool of this JDK, such as jlink. */
    static void jdk(String name, List<String> arguments) throws BuildFailure {
        ToolProvider tool =
                ToolProvider.findFirst(name)
                        .orElseThrow(() ->
                                new BuildFailure(
                                        "This JDK has no "
                                                + name
                                                + ": build the packages with a full JDK."));
        System.out.println("+ " + name + " " + String.join(" ", arguments));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        if (tool.run(out, out, arguments.toArray(String[]::new)) != 0) {
            throw new BuildFailure(name + " failed and said: " + said.toString().strip());
        }
    }

    /** Runs a program of the system in a folder and waits for it. */
    static void program(Path folder, List<String> command)
            throws IOException, InterruptedException, BuildFailure {
        System.out.println("+ " + String.join(" ", command));
        Process process =
                new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
        int code = process.waitFor();
        if (code != 0) {
            throw new BuildFailure(command.getFirst() + " failed with exit code " + code + ".");
        }
    }
}
