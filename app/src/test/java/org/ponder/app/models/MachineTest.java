package org.ponder.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.tensor.Kernels;

/** The computer is known without asking it twice. */
class MachineTest {

    @Test
    void thisMachineHasMemoryCoresAndVectors() throws Exception {
        Machine machine = Machine.here();
        assertTrue(machine.memoryBytes() >= machine.heapBytes() / 2);
        assertEquals(Runtime.getRuntime().availableProcessors(), machine.cores());
        assertEquals(Kernels.best(notice -> {}).vectorBits(), machine.vectorBits());
    }

    @Test
    void diskSpaceIsKnownOfAFolderThatIsNotThereYet(@TempDir Path folder) throws Exception {
        assertTrue(Machine.freeBytes(folder.resolve("not/there/yet")) > 0);
    }

    @Test
    void bandwidthIsMeasuredOnceAndKept(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("bandwidth");
        Machine machine = new Machine(1L << 30, 1L << 30, 1, 256);
        double measured = Bandwidth.bytesPerSecond(file, machine);
        assertTrue(measured > 1e8, "at least a tenth of a gigabyte a second: " + measured);
        Files.writeString(file, "1 " + (1L << 30) + " 1.5E10");
        assertEquals(1.5e10, Bandwidth.bytesPerSecond(file, machine));
    }

    @Test
    void anotherMachinesFigureOrADamagedOneIsMeasuredAnew(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("bandwidth");
        Machine machine = new Machine(1L << 30, 1L << 30, 1, 256);
        for (String kept :
                new String[] {"64 1 1.5E10", "1 1073741824 Infinity", "1 1073741824 x"}) {
            Files.writeString(file, kept);
            double figure = Bandwidth.bytesPerSecond(file, machine);
            assertTrue(figure > 0 && figure < 1e13 && figure != 1.5e10, kept);
        }
    }
}
