package org.ponder.app.session;

import java.io.IOException;

/** Loads a model file; called on the {@link ModelThread}. */
@FunctionalInterface
public interface ModelLoader {

    /**
     * Loads the file.
     *
     * @throws IOException with one plain sentence, where the file cannot be used
     */
    LoadedModel load(ModelChoice choice) throws IOException;
}
