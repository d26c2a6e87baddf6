package org.ponder.app.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out standard output; buffered, so that writers flush
 * @param err standard error
 * @param person whether standard output is a terminal that a person looks at
 * @param colours whether it shows escape sequences as colours
 * @param stream whether standard output leads to a reader, who may go away, and not into a file
 */
record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean person,
        boolean colours,
        boolean stream) {

    /** The process's own streams. */
    static Terminal system() {
        boolean person = isTerminal();
        FileOutputStream file = new FileOutputStream(FileDescriptor.out);
        return new Terminal(
                new FileInputStream(FileDescriptor.in),
                new PrintStream(file, false, charset(person)),
                System.err,
                person,
                person && coloursWanted(System.getenv()),
                isStream(file));
    }

    /** Whether something was written that did not arrive, and it is not the reader who left. */
    boolean lost() {
        return out.checkError() && !stream;
    }

    /** Whether the user's environment asks for plain text: no-color.org, and dumb terminals. */
    static boolean coloursWanted(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }

    /** Files and pipes are UTF-8 everywhere; a Windows console has its own code page. */
    private static Charset charset(boolean terminal) {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return terminal && windows ? System.out.charset() : StandardCharsets.UTF_8;
    }

    /** Only files and devices that act as one have a place at which they are written. */
    private static boolean isStream(FileOutputStream file) {
        try {
            return file.getChannel().position() < 0;
        } catch (IOException nowhere) {
            return true;
        }
    }

    /** Java's console tells only whether both standard input and output are a terminal. */
    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException noProc) {
            return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        }
    }
}
