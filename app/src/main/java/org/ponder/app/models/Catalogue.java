package org.ponder.app.models;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ponder.engine.chat.LoadOptions;
import tools.jackson.databind.JsonNode;

/**
 * Open reasoning models worth having, best known first.
 *
 * @param models that can be downloaded
 */
public record Catalogue(List<CatalogueModel> models) {
    /** Slower than this, a thought is no fun to watch. */
    private static final double PLEASANT = 10;

    public Catalogue {
        models = List.copyOf(models);
    }

    /** The one that comes with Ponder. */
    public static Catalogue bundled() {
        try (InputStream in =
                Objects.requireNonNull(Catalogue.class.getResourceAsStream("catalogue.json"))) {
            List<CatalogueModel> models = new ArrayList<>();
            for (JsonNode node : LibraryJson.read(in.readAllBytes()).path("models")) {
                models.add(model(node));
            }
            return new Catalogue(models);
        } catch (IOException e) {
            throw new IllegalStateException("The catalogue of models is damaged.", e);
        }
    }

    private static CatalogueModel model(JsonNode node) {
        return new CatalogueModel(
                node.path("id").asString(),
                node.path("name").asString(),
                node.path("repository").asString(),
                texts(node.path("files")),
                texts(node.path("sha256")),
                node.path("approximateBytes").asLong(),
                node.path("contextTokens").asInt(),
                node.path("cacheValuesPerToken").asLong(),
                node.path("activeShare").asDouble(),
                node.path("licence").asString());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    /**
     * The SHA-256 of a file; empty where it is not known.
     *
     * @param address of it, on the hub or a mirror, which may lie below a path of its own
     */
    public String sha256(URI address) {
        for (CatalogueModel model : models) {
            List<URI> addresses = model.addresses(CatalogueModel.HUB);
            for (int i = 0; i < model.sha256().size(); i++) {
                if (address.getPath().endsWith(addresses.get(i).getPath())) {
                    return model.sha256().get(i);
                }
            }
        }
        return "";
    }

    /**
     * The model to begin with on a computer: the largest of the R1 family that fits and is pleasant
     * to watch, else the smallest that fits at all.
     *
     * @param bandwidth bytes a second; 0 is unknown
     * @param freeBytes on the disk; below 0 is unknown, and nothing is suggested
     */
    public Optional<CatalogueModel> suggestion(Machine machine, double bandwidth, long freeBytes) {
        CatalogueModel best = null;
        CatalogueModel smallest = null;
        for (CatalogueModel model : models) {
            Fit fit = model.fit(machine, 0, LoadOptions.CACHE, bandwidth);
            if (!model.id().startsWith("r1-")
                    || fit.verdict() == Fit.Verdict.TOO_LARGE
                    || model.bytes() > freeBytes) {
                continue;
            }
            if (smallest == null || model.bytes() < smallest.bytes()) {
                smallest = model;
            }
            boolean pleasant = fit.tokensPerSecond() >= PLEASANT; // unknown is not pleasant
            if (pleasant && (best == null || model.bytes() > best.bytes())) {
                best = model;
            }
        }
        return Optional.ofNullable(best != null ? best : smallest);
    }
}
