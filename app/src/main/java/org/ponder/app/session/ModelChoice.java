package org.ponder.app.session;

import java.nio.file.Path;

/**
 * A model to load.
 *
 * @param file a GGUF file
 * @param contextTokens length of the context; 0 is what suits the model
 * @param threads that compute; 0 is what suits the machine
 */
public record ModelChoice(Path file, int contextTokens, int threads) {}
