package org.ponder.engine.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes GGUF files (version 3): for the trainer, for tests, for benchmarks. Keys and tensors are
 * written in the order in which they were added; tensors are asked for their data while the file is
 * written.
 */
public final class GgufWriter {
    private static final int VERSION = 3;

    /** Tensor data is asked for so many bytes at a time, at most. */
    private static final int CHUNK = 8 << 20;

    private record Value(ValueType type, Object value) {}

    private record Tensor(String name, GgmlType type, List<Long> shape, TensorData data) {
        long bytes() {
            return type.bytes(shape.stream().reduce(1L, Math::multiplyExact));
        }
    }

    private final Map<String, Value> metadata = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private int alignment = GgufPart.DEFAULT_ALIGNMENT;

    /** Puts tensors at multiples of {@code bytes}, a power of two, and says so in the metadata. */
    public GgufWriter alignment(int bytes) {
        if (bytes < 1 || Integer.bitCount(bytes) != 1) {
            throw new IllegalArgumentException(
                    "The alignment must be a power of two, not " + bytes + ".");
        }
        alignment = bytes;
        return put(GgufPart.ALIGNMENT, ValueType.UINT32, bytes);
    }

    /**
     * Adds a value, or puts it in the place of an earlier one.
     *
     * @param value a String, Boolean, Number or {@link MetadataArray}, as the type has it
     */
    public GgufWriter put(String key, ValueType type, Object value) {
        metadata.put(key, new Value(type, value));
        return this;
    }

    /** Adds a string. */
    public GgufWriter text(String key, String value) {
        return put(key, ValueType.STRING, value);
    }

    /** Adds a truth value. */
    public GgufWriter flag(String key, boolean value) {
        return put(key, ValueType.BOOL, value);
    }

    /** A count or size; files have them as 32 bits without sign. */
    public GgufWriter integer(String key, long value) {
        return put(key, ValueType.UINT32, value);
    }

    /** Adds a number, which files have as 32 bits. */
    public GgufWriter number(String key, double value) {
        return put(key, ValueType.FLOAT32, value);
    }

    /** Adds an array of strings. */
    public GgufWriter texts(String key, List<String> values) {
        return put(key, ValueType.ARRAY, new MetadataArray(ValueType.STRING, values));
    }

    /** Adds an array of integers of 32 bits. */
    public GgufWriter integers(String key, List<Integer> values) {
        return put(key, ValueType.ARRAY, new MetadataArray(ValueType.INT32, values));
    }

    /** Adds an array of numbers of 32 bits. */
    public GgufWriter numbers(String key, List<? extends Number> values) {
        return put(key, ValueType.ARRAY, new MetadataArray(ValueType.FLOAT32, values));
    }

    /**
     * Adds a tensor.
     *
     * @param shape columns first; rows must fill whole blocks of the type
     */
    public GgufWriter tensor(String name, GgmlType type, List<Long> shape, TensorData data) {
        if (shape.isEmpty() || shape.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("Tensor " + name + " has no elements: " + shape);
        }
        if (shape.get(0) % type.blockSize() != 0) {
            throw new IllegalArgumentException(
                    "Rows of tensor " + name + " must fill whole blocks of " + type + ": " + shape);
        }
        if (tensors.putIfAbsent(name, new Tensor(name, type, List.copyOf(shape), data)) != null) {
            throw new IllegalArgumentException("There are two tensors " + name + ".");
        }
        return this;
    }

    /** Writes everything into one file, over an older one of this name. */
    public void write(Path path) throws IOException {
        write(path, metadata, List.copyOf(tensors.values()));
    }

    /**
     * Writes the model in parts, with about as many tensors in each: {@code
     * prefix-00001-of-00003.gguf} and so on. The metadata is in the first.
     *
     * @return the files
     */
    public List<Path> writeSplit(Path folder, String prefix, int parts) throws IOException {
        List<Tensor> all = List.copyOf(tensors.values());
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            Map<String, Value> head = new LinkedHashMap<>();
            if (i == 0) {
                head.putAll(metadata);
            } else if (metadata.containsKey(GgufPart.ALIGNMENT)) {
                head.put(GgufPart.ALIGNMENT, new Value(ValueType.UINT32, alignment));
            }
            head.put(SplitParts.NUMBER, new Value(ValueType.UINT16, i));
            head.put(SplitParts.COUNT, new Value(ValueType.UINT16, parts));
            head.put(SplitParts.TENSOR_COUNT, new Value(ValueType.INT32, all.size()));
            Path file = folder.resolve(SplitParts.name(prefix, i, parts));
            int from = (int) ((long) all.size() * i / parts);
            int to = (int) ((long) all.size() * (i + 1) / parts);
            write(file, head, all.subList(from, to));
            files.add(file);
        }
        return files;
    }

    private void write(Path path, Map<String, Value> keys, List<Tensor> part) throws IOException {
        try (FileChannel out =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(out, head(keys, part));
            ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
            for (Tensor tensor : part) {
                writeData(out, tensor, chunk);
            }
        }
    }

    private ByteBuffer head(Map<String, Value> keys, List<Tensor> part) {
        HeadBuffer head = new HeadBuffer();
        head.i32(GgufPart.MAGIC);
        head.i32(VERSION);
        head.i64(part.size());
        head.i64(keys.size());
        keys.forEach((key, value) -> {
            head.string(key);
            head.i32(value.type.id());
            head.value(value.type, value.value);
        });
        long offset = 0;
        for (Tensor tensor : part) {
            head.string(tensor.name);
            head.i32(tensor.shape.size());
            tensor.shape.forEach(head::i64);
            head.i32(tensor.type.id());
            head.i64(offset);
            offset += tensor.bytes() + padding(tensor.bytes());
        }
        return head.padded(alignment);
    }

    private void writeData(FileChannel out, Tensor tensor, ByteBuffer chunk) throws IOException {
        long bytes = tensor.bytes();
        int most = chunk.capacity() / tensor.type.blockBytes() * tensor.type.blockBytes();
        for (long offset = 0; offset < bytes; offset += most) {
            chunk.clear().limit((int) Math.min(most, bytes - offset));
            tensor.data.fill(offset, chunk);
            if (chunk.hasRemaining()) {
                throw new IllegalStateException(
                        "The data of tensor "
                                + tensor.name
                                + " ends "
                                + chunk.remaining()
                                + " bytes early.");
            }
            writeFully(out, chunk.flip());
        }
        writeFully(out, ByteBuffer.allocate(padding(bytes)));
    }

    private int padding(long bytes) {
        return (int) Math.floorMod(-bytes, (long) alignment);
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
