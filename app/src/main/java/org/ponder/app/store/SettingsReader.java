package org.ponder.app.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.LookSettings.Theme;
import org.ponder.app.store.LookSettings.WindowBounds;
import org.ponder.engine.sampling.SamplingSettings;
import org.ponder.engine.tensor.KvType;
import tools.jackson.databind.JsonNode;

/**
 * JSON to settings, field by field: each is tried in its record beside defaults, so that the
 * record's own check decides and a bad field costs itself alone.
 */
final class SettingsReader {
    private static final int LONGEST_SHOWN = 40;

    private final JsonNode tree;
    private final List<Notice> notices;

    SettingsReader(JsonNode tree, List<Notice> notices) {
        this.tree = tree;
        this.notices = notices;
    }

    Settings settings() {
        return new Settings(generation(), thoughts(), prompts(), look(), models());
    }

    private GenerationSettings generation() {
        GenerationSettings usual = GenerationSettings.defaults();
        return new GenerationSettings(
                sampling(),
                flag("generation.fixedSeed", usual.fixedSeed()),
                integer(
                        "generation.contextTokens",
                        usual.contextTokens(),
                        usual::withContextTokens),
                integer("generation.maxTokens", usual.maxTokens(), usual::withMaxTokens),
                integer("generation.threads", usual.threads(), usual::withThreads),
                constant("generation.cacheType", usual.cacheType(), KvType.values()),
                flag("generation.readAlong", usual.readAlong()));
    }

    private SamplingSettings sampling() {
        SamplingSettings usual = SamplingSettings.r1(0);
        String at = "generation.sampling.";
        return new SamplingSettings(
                number(
                        at + "temperature",
                        usual.temperature(),
                        value -> new SamplingSettings(value, 0, 1, 0, 1, 0)),
                integer(
                        at + "topK",
                        usual.topK(),
                        value -> new SamplingSettings(1, value, 1, 0, 1, 0)),
                number(
                        at + "topP",
                        usual.topP(),
                        value -> new SamplingSettings(1, 0, value, 0, 1, 0)),
                number(
                        at + "minP",
                        usual.minP(),
                        value -> new SamplingSettings(1, 0, 1, value, 1, 0)),
                number(
                        at + "repetitionPenalty",
                        usual.repetitionPenalty(),
                        value -> new SamplingSettings(1, 0, 1, 0, value, 0)),
                field(
                        at + "seed",
                        usual.seed(),
                        node ->
                                node.isIntegralNumber() && node.canConvertToLong()
                                        ? node.asLong()
                                        : null));
    }

    private ThoughtSettings thoughts() {
        ThoughtSettings usual = ThoughtSettings.defaults();
        return new ThoughtSettings(
                constant("thoughts.mode", usual.mode(), ThoughtMode.values()),
                flag("thoughts.think", usual.think()),
                integer(
                        "thoughts.budget",
                        usual.budget(),
                        value -> new ThoughtSettings(usual.mode(), true, value)));
    }

    private PromptSettings prompts() {
        List<PromptPreset> presets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        JsonNode list = at("prompts.presets");
        if (!list.isMissingNode() && !list.isArray()) {
            complain("prompts.presets", list);
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode preset = list.get(i);
            String name = preset.path("name").asString("");
            if (name.isBlank() || !preset.path("text").isString() || !names.add(name)) {
                complain("prompts.presets[" + i + "]", preset);
            } else {
                presets.add(new PromptPreset(name, preset.path("text").asString()));
            }
        }
        return new PromptSettings(
                text("prompts.systemPrompt", PromptSettings.defaults().systemPrompt(), any -> any),
                presets);
    }

    private LookSettings look() {
        LookSettings usual = LookSettings.defaults();
        return new LookSettings(
                constant("look.theme", usual.theme(), Theme.values()),
                text("look.language", usual.language(), value -> usual.withLanguage(value)),
                number("look.fontScale", usual.fontScale(), value -> usual.withFontScale(value)),
                flag("look.sidebar", usual.sidebar()),
                this.<@Nullable WindowBounds>field("look.window", null, SettingsReader::bounds));
    }

    private ModelSettings models() {
        ModelSettings usual = ModelSettings.defaults();
        return new ModelSettings(
                text("models.last", usual.last(), any -> any),
                flag("models.reopenLast", usual.reopenLast()),
                integer("models.idleMinutes", usual.idleMinutes(), usual::withIdleMinutes),
                flag("models.offline", usual.offline()),
                text(
                        "models.serveAddress",
                        usual.serveAddress(),
                        value -> usual.withServer(value, 0)),
                integer(
                        "models.servePort",
                        usual.servePort(),
                        value -> usual.withServer(usual.serveAddress(), value)));
    }

    private static @Nullable WindowBounds bounds(JsonNode node) {
        for (String name : List.of("x", "y", "width", "height")) {
            if (!node.path(name).isNumber()) {
                return null;
            }
        }
        return new WindowBounds(
                node.path("x").asDouble(),
                node.path("y").asDouble(),
                node.path("width").asDouble(),
                node.path("height").asDouble(),
                node.path("maximized").asBoolean(false));
    }

    private boolean flag(String path, boolean usual) {
        return field(path, usual, node -> node.isBoolean() ? node.asBoolean() : null);
    }

    private int integer(String path, int usual, Function<Integer, ?> check) {
        return field(
                path,
                usual,
                node ->
                        node.isIntegralNumber() && node.canConvertToInt()
                                ? checked(node.asInt(), check)
                                : null);
    }

    private double number(String path, double usual, Function<Double, ?> check) {
        return field(path, usual, node -> node.isNumber() ? checked(node.asDouble(), check) : null);
    }

    private String text(String path, String usual, Function<String, ?> check) {
        return field(path, usual, node -> node.isString() ? checked(node.asString(), check) : null);
    }

    private <E extends Enum<E>> E constant(String path, E usual, E[] all) {
        return field(
                path,
                usual,
                node -> {
                    for (E one : all) {
                        if (SettingsWriter.name(one).equals(node.asString(""))) {
                            return one;
                        }
                    }
                    return null;
                });
    }

    private static <T> T checked(T value, Function<T, ?> check) {
        var _ = check.apply(value);
        return value;
    }

    /** The field; its default where it is missing, and with a notice where it is of no use. */
    private <T extends @Nullable Object> T field(
            String path, T usual, Function<JsonNode, @Nullable T> read) {
        JsonNode node = at(path);
        if (node.isMissingNode()) {
            return usual;
        }
        try {
            T value = read.apply(node);
            if (value != null) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            // The record's own check refused it.
        }
        complain(path, node);
        return usual;
    }

    private JsonNode at(String path) {
        return tree.at("/" + path.replace('.', '/'));
    }

    private void complain(String path, JsonNode node) {
        String value = node.toString();
        String shown =
                value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…";
        notices.add(
                new Notice(
                        Notice.Kind.SETTING_INVALID,
                        List.of(path, shown),
                        "The setting "
                                + path
                                + " cannot be "
                                + shown
                                + ", so its default is used."));
    }
}
