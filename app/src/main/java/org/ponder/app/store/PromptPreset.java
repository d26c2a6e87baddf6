package org.ponder.app.store;

/**
 * A system prompt with a name.
 *
 * @param name as the user calls it
 * @param text of the prompt
 */
public record PromptPreset(String name, String text) {

    public PromptPreset {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A preset must have a name.");
        }
    }
}
