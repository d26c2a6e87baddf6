package org.ponder.app.viewmodel;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ponder.app.models.ModelNote;
import org.ponder.app.models.OwnSampling;
import org.ponder.app.store.GenerationSettings;
import org.ponder.engine.prompt.ChatTemplate;
import org.ponder.engine.tensor.KvType;

/** What is set for one model alone, while it is changed: nothing counts before {@link #save}. */
public final class ModelNoteViewModel {
    private final ModelNote note;
    private final Texts texts;
    private final Consumer<ModelNote> keep;
    private final Map<Figure, String> typed = new EnumMap<>(Figure.class);
    private @Nullable KvType cacheType;
    private String template;
    private String systemPrompt;

    /** A number; empty is the one for all models. */
    public enum Figure {
        CONTEXT,
        THREADS,
        TEMPERATURE,
        TOP_P,
        TOP_K,
        MIN_P,
        REPETITION_PENALTY,
        SEED,
        MAX_TOKENS
    }

    ModelNoteViewModel(ModelNote note, Texts texts, Consumer<ModelNote> keep) {
        this.note = note;
        this.texts = texts;
        this.keep = keep;
        cacheType = note.loading().cacheType();
        template = note.loading().template();
        systemPrompt = note.replies().systemPrompt();
        typed.put(Figure.CONTEXT, text(note.loading().contextTokens()));
        typed.put(Figure.THREADS, text(note.loading().threads()));
        OwnSampling sampling = note.replies().sampling();
        typed.put(Figure.TEMPERATURE, text(sampling.temperature()));
        typed.put(Figure.TOP_P, text(sampling.topP()));
        typed.put(Figure.TOP_K, text(sampling.topK()));
        typed.put(Figure.MIN_P, text(sampling.minP()));
        typed.put(Figure.REPETITION_PENALTY, text(sampling.repetitionPenalty()));
        typed.put(Figure.SEED, text(sampling.seed()));
        typed.put(Figure.MAX_TOKENS, text(note.replies().maxTokens()));
    }

    private static String text(int number) {
        return number == 0 ? "" : Integer.toString(number);
    }

    private static String text(@Nullable Number number) {
        return number == null ? "" : number.toString();
    }

    /** A number as it is written. */
    public String figure(Figure figure) {
        return typed.getOrDefault(figure, "");
    }

    /** Takes a number as it was typed; false where it cannot be one. */
    public boolean setFigure(Figure figure, String text) {
        typed.put(figure, text.strip());
        return valid(figure);
    }

    private boolean valid(Figure figure) {
        try {
            switch (figure) {
                case CONTEXT -> whole(figure, GenerationSettings.LONGEST_CONTEXT);
                case THREADS -> whole(figure, GenerationSettings.MOST_THREADS);
                case MAX_TOKENS -> whole(figure, GenerationSettings.LONGEST_CONTEXT);
                case TEMPERATURE, TOP_P, TOP_K, MIN_P, REPETITION_PENALTY, SEED ->
                        sampling(EnumSet.of(figure)); // alone: another may be the wrong one
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What a number may be, in one sentence. */
    public String rule(Figure figure) {
        String key =
                switch (figure) {
                    case CONTEXT, THREADS, TOP_K, SEED, MAX_TOKENS -> "whole";
                    case TEMPERATURE -> "temperature";
                    case TOP_P -> "share";
                    case MIN_P -> "min-p";
                    case REPETITION_PENALTY -> "penalty";
                };
        return texts.get("library.own." + key + ".rule");
    }

    /** Whether all numbers can be kept. */
    public boolean valid() {
        return List.of(Figure.values()).stream().allMatch(this::valid);
    }

    private int whole(Figure figure, int most) {
        String text = figure(figure);
        int number = text.isEmpty() ? 0 : Numbers.whole(text);
        if (number < 0 || number > most) {
            throw new IllegalArgumentException();
        }
        return number;
    }

    /** What was typed, read; null where nothing was, or where the figure is not among some. */
    private <T> @Nullable T read(Set<Figure> some, Figure figure, Function<String, T> reader) {
        String text = some.contains(figure) ? figure(figure) : "";
        return text.isEmpty() ? null : reader.apply(text);
    }

    /** Some figures of the sampling; the others are as for all models. */
    private OwnSampling sampling(Set<Figure> some) {
        return new OwnSampling(
                read(some, Figure.TEMPERATURE, Numbers::decimal),
                read(some, Figure.TOP_K, Numbers::whole),
                read(some, Figure.TOP_P, Numbers::decimal),
                read(some, Figure.MIN_P, Numbers::decimal),
                read(some, Figure.REPETITION_PENALTY, Numbers::decimal),
                read(some, Figure.SEED, text -> (long) whole(Figure.SEED, Integer.MAX_VALUE)));
    }

    private ModelNote.Replies replies() {
        return new ModelNote.Replies(
                sampling(EnumSet.allOf(Figure.class)),
                whole(Figure.MAX_TOKENS, GenerationSettings.LONGEST_CONTEXT),
                systemPrompt);
    }

    /** The ways to keep keys and values; null is the usual one. */
    public List<@Nullable KvType> cacheTypes() {
        List<@Nullable KvType> types = new ArrayList<>();
        types.add(null);
        types.addAll(List.of(KvType.values()));
        return types;
    }

    /** A way to keep keys and values, for people. */
    public String nameOf(@Nullable KvType type) {
        return type == null ? texts.get("library.own.usual") : type.name();
    }

    /** How keys and values are kept; null is the usual way. */
    public @Nullable KvType cacheType() {
        return cacheType;
    }

    /** Keeps keys and values otherwise. */
    public void setCacheType(@Nullable KvType other) {
        cacheType = other;
    }

    /** Names of the templates that may take the place of the model's own, which is empty. */
    public List<String> templates() {
        List<String> names = new ArrayList<>(List.of(""));
        names.addAll(ChatTemplate.builtInNames());
        return names;
    }

    /** A template, for people. */
    public String nameOfTemplate(String name) {
        return switch (name) {
            case "" -> texts.get("library.own.template.own");
            case "r1-zero" -> texts.get("library.own.template.zero");
            default -> name;
        };
    }

    /** The template that takes the place of the model's own. */
    public String template() {
        return template;
    }

    /** Has another template take its place. */
    public void setTemplate(String name) {
        template = name;
    }

    /** What is said before every conversation with this model. */
    public String systemPrompt() {
        return systemPrompt;
    }

    /** Says something else before. */
    public void setSystemPrompt(String text) {
        systemPrompt = text.strip();
    }

    /** Keeps it all; does nothing where a number cannot be kept. */
    public void save() {
        if (valid()) {
            keep.accept(
                    note.withLoading(
                                    new ModelNote.Loading(
                                            whole(
                                                    Figure.CONTEXT,
                                                    GenerationSettings.LONGEST_CONTEXT),
                                            whole(Figure.THREADS, GenerationSettings.MOST_THREADS),
                                            cacheType,
                                            template))
                            .withReplies(replies()));
        }
    }
}
