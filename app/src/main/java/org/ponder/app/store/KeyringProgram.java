package org.ponder.app.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a keyring's program. Secrets go in by its standard input, which no other user can see. */
final class KeyringProgram {
    /** Enough for a person to type a password. */
    private static final int WAIT_SECONDS = 120;

    private static final int LONGEST = 1 << 16;

    private KeyringProgram() {}

    /** What it said; empty where it is missing, failed or does not end. */
    static Optional<String> run(List<String> command, String input) {
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException missing) {
            return Optional.empty();
        }
        try {
            write(process, input);
            if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
            byte[] said = process.getInputStream().readNBytes(LONGEST);
            return Optional.of(new String(said, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void write(Process process, String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            return; // it did not want it; how it ended tells the rest
        }
    }
}
