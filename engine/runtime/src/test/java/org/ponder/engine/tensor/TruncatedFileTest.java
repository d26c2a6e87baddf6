package org.ponder.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ponder.engine.ChildJava;
import org.ponder.engine.gguf.GgmlType;

/** A file that another program cuts short while it is mapped is an error, not the end of Java. */
class TruncatedFileTest {
    private static final int ROWS = 64;
    private static final int COLUMNS = 4096;

    @ParameterizedTest
    @EnumSource(
            value = GgmlType.class,
            names = {"F32", "F16", "BF16", "Q8_0", "IQ4_NL"})
    void whatCannotBeReadAnyMoreIsAnError(GgmlType type, @TempDir Path folder) throws Exception {
        assumeFalse(
                System.getProperty("os.name").startsWith("Windows"),
                "skipped: no file can be cut short there while it is mapped");
        List<String> options = List.of("--add-modules=jdk.incubator.vector", "-Xbatch");
        String file = folder.resolve("weights").toString();
        assertEquals(
                List.of("multiplied", "InternalError"),
                ChildJava.run(options, Cut.class, file, type.name()));
    }

    /** Multiplies until its code is compiled, and once more without the end of the file. */
    static final class Cut {
        private Cut() {}

        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            GgmlType type = GgmlType.valueOf(arguments[1]);
            MemorySegment weights = RandomTensors.of(type, ROWS, COLUMNS, new Random(1));
            try (FileChannel channel =
                            FileChannel.open(
                                    file,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE);
                    Arena arena = Arena.ofShared();
                    Workers workers = new Workers(1);
                    TilePool tiles = new TilePool()) {
                channel.write(weights.asByteBuffer());
                MemorySegment mapped =
                        channel.map(FileChannel.MapMode.READ_ONLY, 0, weights.byteSize(), arena);
                Matrix matrix =
                        Kernels.best(notice -> {}).matrix("w", type, ROWS, COLUMNS, mapped, tiles);
                float[] in = new float[COLUMNS];
                float[] out = new float[ROWS];
                for (int i = 0; i < 2000; i++) {
                    matrix.multiply(in, 1, out, workers);
                }
                System.out.println("multiplied");
                matrix.release();
                channel.truncate(100);
                matrix.multiply(in, 1, out, workers);
                System.out.println("nothing");
            } catch (InternalError e) {
                System.out.println("InternalError");
            }
        }
    }
}
