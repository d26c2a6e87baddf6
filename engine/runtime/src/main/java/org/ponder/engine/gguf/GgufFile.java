package org.ponder.engine.gguf;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A GGUF model file (version 2 or 3), mapped into memory. Closing it unmaps the tensors: they must
 * not be used afterwards, nor be in use on another thread at that moment. The metadata stays valid.
 */
public final class GgufFile implements AutoCloseable {
    private final Path path;
    private final Arena arena;
    private final List<GgufPart> parts;
    private final Map<String, GgufTensor> tensors = new LinkedHashMap<>();
    private final Map<String, PlacedTensor> places = new LinkedHashMap<>();

    private GgufFile(Path path, Arena arena, List<GgufPart> parts) {
        this.path = path;
        this.arena = arena;
        this.parts = List.copyOf(parts);
        for (GgufPart part : parts) {
            for (PlacedTensor placed : part.tensors()) {
                tensors.put(placed.tensor().name(), placed.tensor());
                places.put(placed.tensor().name(), placed);
            }
        }
    }

    /**
     * Opens a file; of a model in several files ({@code -00001-of-00003.gguf}), any of them.
     *
     * @throws GgufFormatException if it is not valid GGUF
     * @throws IOException if it cannot be read; the message is one sentence
     */
    // The opened file owns the arena and closes it.
    @SuppressWarnings("MustBeClosedChecker")
    public static GgufFile open(Path path) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return new GgufFile(path, arena, SplitParts.open(path, arena));
        } catch (IOException | RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /** The path it was opened with. */
    public Path path() {
        return path;
    }

    /** Its files: one, or all parts in order. */
    public List<Path> files() {
        return parts.stream().map(GgufPart::path).toList();
    }

    /** The version of the format. */
    public int version() {
        return parts.get(0).version();
    }

    /** What the file says of the model; of several files, what the first says. */
    public Metadata metadata() {
        return parts.get(0).metadata();
    }

    /** The tensors by name, in the order of the file. */
    public Map<String, GgufTensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /** A tensor that may be missing. */
    public Optional<GgufTensor> tensor(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /** A tensor that must be there. */
    public GgufTensor requireTensor(String name) throws GgufFormatException {
        return tensor(name).orElseThrow(() -> fault(name, "The file lacks a tensor it needs"));
    }

    /**
     * A fault of a tensor, to throw where it cannot be used: a wrong shape, a type without kernel.
     *
     * @param message what is wrong, as one sentence without the place
     */
    public GgufFormatException fault(String tensor, String message) {
        PlacedTensor place = places.get(tensor);
        GgufPart last = parts.get(parts.size() - 1);
        return place == null
                ? new GgufFormatException(
                        message, tensor, last.end(), String.valueOf(last.path().getFileName()))
                : new GgufFormatException(message, tensor, place.offset(), place.fileName());
    }

    /** Size in bytes, of all its parts. */
    public long bytes() {
        return parts.stream().mapToLong(GgufPart::bytes).sum();
    }

    /** Unmaps the file; closing it again does nothing. */
    @Override
    public synchronized void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
