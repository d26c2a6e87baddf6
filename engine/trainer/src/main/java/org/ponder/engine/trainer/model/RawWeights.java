package org.ponder.engine.trainer.model;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.zip.CRC32;

/**
 * Weights as another trainer leaves them: {@code shape.properties}, and {@code weights.00}, {@code
 * weights.01} … which are, one behind the other, all parameters in the order of {@link
 * ModelShape#parameters()} as little-endian float32. The CRC-32 of all their bytes may stand beside
 * the shape.
 */
public final class RawWeights {
    private RawWeights() {}

    /**
     * Reads a folder.
     *
     * @throws IOException with one sentence if a file lacks, or they have too many or too few bytes
     */
    public static ModelWeights read(Path folder) throws IOException {
        Path file = folder.resolve("shape.properties");
        if (!Files.exists(file)) {
            throw new IOException(
                    "There are no weights in " + folder + ": the file " + file + " is missing.");
        }
        Properties properties = properties(file);
        ModelShape shape = shape(properties, file);
        ModelWeights weights = new ModelWeights(shape);
        ByteBuffer bytes = bytes(folder);
        if (bytes.remaining() != shape.size() * Float.BYTES) {
            throw new IOException(
                    "The weights in "
                            + folder
                            + " have "
                            + bytes.remaining()
                            + " bytes and their shape wants "
                            + shape.size() * Float.BYTES
                            + ": copy all of their files again.");
        }
        String sum = properties.getProperty("crc32", "").strip();
        if (!sum.isEmpty() && !sum.equals(checksum(bytes))) {
            throw new IOException(
                    "The weights in "
                            + folder
                            + " are not those that were left there together: copy all of their"
                            + " files again.");
        }
        FloatBuffer values = bytes.asFloatBuffer();
        for (ModelShape.Parameter parameter : shape.parameters()) {
            values.get(weights.of(parameter.name()));
        }
        return weights;
    }

    /**
     * Writes a folder, for another trainer to go on from. The shape, with the checksum, is written
     * last.
     */
    public static void write(ModelWeights weights, Path folder) throws IOException {
        ModelShape shape = weights.shape();
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(shape.size() * Float.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer values = bytes.asFloatBuffer();
        for (ModelShape.Parameter parameter : shape.parameters()) {
            values.put(weights.of(parameter.name()));
        }
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve("shape.properties"));
        for (int old = 1; Files.deleteIfExists(part(folder, old)); old++) {}
        WholeFile.write(part(folder, 0), part -> Files.write(part, bytes.array()));
        String properties =
                "layers=%d%nwidth=%d%nheads=%d%nfeedForward=%d%ncontext=%d%ncrc32=%s%n"
                        .formatted(
                                shape.layers(),
                                shape.width(),
                                shape.heads(),
                                shape.feedForward(),
                                shape.context(),
                                checksum(bytes));
        WholeFile.write(
                folder.resolve("shape.properties"), part -> Files.writeString(part, properties));
    }

    private static ByteBuffer bytes(Path folder) throws IOException {
        List<byte[]> parts = new ArrayList<>();
        int size = 0;
        while (Files.exists(part(folder, parts.size()))) {
            byte[] part = Files.readAllBytes(part(folder, parts.size()));
            parts.add(part);
            size = Math.addExact(size, part.length);
        }
        ByteBuffer all = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        parts.forEach(all::put);
        return all.flip();
    }

    private static Path part(Path folder, int number) {
        return folder.resolve("weights.%02d".formatted(number));
    }

    private static String checksum(ByteBuffer bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes.duplicate());
        return "%08x".formatted(sum.getValue());
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static ModelShape shape(Properties properties, Path file) throws IOException {
        return new ModelShape(
                number(properties, "layers", file),
                number(properties, "width", file),
                number(properties, "heads", file),
                number(properties, "feedForward", file),
                number(properties, "context", file));
    }

    private static int number(Properties properties, String key, Path file) throws IOException {
        String text = properties.getProperty(key, "");
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IOException(
                    "In " + file + " the number " + key + " is missing or wrong: \"" + text + "\".",
                    e);
        }
    }
}
