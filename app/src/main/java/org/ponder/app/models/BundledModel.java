package org.ponder.app.models;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;

/**
 * Pebble, the model that comes with Ponder. The engine maps files into memory, so a model inside a
 * jar is first unpacked, once for each content.
 */
public final class BundledModel {
    private static final String RESOURCE = "pebble.gguf";
    private static final byte[] MAGIC = "GGUF".getBytes(StandardCharsets.US_ASCII);

    private BundledModel() {}

    /**
     * The model as a file.
     *
     * @param folder where to unpack it; made if it is not there. Where it cannot be written, a
     *     temporary folder is used.
     */
    public static Path file(Path folder) throws IOException {
        URL resource = resource();
        return isFile(resource)
                ? Path.of(URI.create(resource.toString()))
                : unpacked(resource, folder);
    }

    static Path unpacked(URL resource, Path folder) throws IOException {
        Content content = Content.of(resource);
        Path file = folder.resolve("pebble-%08x.gguf".formatted(content.checksum()));
        try {
            if (!isWhole(file, content.bytes())) {
                Files.createDirectories(folder);
                unpack(resource, file);
            }
            return file;
        } catch (IOException notWritable) {
            return unpackTemporarily(resource);
        }
    }

    /** The model as a file that is gone when this process ends. */
    public static Path temporaryFile() throws IOException {
        URL resource = resource();
        return isFile(resource)
                ? Path.of(URI.create(resource.toString()))
                : unpackTemporarily(resource);
    }

    private static URL resource() {
        return Objects.requireNonNull(
                BundledModel.class.getResource(RESOURCE), "no resource " + RESOURCE);
    }

    /** A file that lost its content when the power went has its size and begins with zeros. */
    private static boolean isWhole(Path file, long bytes) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != bytes) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    /** When Ponder runs from compiled classes, as in its tests. */
    private static boolean isFile(URL resource) {
        return resource.getProtocol().equals("file");
    }

    private static Path unpackTemporarily(URL resource) throws IOException {
        try {
            Path folder = Files.createTempDirectory("ponder");
            Path file = folder.resolve(RESOURCE);
            folder.toFile().deleteOnExit();
            unpack(resource, file);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new IOException(
                    "The bundled model could not be unpacked, neither in Ponder's data folder nor in"
                            + " a temporary one: free some space on the disk, or name a model file.",
                    e);
        }
    }

    /** Writes beside the file and moves: several Ponders may start at once, or be killed. */
    private static void unpack(URL resource, Path file) throws IOException {
        Path parent = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path written = Files.createTempFile(parent, "pebble", ".part");
        try {
            try (InputStream in = resource.openStream()) {
                Files.copy(in, written, StandardCopyOption.REPLACE_EXISTING);
            }
            AtomicFiles.move(written, file);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** What tells one version of the model from another. */
    private record Content(long bytes, long checksum) {

        static Content of(URL resource) throws IOException {
            URLConnection connection = resource.openConnection();
            if (connection instanceof JarURLConnection jar) {
                // The jar's table of contents knows both without reading the model.
                JarEntry entry = jar.getJarEntry();
                if (entry.getSize() >= 0 && entry.getCrc() >= 0) {
                    return new Content(entry.getSize(), entry.getCrc());
                }
            }
            CRC32 checksum = new CRC32();
            long bytes = 0;
            try (InputStream in = connection.getInputStream()) {
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    checksum.update(buffer, 0, n);
                    bytes += n;
                }
            }
            return new Content(bytes, checksum.getValue());
        }
    }
}
