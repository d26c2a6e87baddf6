package org.ponder.installers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeImageTest {
    @TempDir Path javafx;
    @TempDir Path runtime;

    @BeforeEach
    void packLibraries() throws IOException {
        Path jar = javafx.resolve("javafx-graphics.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : new String[] {"glass.dll", "msvcp140.dll"}) {
                out.putNextEntry(new JarEntry(name));
                out.write("JavaFX's".getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
    }

    @Test
    void aLibraryThatJavaBringsTooIsJavas() throws IOException, BuildFailure {
        Files.writeString(runtime.resolve("msvcp140.dll"), "Java's");
        RuntimeImage.copyLibraries(javafx, TargetSystem.WINDOWS, runtime);
        assertEquals("Java's", Files.readString(runtime.resolve("msvcp140.dll")));
        assertEquals("JavaFX's", Files.readString(runtime.resolve("glass.dll")));
    }

    @Test
    void librariesOfAnotherSystemAreNotEnough() {
        assertThrows(
                BuildFailure.class,
                () -> RuntimeImage.copyLibraries(javafx, TargetSystem.LINUX, runtime));
    }
}
