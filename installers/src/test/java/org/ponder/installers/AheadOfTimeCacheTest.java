package org.ponder.installers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AheadOfTimeCacheTest {
    @TempDir Path folder;

    /** Java refuses a cache that was recorded with pointers of another length. */
    @ParameterizedTest
    @ValueSource(strings = {"window", "cli"})
    void pointersAreAsShortWithMuchMemory(String program) throws IOException {
        Plan plan = new Plan(Path.of(""), "1", List.of(), TargetSystem.LINUX);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Files.readAllLines(plan.options(program)).stream()
                .filter(line -> line.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(List.of("-XX:MaxRAM=64g", "-XX:+PrintFlagsFinal", "-version"));
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(Pattern.compile(" UseCompressedOops += true ").matcher(said).find(), said);
    }

    /** The programs are those that jpackage makes on each system. */
    @ParameterizedTest
    @CsvSource({
        "LINUX, bin/Ponder, bin/ponder-cli",
        "MACOS, Contents/MacOS/Ponder, Contents/MacOS/ponder-cli",
        "WINDOWS, Ponder.exe, ponder-cli.exe"
    })
    void theWindowIsRecordedAndElseTheCommandLine(
            TargetSystem system, String window, String commandLine) {
        assertEquals(
                List.of(
                        List.of(folder.resolve(window).toString()),
                        List.of(folder.resolve(commandLine).toString(), "ask", "Add 12 and 30")),
                AheadOfTimeCache.uses(system.launcher(folder)));
    }

    @Test
    void aCacheThatDoesNotFitIsLeftWithoutAWord() throws IOException {
        Path program = folder.resolve("Ponder.cfg");
        Files.writeString(program, "java-options=-Xmx1g\n");
        AheadOfTimeCache.nameIn(folder);
        assertEquals(
                List.of(
                        "java-options=-Xmx1g",
                        "java-options=-XX:AOTCache=$APPDIR/ponder.aot",
                        "java-options=-Xlog:disable"),
                Files.readAllLines(program));
    }
}
