package org.ponder.app.store;

import org.jspecify.annotations.Nullable;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;

/**
 * What is known of a reply beside its text.
 *
 * @param state how far it came
 * @param thoughtEnd what ended its thought; null where the thought is open or there was none
 * @param stats what the engine measured; for a reply that was cut off, up to the last save
 * @param origin what made it
 * @param problem what went wrong, in one sentence; null where nothing did
 * @param shown how the user chose to see its thought; null where they did not
 */
public record ReplyRecord(
        ReplyState state,
        @Nullable ThoughtEnd thoughtEnd,
        ReplyStats stats,
        ReplyOrigin origin,
        @Nullable String problem,
        @Nullable ThoughtMode shown) {}
