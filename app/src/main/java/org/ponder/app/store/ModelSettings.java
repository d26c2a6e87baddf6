package org.ponder.app.store;

/**
 * Which model is used, and whether the network may be.
 *
 * @param last the model file that was used last; empty is the bundled one
 * @param reopenLast whether it is loaded at the start
 * @param idleMinutes after which an unused model is unloaded; 0 is never
 * @param offline whether every use of the network is refused
 */
public record ModelSettings(String last, boolean reopenLast, int idleMinutes, boolean offline) {
    private static final int WEEK = 7 * 24 * 60;

    public ModelSettings {
        Ranges.require("number of idle minutes", idleMinutes, 0, WEEK);
    }

    /** The last model, kept loaded; offline until the user asks for something of the network. */
    public static ModelSettings defaults() {
        return new ModelSettings("", true, 0, true);
    }

    /** These with another last model. */
    public ModelSettings withLast(String other) {
        return new ModelSettings(other, reopenLast, idleMinutes, offline);
    }
}
