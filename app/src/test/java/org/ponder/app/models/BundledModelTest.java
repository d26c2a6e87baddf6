package org.ponder.app.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled model is unpacked once, and anew where what was unpacked is no longer it. */
class BundledModelTest {
    private static final byte[] MODEL = "GGUF and more".getBytes(StandardCharsets.US_ASCII);

    @TempDir Path folder;

    @Test
    void aWholeFileIsUsedAsItIs() throws IOException {
        URL resource = resource();
        Path file = BundledModel.unpacked(resource, folder);
        assertArrayEquals(MODEL, Files.readAllBytes(file));
        byte[] marked = MODEL.clone();
        marked[MODEL.length - 1] = 0;
        Files.write(file, marked);
        assertEquals(file, BundledModel.unpacked(resource, folder));
        assertArrayEquals(marked, Files.readAllBytes(file));
    }

    @Test
    void aFileOfZerosAsAPowerCutLeavesItIsReplaced() throws IOException {
        URL resource = resource();
        Path file = BundledModel.unpacked(resource, folder);
        Files.write(file, new byte[MODEL.length]);
        assertEquals(file, BundledModel.unpacked(resource, folder));
        assertArrayEquals(MODEL, Files.readAllBytes(file));
    }

    private URL resource() throws IOException {
        return Files.write(folder.resolve("resource.gguf"), MODEL).toUri().toURL();
    }
}
