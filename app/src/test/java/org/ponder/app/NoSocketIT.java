package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole session opens no socket; a socket of any kind would be noticed. */
class NoSocketIT {
    @TempDir private Path data;

    @Test
    void aWholeSessionOpensNoSocket() throws Exception {
        List<String> said = run();
        assertTrue(said.contains("answered"), said::toString);
        assertEquals("caught: []", said.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "server", "channel", "listener", "http", "url", "datagram"})
    void aSocketWouldBeNoticed(String kind) throws Exception {
        Assumptions.assumeTrue(
                !kind.equals("datagram") || Files.isDirectory(Path.of("/proc/self/fd")),
                "Java's own datagrams are found in /proc, which is not here.");
        List<String> said = run(kind);
        assertTrue(said.getLast().startsWith("caught: ["), said::toString);
        assertTrue(said.getLast().length() > "caught: []".length(), said::toString);
    }

    private List<String> run(String... kind) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-modules=jdk.incubator.vector",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.nio.channels.spi.SelectorProvider="
                                        + SocketTrap.class.getName(),
                                "-Dglass.platform=Headless",
                                "-Dprism.order=sw",
                                "-cp",
                                System.getProperty("java.class.path"),
                                OfflineSession.class.getName(),
                                data.toString()));
        command.addAll(List.of(kind));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out.lines().toList();
    }
}
