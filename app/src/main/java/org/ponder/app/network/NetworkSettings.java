package org.ponder.app.network;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ponder.app.models.AtomicFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How Ponder reaches the network, kept in a small JSON file.
 *
 * @param mirror of the hub, such as {@code https://mirror.example/}; empty is the hub itself
 * @param proxy as host:port; empty is the one of Java and the system
 */
public record NetworkSettings(String mirror, String proxy) {
    /** The hub itself, and no proxy of one's own. */
    public static final NetworkSettings USUAL = new NetworkSettings("", "");

    private static final JsonMapper JSON = new JsonMapper();

    public NetworkSettings {
        mirror = mirror.strip();
        proxy = proxy.strip();
        if (!mirror.isEmpty()) {
            require(mirror);
        }
    }

    private static void require(String mirror) {
        try {
            URI uri = URI.create(mirror);
            String scheme = String.valueOf(uri.getScheme());
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && (scheme.equals("https") || scheme.equals("http"))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "A mirror is an address like https://mirror.example/, not " + mirror + ".");
    }

    /** The mirror's address, or the hub's. */
    public URI hub(URI usual) {
        return mirror.isEmpty() ? usual : URI.create(mirror.endsWith("/") ? mirror : mirror + "/");
    }

    /** The file's settings; the usual ones where it is not there or makes no sense. */
    public static NetworkSettings load(Path file) {
        try {
            JsonNode tree = JSON.readTree(Files.readAllBytes(file));
            return new NetworkSettings(
                    tree.path("mirror").asString(""), tree.path("proxy").asString(""));
        } catch (IOException | JacksonException | IllegalArgumentException none) {
            return USUAL;
        }
    }

    /** Keeps these. */
    public void save(Path file) throws IOException {
        AtomicFiles.write(
                file,
                JSON.writeValueAsBytes(
                        JSON.createObjectNode().put("mirror", mirror).put("proxy", proxy)));
    }
}
