package org.ponder.engine.chat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much memory the machine has, or the container that this process is in. */
final class MachineMemory {
    private MachineMemory() {}

    /** Bytes; without end where Java does not tell. */
    static long bytes() {
        try {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getTotalMemorySize();
        } catch (LinkageError | IllegalArgumentException notThere) {
            return Long.MAX_VALUE; // a runtime without its module
        }
    }
}
