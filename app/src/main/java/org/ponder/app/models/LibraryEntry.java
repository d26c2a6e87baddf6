package org.ponder.app.models;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model in the library.
 *
 * @param file the model, or its first part
 * @param name to show
 * @param keeper in whose place it lies
 * @param summary what is in it; null where it cannot be used
 * @param problem one sentence why it cannot be used; empty where it can
 */
public record LibraryEntry(
        Path file,
        String name,
        Place.Keeper keeper,
        @Nullable ModelSummary summary,
        String problem) {

    /** Whether Ponder may delete it: what lies elsewhere belongs to others. */
    public boolean own() {
        return keeper == Place.Keeper.PONDER;
    }
}
