package org.ponder.app.store;

import java.util.Locale;
import org.ponder.app.store.LookSettings.WindowBounds;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Settings to JSON; the names are those that {@link SettingsReader} reads. */
final class SettingsWriter {
    private SettingsWriter() {}

    static void write(Settings settings, ObjectNode tree) {
        tree.put("version", 1);
        generation(settings.generation(), tree.withObject("generation"));
        ThoughtSettings thoughts = settings.thoughts();
        tree.withObject("thoughts")
                .put("mode", name(thoughts.mode()))
                .put("think", thoughts.think())
                .put("budget", thoughts.budget());
        prompts(settings.prompts(), tree.withObject("prompts"));
        look(settings.look(), tree.withObject("look"));
        ModelSettings models = settings.models();
        tree.withObject("models")
                .put("last", models.last())
                .put("reopenLast", models.reopenLast())
                .put("idleMinutes", models.idleMinutes())
                .put("offline", models.offline())
                .put("serveAddress", models.serveAddress())
                .put("servePort", models.servePort());
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void generation(GenerationSettings generation, ObjectNode tree) {
        tree.withObject("sampling").setAll(SamplingText.tree(generation.sampling()));
        tree.put("fixedSeed", generation.fixedSeed())
                .put("contextTokens", generation.contextTokens())
                .put("maxTokens", generation.maxTokens())
                .put("threads", generation.threads())
                .put("cacheType", name(generation.cacheType()))
                .put("readAlong", generation.readAlong());
    }

    private static void prompts(PromptSettings prompts, ObjectNode tree) {
        tree.put("systemPrompt", prompts.systemPrompt());
        ArrayNode presets = tree.putArray("presets");
        for (PromptPreset preset : prompts.presets()) {
            presets.addObject().put("name", preset.name()).put("text", preset.text());
        }
    }

    private static void look(LookSettings look, ObjectNode tree) {
        tree.put("theme", name(look.theme()))
                .put("language", look.language())
                .put("fontScale", look.fontScale())
                .put("sidebar", look.sidebar());
        WindowBounds window = look.window();
        if (window == null) {
            tree.remove("window");
        } else {
            tree.withObject("window")
                    .put("x", window.x())
                    .put("y", window.y())
                    .put("width", window.width())
                    .put("height", window.height())
                    .put("maximized", window.maximized());
        }
    }
}
