package org.ponder.app.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is said before every conversation that has nothing of its own.
 *
 * @param systemPrompt empty is none, which R1's makers recommend
 * @param presets to choose from; no two of one name
 */
public record PromptSettings(String systemPrompt, List<PromptPreset> presets) {

    public PromptSettings {
        presets = List.copyOf(presets);
        Set<String> names = new HashSet<>();
        for (PromptPreset preset : presets) {
            if (!names.add(preset.name())) {
                throw new IllegalArgumentException(
                        "Two presets are named " + preset.name() + ": rename one.");
            }
        }
    }

    /** No system prompt and no presets. */
    public static PromptSettings defaults() {
        return new PromptSettings("", List.of());
    }
}
