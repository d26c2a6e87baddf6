package org.ponder.app.session;

import java.io.IOException;
import java.util.function.DoubleConsumer;

/** Loads a model file; called on the {@link ModelThread}. */
@FunctionalInterface
public interface ModelLoader {

    /**
     * Loads the file.
     *
     * @throws IOException with one plain sentence, where the file cannot be used
     */
    LoadedModel load(ModelChoice choice) throws IOException;

    /**
     * Loads the file and tells how far it is.
     *
     * @param progress receives the share loaded, 0 to 1, on the calling thread
     * @throws IOException with one plain sentence, where the file cannot be used
     */
    default LoadedModel load(ModelChoice choice, DoubleConsumer progress) throws IOException {
        return load(choice);
    }
}
