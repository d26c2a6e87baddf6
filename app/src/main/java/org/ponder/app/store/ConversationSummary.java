package org.ponder.app.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a list shows it.
 *
 * @param id for life
 * @param title from the first question, or the user's own
 * @param created when it began
 * @param updated when something was last said in it
 * @param pinned whether it stays on top
 * @param folder the user put it in; null is none
 * @param deletedAt when it went into the trash; null where it did not
 */
public record ConversationSummary(
        long id,
        String title,
        Instant created,
        Instant updated,
        boolean pinned,
        @Nullable String folder,
        @Nullable Instant deletedAt) {}
