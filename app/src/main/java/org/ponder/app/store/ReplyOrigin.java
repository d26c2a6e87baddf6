package org.ponder.app.store;

import org.jspecify.annotations.Nullable;
import org.ponder.engine.sampling.SamplingSettings;

/**
 * What made a reply.
 *
 * @param model the model's name; null where it is not known
 * @param sampling how its tokens were drawn; null where it is not known
 * @param turnsLeftOut how many of the conversation's oldest turns the model was not given, because
 *     they did not fit its context
 * @param takenOver tokens of the thought that were there before the model began, such as those of
 *     an edited one
 */
public record ReplyOrigin(
        @Nullable String model,
        @Nullable SamplingSettings sampling,
        int turnsLeftOut,
        int takenOver) {

    /** What is known when a reply begins. */
    public ReplyOrigin(@Nullable String model, @Nullable SamplingSettings sampling) {
        this(model, sampling, 0, 0);
    }

    /** Nothing is known. */
    public static ReplyOrigin unknown() {
        return new ReplyOrigin(null, null);
    }
}
