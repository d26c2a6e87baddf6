package org.ponder.app.viewmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.ponder.app.store.GenerationSettings;
import org.ponder.app.store.LookSettings;
import org.ponder.app.store.PromptPreset;
import org.ponder.app.store.PromptSettings;
import org.ponder.app.store.Settings;
import org.ponder.app.store.ThoughtMode;
import org.ponder.app.store.ThoughtSettings;
import org.ponder.engine.sampling.SamplingSettings;
import org.ponder.engine.tensor.KvType;

/** The settings one by one, each checked before it is taken. */
public final class SettingsViewModel {
    private final Preferences preferences;

    /** Shows and changes these preferences. */
    public SettingsViewModel(Preferences preferences) {
        this.preferences = preferences;
    }

    /** The numbers among the settings, with what they may be. */
    public enum Figure {
        TEMPERATURE(Kind.NUMBER, 0, 5),
        TOP_P(Kind.ABOVE, 0, 1),
        TOP_K(Kind.WHOLE, 0, Integer.MAX_VALUE),
        MIN_P(Kind.BELOW, 0, 1),
        REPETITION_PENALTY(Kind.NUMBER, 0.5, 2),
        SEED(Kind.SEED, 0, Integer.MAX_VALUE),
        BUDGET(Kind.WHOLE, 0, GenerationSettings.LONGEST_CONTEXT),
        MAX_TOKENS(Kind.WHOLE, 0, GenerationSettings.LONGEST_CONTEXT),
        CONTEXT(Kind.WHOLE, 0, GenerationSettings.LONGEST_CONTEXT),
        THREADS(Kind.WHOLE, 0, GenerationSettings.MOST_THREADS);

        private final Kind kind;
        private final double least;
        private final double most;

        private enum Kind {
            WHOLE,
            NUMBER,
            /** A whole number, or nothing: another one each time. */
            SEED,
            /** Its least value is not taken itself. */
            ABOVE,
            /** Its greatest value is not taken itself. */
            BELOW
        }

        Figure(Kind kind, double least, double most) {
            this.kind = kind;
            this.least = least;
            this.most = most;
        }

        /** What it may be, in one sentence. */
        public String rule(Texts texts) {
            return texts.format(
                    "settings.rule." + kind.name().toLowerCase(Locale.ROOT), least, most);
        }
    }

    /** All settings as they are. */
    public Settings now() {
        return preferences.settingsProperty().get();
    }

    /** A number as it is written. */
    public String figure(Figure figure) {
        GenerationSettings generation = now().generation();
        SamplingSettings sampling = generation.sampling();
        return switch (figure) {
            case TEMPERATURE -> text(sampling.temperature());
            case TOP_P -> text(sampling.topP());
            case TOP_K -> text(sampling.topK());
            case MIN_P -> text(sampling.minP());
            case REPETITION_PENALTY -> text(sampling.repetitionPenalty());
            case SEED -> generation.fixedSeed() ? Long.toString(sampling.seed()) : "";
            case BUDGET -> text(now().thoughts().budget());
            case MAX_TOKENS -> text(generation.maxTokens());
            case CONTEXT -> text(generation.contextTokens());
            case THREADS -> text(generation.threads());
        };
    }

    /** Takes a number as it was typed; false, and nothing changes, where it cannot be one. */
    public boolean setFigure(Figure figure, String typed) {
        if (figure == Figure.SEED && typed.isBlank()) {
            change(old -> old.withGeneration(old.generation().withSeed(false, 0)));
            return true;
        }
        try {
            return switch (figure) {
                case TEMPERATURE, TOP_P, MIN_P, REPETITION_PENALTY ->
                        set(figure, Numbers.decimal(typed));
                case TOP_K, SEED, BUDGET, MAX_TOKENS, CONTEXT, THREADS -> {
                    int whole = Numbers.whole(typed);
                    yield whole >= figure.least && set(figure, whole);
                }
            };
        } catch (IllegalArgumentException e) {
            // Not a number, or one that the settings refuse.
            return false;
        }
    }

