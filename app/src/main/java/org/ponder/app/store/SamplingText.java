package org.ponder.app.store;

import org.jspecify.annotations.Nullable;
import org.ponder.engine.sampling.SamplingSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sampling settings as a JSON object, in the database, in settings and in exports. */
final class SamplingText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SamplingText() {}

    static @Nullable String write(@Nullable SamplingSettings sampling) {
        return sampling == null ? null : tree(sampling).toString();
    }

    static ObjectNode tree(SamplingSettings sampling) {
        return JSON.createObjectNode()
                .put("temperature", sampling.temperature())
                .put("topK", sampling.topK())
                .put("topP", sampling.topP())
                .put("minP", sampling.minP())
                .put("repetitionPenalty", sampling.repetitionPenalty())
                .put("seed", sampling.seed());
    }

    /** The settings; null where there are none or they cannot be. */
    static @Nullable SamplingSettings read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return of(JSON.readTree(text));
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The settings in a tree; null where they cannot be. */
    static @Nullable SamplingSettings of(JsonNode tree) {
        SamplingSettings usual = SamplingSettings.r1(0);
        try {
            return new SamplingSettings(
                    tree.path("temperature").asDouble(usual.temperature()),
                    tree.path("topK").asInt(usual.topK()),
                    tree.path("topP").asDouble(usual.topP()),
                    tree.path("minP").asDouble(usual.minP()),
                    tree.path("repetitionPenalty").asDouble(usual.repetitionPenalty()),
                    tree.path("seed").asLong(usual.seed()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
