package org.ponder.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory that this process uses, in bytes.
 *
 * @param process what the system counts as this process's; where it does not tell, Java's own
 * @param java used by Java's objects
 */
public record MemoryUse(long process, long java) {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** As it is now. */
    public static MemoryUse now() {
        Runtime runtime = Runtime.getRuntime();
        long java = runtime.totalMemory() - runtime.freeMemory();
        return new MemoryUse(Math.max(resident(), java), java);
    }

    private static long resident() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Not Linux.
        }
        return 0;
    }
}
