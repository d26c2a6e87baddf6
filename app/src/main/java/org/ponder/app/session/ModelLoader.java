package org.ponder.app.session;

import java.io.IOException;
import java.nio.file.Path;

/** Loads a model file; called on the {@link ModelThread}. */
@FunctionalInterface
public interface ModelLoader {

    /**
     * Loads the file.
     *
     * @param file a GGUF file
     * @param contextTokens length of the context; 0 is a default that suits the model
     * @throws IOException with one plain sentence, where the file cannot be used
     */
    LoadedModel load(Path file, int contextTokens) throws IOException;
}
