package org.ponder.app.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** Pebble, the model that comes with Ponder, as a file: the engine maps files, not resources. */
public final class BundledModel {
    private static final String RESOURCE = "pebble.gguf";

    private BundledModel() {}

    /**
     * Where Pebble is in this folder; it is unpacked where it is missing or of another version.
     *
     * @throws IOException if the folder cannot be written
     */
    public static Path unpack(Path folder) throws IOException {
        Path file = folder.resolve(RESOURCE);
        byte[] wanted;
        try (InputStream in = BundledModel.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException(
                        "The bundled model is missing from this build of Ponder: install it"
                                + " again.");
            }
            wanted = in.readAllBytes();
        }
        if (Files.isRegularFile(file)
                && Files.size(file) == wanted.length
                && Arrays.equals(Files.readAllBytes(file), wanted)) {
            return file;
        }
        Files.createDirectories(folder);
        Path whole = Files.createTempFile(folder, "pebble", ".part");
        try {
            Files.write(whole, wanted);
            Files.move(
                    whole,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
        return file;
    }
}
