package org.ponder.app.store;

import org.jspecify.annotations.Nullable;
import org.ponder.engine.sampling.SamplingSettings;

/**
 * What made a reply.
 *
 * @param model the model's name; null where it is not known
 * @param sampling how its tokens were drawn; null where it is not known
 */
public record ReplyOrigin(@Nullable String model, @Nullable SamplingSettings sampling) {

    /** Nothing is known. */
    public static ReplyOrigin unknown() {
        return new ReplyOrigin(null, null);
    }
}
