package org.ponder.app.session;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.tensor.KvType;

/**
 * A model to load.
 *
 * @param file a GGUF file
 * @param contextTokens length of the context; 0 is what suits the model
 * @param threads that compute; 0 is what suits the machine
 * @param cacheType how keys and values are kept; null is the usual one
 * @param template the name of one of Ponder's own templates; empty is the model's own
 */
public record ModelChoice(
        Path file, int contextTokens, int threads, @Nullable KvType cacheType, String template) {

    /** A model as it is loaded where nothing was set for it. */
    public ModelChoice(Path file, int contextTokens, int threads) {
        this(file, contextTokens, threads, null, "");
    }
}
