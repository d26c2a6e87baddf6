package org.ponder.app.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ponder.app.models.AtomicFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the server that the user set up, without its key. */
public final class RemoteBook {
    private static final long LONGEST = 1 << 16;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    /**
     * @param data Ponder's folder
     */
    public RemoteBook(Path data) {
        file = data.resolve("remote.json");
    }

    /** The server; none where none is set up or the file makes no sense. */
    public Optional<RemoteServer> server() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
                return Optional.empty();
            }
            JsonNode tree = JSON.readTree(Files.readAllBytes(file));
            JsonNode prices = tree.path("pricesPerMillion");
            return Optional.of(
                    RemoteServer.parse(
                            tree.path("address").asString(""),
                            tree.path("model").asString(""),
                            tree.path("contextTokens").asInt(0),
                            new Prices(
                                    prices.path("input").asDouble(0),
                                    prices.path("cachedInput").asDouble(0),
                                    prices.path("output").asDouble(0))));
        } catch (IOException | JacksonException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** Keeps it. */
    public void set(RemoteServer server) throws IOException {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("address", server.base().toString())
                .put("model", server.model())
                .put("contextTokens", server.contextTokens());
        tree.putObject("pricesPerMillion")
                .put("input", server.prices().input())
                .put("cachedInput", server.prices().cachedInput())
                .put("output", server.prices().output());
        AtomicFiles.write(file, JSON.writeValueAsBytes(tree));
    }

    /** Forgets it. */
    public void clear() throws IOException {
        Files.deleteIfExists(file);
    }
}
