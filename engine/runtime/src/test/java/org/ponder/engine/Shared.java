package org.ponder.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds fixtures by their path below the folder {@code shared}, which is beside the clone or above
 * it, or where the property or environment variable {@code PONDER_SHARED} points. Those that may be
 * committed and are needed often are among the test resources, under the same path. Tests that need
 * another one are skipped, with the reason printed, in a clone that stands alone.
 */
public final class Shared {
    private static final String NAME = "PONDER_SHARED";

    private Shared() {}

    /** The folder of fixtures, where there is one. */
    public static Optional<Path> root() {
        String given = System.getProperty(NAME, System.getenv(NAME));
        if (given != null) {
            return Optional.of(Path.of(given)).filter(Shared::isRoot);
        }
        @Nullable Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path candidate = folder.resolve("shared");
            if (isRoot(candidate)) {
                return Optional.of(candidate);
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }

    /** A fixture; skips the running test where it is absent. */
    public static Path file(String relative) {
        Optional<Path> shared =
                root().map(folder -> folder.resolve(relative)).filter(Files::exists);
        if (shared.isPresent()) {
            return shared.get();
        }
        URL committed = Shared.class.getResource("/" + relative);
        Assumptions.assumeTrue(
                committed != null, () -> "skipped: needs shared/" + relative + " beside the clone");
        return Path.of(URI.create(String.valueOf(committed)));
    }

    /**
     * A gzipped fixture, unpacked into a folder (a {@code @TempDir}) under its name without {@code
     * .gz}.
     */
    public static Path unpacked(String relative, Path folder) {
        Path packed = file(relative);
        String name = packed.getFileName().toString();
        Path target = folder.resolve(name.substring(0, name.length() - ".gz".length()));
        if (!Files.exists(target)) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(packed), 1 << 16)) {
                Files.copy(in, target);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return target;
    }

    private static boolean isRoot(Path folder) {
        return Files.isRegularFile(folder.resolve("FIXTURES.md"));
    }
}
