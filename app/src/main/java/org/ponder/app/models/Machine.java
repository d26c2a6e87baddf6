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
 * @param vectorBits of the vectors it computes with; 0 where there are none
 */
public record Machine(long memoryBytes, long heapBytes, int cores, int vectorBits) {
    public Machine {
        if (memoryBytes < 1 || heapBytes < 1 || cores < 1 || vectorBits < 0) {
            throw new IllegalArgumentException(
                    "A computer has memory and cores, not "
                            + memoryBytes
                            + " bytes, "
                            + heapBytes
                            + " for Java, "
                            + cores
                            + " cores and vectors of "
                            + vectorBits
                            + " bits.");
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
                Kernels.best(notice -> {}).vectorBits());
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