    private boolean set(Figure figure, double value) {
        int whole = (int) value;
        preferences.change(old -> {
            GenerationSettings g = old.generation();
            SamplingSettings s = g.sampling();
            return switch (figure) {
                case TEMPERATURE ->
                        sampling(old, value, s.topK(), s.topP(), s.minP(), s.repetitionPenalty());
                case TOP_P ->
                        sampling(
                                old,
                                s.temperature(),
                                s.topK(),
                                value,
                                s.minP(),
                                s.repetitionPenalty());
                case TOP_K ->
                        sampling(
                                old,
                                s.temperature(),
                                whole,
                                s.topP(),
                                s.minP(),
                                s.repetitionPenalty());
                case MIN_P ->
                        sampling(
                                old,
                                s.temperature(),
                                s.topK(),
                                s.topP(),
                                value,
                                s.repetitionPenalty());
                case REPETITION_PENALTY ->
                        sampling(old, s.temperature(), s.topK(), s.topP(), s.minP(), value);
                case SEED -> old.withGeneration(g.withSeed(true, whole));
                case BUDGET ->
                        old.withThoughts(
                                new ThoughtSettings(
                                        old.thoughts().mode(), old.thoughts().think(), whole));
                case MAX_TOKENS -> old.withGeneration(g.withMaxTokens(whole));
                case CONTEXT -> old.withGeneration(g.withContextTokens(whole));
                case THREADS -> old.withGeneration(g.withThreads(whole));
            };
        });
        return true;
    }

    private static Settings sampling(
            Settings old,
            double temperature,
            int topK,
            double topP,
            double minP,
            double repetitionPenalty) {
        GenerationSettings generation = old.generation();
        return old.withGeneration(
                generation.withSampling(
                        new SamplingSettings(
                                temperature,
                                topK,
                                topP,
                                minP,
                                repetitionPenalty,
                                generation.sampling().seed())));
    }

    /** Brings back R1's own sampling. */
    public void resetSampling() {
        change(old ->
                old.withGeneration(
                        old.generation()
                                .withSampling(GenerationSettings.defaults().sampling())
                                .withSeed(false, 0)));
    }

    /** How conversations keep keys and values, from the next loading of a model on. */
    public void setCacheType(KvType type) {
        change(old -> old.withGeneration(old.generation().withCacheType(type)));
    }

    /** Whether the model reads what is being typed before it is sent. */
    public void setReadAlong(boolean along) {
        change(old -> old.withGeneration(old.generation().withReadAlong(along)));
    }

    /** Whether models think first. */
    public void setThink(boolean think) {
        change(old ->
                old.withThoughts(
                        new ThoughtSettings(
                                old.thoughts().mode(), think, old.thoughts().budget())));
    }

    /** How thoughts are shown. */
    public void setThoughtMode(ThoughtMode mode) {
        preferences.thoughtModeProperty().set(mode);
    }

    /** Light or dark. */
    public void setTheme(LookSettings.Theme theme) {
        preferences.themeProperty().set(theme);
    }

    /** A language as a BCP 47 tag; empty is the system's. The window speaks it from now on. */
    public void setLanguage(String tag) {
        change(old -> old.withLook(old.look().withLanguage(tag)));
    }

    /** Keeps a system prompt under a name; one of that name is replaced. */
    public void savePreset(String name, String text) {
        PromptPreset preset = new PromptPreset(name.strip(), text);
        change(old -> {
            List<PromptPreset> presets = new ArrayList<>(old.prompts().presets());
            presets.removeIf(each -> each.name().equals(preset.name()));
            presets.add(preset);
            return old.withPrompts(new PromptSettings(old.prompts().systemPrompt(), presets));
        });
    }

    /** Forgets the preset of that name. */
    public void removePreset(String name) {
        change(old -> {
            List<PromptPreset> presets = new ArrayList<>(old.prompts().presets());
            presets.removeIf(each -> each.name().equals(name));
            return old.withPrompts(new PromptSettings(old.prompts().systemPrompt(), presets));
        });
    }

    /** What is said before every conversation. */
    public void setSystemPrompt(String prompt) {
        change(old -> old.withPrompts(new PromptSettings(prompt, old.prompts().presets())));
    }

    private void change(UnaryOperator<Settings> change) {
        preferences.change(change);
    }

    private static String text(double value) {
        return value == Math.rint(value)
                ? Long.toString(Math.round(value))
                : Double.toString(value);
    }
}
