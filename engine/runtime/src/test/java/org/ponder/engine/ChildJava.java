package org.ponder.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java of its own for what would disturb the tests' one. */
public final class ChildJava {
    private ChildJava() {}

    /**
     * Runs a program to its end, which must be a good one.
     *
     * @param options Java's
     * @return the lines it wrote
     */
    public static List<String> run(List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        return run(List.of(), options, main, arguments);
    }

    /**
     * Runs a program as above.
     *
     * @param before the words of a command that starts another one
     */
    public static List<String> run(
            List<String> before, List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> lines =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        assertEquals(0, process.waitFor(), () -> "it wrote " + lines);
        return lines;
    }
}
