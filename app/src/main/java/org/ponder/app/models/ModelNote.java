package org.ponder.app.models;

/**
 * What the user has set for one model.
 *
 * @param name to show; empty is the model's own
 * @param contextTokens the length of the context; 0 is the one for all models
 */
public record ModelNote(String name, int contextTokens) {
    static final ModelNote NONE = new ModelNote("", 0);
    private static final int LONGEST_NAME = 200;

    public ModelNote {
        name = name.strip();
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "A model's name has at most " + LONGEST_NAME + " characters.");
        }
        if (contextTokens < 0) {
            throw new IllegalArgumentException(
                    "A model's context must be 0 (as for all) or more, not " + contextTokens + ".");
        }
    }

    /** This with another name. */
    public ModelNote withName(String other) {
        return new ModelNote(other, contextTokens);
    }

    /** This with another context. */
    public ModelNote withContextTokens(int other) {
        return new ModelNote(name, other);
    }
}
