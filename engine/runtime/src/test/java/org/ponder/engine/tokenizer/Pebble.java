package org.ponder.engine.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.gguf.GgufFile;

/** The model that the application brings along, in this repository. */
final class Pebble {
    private static final String RESOURCE =
            "app/src/main/resources/org/ponder/app/models/pebble.gguf";

    private Pebble() {}

    static Tokenizer tokenizer() {
        try (GgufFile file = GgufFile.open(path())) {
            return Tokenizer.of(file.metadata());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path() {
        @Nullable Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            if (Files.exists(folder.resolve(RESOURCE))) {
                return folder.resolve(RESOURCE);
            }
            folder = folder.getParent();
        }
        throw new IllegalStateException(RESOURCE + " is not above the working folder.");
    }
}
