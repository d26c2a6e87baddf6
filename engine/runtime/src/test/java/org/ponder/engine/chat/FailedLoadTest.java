package org.ponder.engine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ponder.engine.ChildJava;
import org.ponder.engine.Shared;
import org.ponder.engine.tensor.Kernels;

/** A model that could not be loaded leaves nothing behind. */
class FailedLoadTest {
    /** Loads a model on more threads than there is room for, and tells what is left of it. */
    static final class Loader {
        private Loader() {}

        public static void main(String[] args) throws Exception {
            LoadOptions options =
                    LoadOptions.defaults().withKernels(Kernels.scalar()).withThreads(1024);
            try (LanguageModel model = LanguageModel.load(Path.of(args[0]), options)) {
                System.out.println("loaded " + model.name());
            } catch (OutOfMemoryError tooManyThreads) {
                System.out.println("failed");
            }
            System.out.println(mappings(args[0]) + " mappings");
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("ponder-worker")) {
                    thread.join(10_000);
                    System.out.println(thread.getName() + (thread.isAlive() ? " lives" : " ended"));
                }
            }
        }

        private static long mappings(String file) throws IOException {
            return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                    .filter(line -> line.endsWith(file))
                    .count();
        }
    }

    @Test
    void theFileIsUnmappedAndThreadsEndWhereOneCannotBeStarted() throws Exception {
        assumeTrue(
                Files.isReadable(Path.of("/proc/self/maps")),
                "skipped: only Linux limits a process's memory and tells what is mapped");
        List<String> limited = List.of("sh", "-c", "ulimit -v 12000000; exec \"$@\"", "sh");
        List<String> options =
                List.of("-Xmx64m", "-Xss512m", "-Xlog:disable", "-Xlog:all=error:stderr");
        List<String> lines =
                ChildJava.run(
                        limited,
                        options,
                        Loader.class,
                        Shared.file("weights/pebble-seed.gguf").toRealPath().toString());
        assertEquals(List.of("failed", "0 mappings"), lines.subList(0, 2));
        assertEquals(List.of(), lines.stream().filter(line -> line.endsWith("lives")).toList());
    }
}
