package org.ponder.app.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Ollama's models: {@code manifests/REGISTRY/OWNER/MODEL/TAG} are JSON and name layers by digest;
 * {@code blobs/sha256-DIGEST} are the files, of which one kind is a GGUF.
 */
final class OllamaModels {
    private static final int MANIFEST_DEPTH = 6;
    private static final int MOST_MANIFESTS = 2_000;
    private static final long LONGEST_MANIFEST = 1 << 20;
    private static final String MODEL = "application/vnd.ollama.image.model";
    private static final String ADAPTER = "application/vnd.ollama.image.adapter";
    private static final Pattern DIGEST = Pattern.compile("sha256[:-]([0-9a-f]{64})");

    private OllamaModels() {}

    static List<FoundModel> in(Path root) {
        Path manifests = root.resolve("manifests");
        List<FoundModel> found = new ArrayList<>();
        if (!Files.isDirectory(manifests, LinkOption.NOFOLLOW_LINKS)) {
            return found;
        }
        try (Stream<Path> files = Files.walk(manifests, MANIFEST_DEPTH)) {
            files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .limit(MOST_MANIFESTS)
                    .forEach(manifest ->
                            blob(root, manifest)
                                    .ifPresent(blob ->
                                            found.add(
                                                    new FoundModel(
                                                            blob,
                                                            name(manifests, manifest),
                                                            Place.Keeper.OLLAMA))));
        } catch (IOException | UncheckedIOException unreadable) {
            return found; // what could be read of it
        }
        return found;
    }

    /** A digest is 64 digits, so no manifest names a file elsewhere; nor may a link. */
    private static Optional<Path> blob(Path root, Path manifest) {
        try {
            if (Files.size(manifest) > LONGEST_MANIFEST) {
                return Optional.empty();
            }
            JsonNode layers = LibraryJson.read(Files.readAllBytes(manifest)).path("layers");
            if (layers.valueStream().anyMatch(layer -> isOf(ADAPTER, layer))) {
                return Optional.empty(); // without it, another model would answer by this name
            }
            for (JsonNode layer : layers) {
                Matcher digest = DIGEST.matcher(layer.path("digest").asString(""));
                if (isOf(MODEL, layer) && digest.matches()) {
                    Path blob = root.resolve("blobs").resolve("sha256-" + digest.group(1));
                    return Files.isRegularFile(blob, LinkOption.NOFOLLOW_LINKS)
                            ? Optional.of(blob)
                            : Optional.empty();
                }
            }
        } catch (IOException | JacksonException notOurs) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isOf(String kind, JsonNode layer) {
        return kind.equals(layer.path("mediaType").asString(""));
    }

    /** As Ollama's own list has it: model:tag, with an owner that is not the library's. */
    private static String name(Path manifests, Path manifest) {
        Path place = manifests.relativize(manifest);
        int parts = place.getNameCount();
        String tag = place.getName(parts - 1).toString();
        if (parts < 2) {
            return tag;
        }
        String model = place.getName(parts - 2) + ":" + tag;
        String owner = parts > 2 ? place.getName(parts - 3).toString() : "library";
        return owner.equals("library") ? model : owner + "/" + model;
    }
}
