package org.ponder.app.models;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ponder.engine.tensor.Kernels;

/**
 * What this computer has for running models.
 *
 * @param memoryBytes of the computer, or of the container Ponder runs in
 * @param heapBytes that Java may use; the cache of a conversation lives there
 * @param cores that compute
 * @param kernels the arithmetic that is used and its vector width, for people
 */
public record Machine(long memoryBytes, long heapBytes, int cores, String kernels) {
    public Machine {
        if (memoryBytes < 1 || heapBytes < 1 || cores < 1) {
            throw new IllegalArgumentException(
                    "A computer has memory and cores, not "
                            + memoryBytes
                            + " bytes, "
                            + heapBytes
                            + " for Java and "
                            + cores
                            + " cores.");
        }
    }

    /** This computer. */
    public static Machine here() {
        long heap = Runtime.getRuntime().maxMemory();
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                        ? system.getTotalMemorySize()
                        : heap;
        return new Machine(
                Math.max(1, memory),
                heap,
                Runtime.getRuntime().availableProcessors(),
                Kernels.best(notice -> {}).description());
    }

    /** Bytes free on the disk of a folder, or of the nearest folder above it that is there. */
    public static long freeBytes(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return Files.getFileStore(there).getUsableSpace();
    }
}
