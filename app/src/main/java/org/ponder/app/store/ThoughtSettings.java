package org.ponder.app.store;

/**
 * What becomes of thoughts where a conversation does not say otherwise.
 *
 * @param mode how they are shown
 * @param think whether the model thinks first
 * @param budget tokens after which a thought is closed; 0 is no limit
 */
public record ThoughtSettings(ThoughtMode mode, boolean think, int budget) {

    public ThoughtSettings {
        Ranges.require("thought budget", budget, 0, GenerationSettings.LONGEST_CONTEXT);
    }

    /** Live, with no limit: to watch the model think is what Ponder is for. */
    public static ThoughtSettings defaults() {
        return new ThoughtSettings(ThoughtMode.LIVE, true, 0);
    }
}
