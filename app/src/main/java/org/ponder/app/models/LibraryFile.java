package org.ponder.app.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.tensor.KvType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is remembered of the library, in a JSON file. Belongs to {@link ModelLibrary}. */
final class LibraryFile {
    private static final long LONGEST = 16 << 20;

    private final Path file;
    private final Consumer<Path> damagedFile;
    private final Set<Path> imported = new LinkedHashSet<>();
    private final Map<Path, ModelNote> notes = new LinkedHashMap<>();
    private Optional<Path> standard = Optional.empty();

    private LibraryFile(Path file, Consumer<Path> damagedFile) {
        this.file = file;
        this.damagedFile = damagedFile;
    }

    /**
     * Reads the file. One that cannot be understood is put aside, so that nothing of it is lost;
     * one that cannot be read stays where it is, as the next try may succeed.
     *
     * @param damagedFile told where that lies now
     */
    static LibraryFile open(Path file, Consumer<Path> damagedFile) {
        LibraryFile library = new LibraryFile(file, damagedFile);
        try {
            library.read();
        } catch (IOException unreadable) {
            damagedFile.accept(file);
        }
        return library;
    }

    /**
     * Reads the file anew before it is saved: another window may have changed it. One that cannot
     * be read is put aside now.
     */
    void refresh() throws IOException {
        try {
            read();
        } catch (IOException unreadable) {
            putAside();
        }
    }

    private void read() throws IOException {
        try {
            if (Files.size(file) > LONGEST) {
                putAside();
            } else {
                JsonNode tree = LibraryJson.read(Files.readAllBytes(file));
                imported.clear();
                notes.clear();
                take(tree);
            }
        } catch (NoSuchFileException fresh) {
            // What is known stays, and is saved with the next change.
        } catch (JacksonException damaged) {
            putAside();
        }
    }

    /** Under a name that is free: an earlier one may be the list that the user wants back. */
    private void putAside() throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        for (int i = 2; Files.exists(aside); i++) {
            aside = file.resolveSibling(file.getFileName() + ".damaged-" + i);
        }
        Files.move(file, aside);
        damagedFile.accept(aside);
    }

    private void take(JsonNode tree) {
        for (JsonNode path : tree.path("imported")) {
            path(text(path)).ifPresent(imported::add);
        }
        for (Map.Entry<String, JsonNode> model : tree.path("models").properties()) {
            Optional<Path> path = path(model.getKey());
            if (path.isPresent()) {
                try {
                    notes.put(path.get(), note(model.getValue()));
                } catch (IllegalArgumentException notOurs) {
                    notes.put(path.get(), ModelNote.NONE);
                }
            }
        }
        standard = path(text(tree.path("default")));
    }

    private static ModelNote note(JsonNode tree) {
        return new ModelNote(
                text(tree.path("name")),
                new ModelNote.Loading(
                        tree.path("contextTokens").asInt(0),
                        tree.path("threads").asInt(0),
                        cacheType(text(tree.path("cacheType"))),
                        text(tree.path("template"))),
                new ModelNote.Replies(
                        new OwnSampling(
                                number(tree.path("temperature")),
                                whole(tree.path("topK")),
                                number(tree.path("topP")),
                                number(tree.path("minP")),
                                number(tree.path("repetitionPenalty")),
                                seed(tree.path("seed"))),
                        tree.path("maxTokens").asInt(0),
                        text(tree.path("systemPrompt"))));
    }

    private static @Nullable Integer whole(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() ? node.asInt() : null;
    }

    private static @Nullable Long seed(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? node.asLong() : null;
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : null;
    }

    private static @Nullable KvType cacheType(String name) {
        for (KvType type : KvType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.asString() : "";
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    void save() throws IOException {
        ObjectNode tree = LibraryJson.object();
        tree.put("version", 1);
        standard.ifPresent(path -> tree.put("default", path.toString()));
        ArrayNode list = tree.putArray("imported");
        imported.forEach(path -> list.add(path.toString()));
        ObjectNode models = tree.putObject("models");
        notes.forEach((path, note) -> put(note, models.putObject(path.toString())));
        AtomicFiles.write(file, LibraryJson.bytes(tree));
    }

    /** Writes what was set and nothing else. */
    private static void put(ModelNote note, ObjectNode tree) {
        ModelNote.Loading loading = note.loading();
        ModelNote.Replies replies = note.replies();
        tree.put("name", note.name()).put("contextTokens", loading.contextTokens());
        if (loading.threads() > 0) {
            tree.put("threads", loading.threads());
        }
        if (loading.cacheType() != null) {
            tree.put("cacheType", loading.cacheType().name());
        }
        if (!loading.template().isEmpty()) {
            tree.put("template", loading.template());
        }
        put(replies.sampling(), tree);
        if (replies.maxTokens() > 0) {
            tree.put("maxTokens", replies.maxTokens());
        }
        if (!replies.systemPrompt().isEmpty()) {
            tree.put("systemPrompt", replies.systemPrompt());
        }
    }

    private static void put(OwnSampling sampling, ObjectNode tree) {
        put("temperature", sampling.temperature(), tree);
        put("topK", sampling.topK(), tree);
        put("topP", sampling.topP(), tree);
        put("minP", sampling.minP(), tree);
        put("repetitionPenalty", sampling.repetitionPenalty(), tree);
        put("seed", sampling.seed(), tree);
    }

    private static void put(String name, @Nullable Number number, ObjectNode tree) {
        if (number != null) {
            tree.putPOJO(name, number);
        }
    }

    /** Files and folders that the user named. */
    Set<Path> imported() {
        return imported;
    }

    ModelNote note(Path model) {
        return notes.getOrDefault(model, ModelNote.NONE);
    }

    void setNote(Path model, ModelNote note) {
        if (note.equals(ModelNote.NONE)) {
            notes.remove(model);
        } else {
            notes.put(model, note);
        }
    }

    /** The model to start with, where the user chose one. */
    Optional<Path> standard() {
        return standard;
    }

    void setStandard(Optional<Path> model) {
        standard = model;
    }
}
