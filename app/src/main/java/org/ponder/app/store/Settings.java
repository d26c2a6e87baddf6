package org.ponder.app.store;

/**
 * What the user has chosen for all conversations.
 *
 * @param generation how replies are made
 * @param thoughts what becomes of thoughts
 * @param prompts what is said before a conversation
 * @param look how the window looks
 * @param models which model is used
 */
public record Settings(
        GenerationSettings generation,
        ThoughtSettings thoughts,
        PromptSettings prompts,
        LookSettings look,
        ModelSettings models) {

    /** What Ponder starts with. */
    public static Settings defaults() {
        return new Settings(
                GenerationSettings.defaults(),
                ThoughtSettings.defaults(),
                PromptSettings.defaults(),
                LookSettings.defaults(),
                ModelSettings.defaults());
    }

    /** These with replies made otherwise. */
    public Settings withGeneration(GenerationSettings other) {
        return new Settings(other, thoughts, prompts, look, models);
    }

    /** These with other defaults for thoughts. */
    public Settings withThoughts(ThoughtSettings other) {
        return new Settings(generation, other, prompts, look, models);
    }

    /** These with other prompts. */
    public Settings withPrompts(PromptSettings other) {
        return new Settings(generation, thoughts, other, look, models);
    }

    /** These with another look. */
    public Settings withLook(LookSettings other) {
        return new Settings(generation, thoughts, prompts, other, models);
    }

    /** These with other choices of model. */
    public Settings withModels(ModelSettings other) {
        return new Settings(generation, thoughts, prompts, look, other);
    }
}
