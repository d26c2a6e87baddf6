package org.ponder.app.viewmodel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.ponder.app.models.ModelLibrary;
import org.ponder.app.models.ModelNote;
import org.ponder.app.session.LoadedModel;
import org.ponder.app.session.ModelChoice;
import org.ponder.app.session.ModelFacts;
import org.ponder.app.session.ModelHost;
import org.ponder.app.store.GenerationSettings;
import org.ponder.app.store.ModelSettings;

/** The model that answers. */
public final class ModelViewModel {
    private static final String SUFFIX = ".gguf";

    private final Workspace workspace;
    private final Path bundled;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper contextTokens = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper remote = new ReadOnlyBooleanWrapper();
    private @Nullable ModelLibrary library;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyObjectWrapper<ModelFacts> facts =
            new ReadOnlyObjectWrapper<>(ModelFacts.unknown());
    private final ReadOnlyObjectWrapper<@Nullable Path> used = new ReadOnlyObjectWrapper<>();
    private @Nullable Path file;

    /** Whether the bundled model answers for one that was not there: that stays the last one. */
    private boolean standsIn;

    /** Grows with each model that is asked for. */
    private int choices;

    /** How far the model is. */
    public enum State {
        NONE,
        LOADING,
        READY,
        FAILED
    }

    /**
     * @param bundled the file of the model that comes with Ponder
     */
    public ModelViewModel(Workspace workspace, Path bundled) {
        this.workspace = workspace;
        this.bundled = bundled;
    }

    /** Takes names and settings of single models from a library from now on. */
    void use(ModelLibrary models) {
        library = models;
    }

    /** Loads the model to start with: the user's choice, the last one, or the one bundled. */
    public void loadLast() {
        List<Path> wanted = new ArrayList<>();
        if (library != null) {
            library.standard().ifPresent(wanted::add);
        }
        ModelSettings models = workspace.preferences().settingsProperty().get().models();
        if (models.reopenLast() && !models.last().isEmpty()) {
            wanted.add(Path.of(models.last()));
        }
        if (wanted.isEmpty()) {
            loadBundled();
        } else {
            look(wanted, there -> start(wanted.getFirst(), there));
        }
    }

    /** Begins with what is there; what is missing may be back with the next start, or sooner. */
    private void start(Path wanted, Optional<Path> there) {
        Path taken = there.orElse(bundled);
        if (!taken.equals(wanted)) {
            Texts texts = workspace.texts();
            workspace
                    .notices()
                    .offer(
                            () -> texts.format("model.away", wanted, nameOf(taken)),
                            () -> texts.get("model.away.again"),
                            this::loadLast);
        }
        standsIn = there.isEmpty();
        openUnlessInUse(taken);
    }

    private void openUnlessInUse(Path wanted) {
        if (!wanted.equals(used.get())) {
            open(wanted);
        }
    }

    /**
     * Has the model that comes with Ponder answer, now and after the next start; the one before is
     * closed in any case.
     */
    public void loadBundled() {
        choices++;
        standsIn = false;
        remember(bundled);
        openUnlessInUse(bundled);
    }

    /** Loads a model file; the one before is closed, unless the file is not there. */
    public void load(Path chosen) {
        look(
                List.of(chosen),
                there ->
                        there.ifPresentOrElse(
                                this::open,
                                () ->
                                        workspace
                                                .notices()
                                                .tell(
                                                        workspace
                                                                .texts()
                                                                .format("model.missing", chosen))));
    }

    /**
     * Looks for the first of some files that is there. On a thread of its own: a disk that is far
     * away, or asleep, may let it wait for long, and neither the window nor the next choice may.
     *
     * @param told on the window's thread; not at all where another model was chosen meanwhile
     */
    private void look(List<Path> wanted, Consumer<Optional<Path>> told) {
        int mine = ++choices;
        Thread.ofPlatform()
                .daemon()
                .name("ponder-model-look")
                .start(() -> {
                    Optional<Path> there = wanted.stream().filter(Files::isRegularFile).findFirst();
                    workspace
                            .background()
                            .onWindow(() -> {
                                if (mine == choices) {
                                    told.accept(there);
                                }
                            });
                });
    }

    private void open(Path chosen) {
        choices++;
        file = chosen;
        remote.set(false);
        name.set(nameOf(chosen));
        forget();
        progress.set(0);
        state.set(State.LOADING);
        used.set(chosen);
        GenerationSettings settings = workspace.preferences().settingsProperty().get().generation();
        workspace
                .host()
                .load(
                        choice(chosen, settings),
                        new ModelHost.LoadListener() {
                            @Override
                            public void progress(double share) {
                                if (chosen.equals(file)) {
                                    progress.set(share);
                                }
                            }

                            @Override
                            public void loaded(int context, ModelFacts now) {
                                if (chosen.equals(file)) {
                                    facts.set(now);
                                }
                                ready(chosen, context);
                            }

                            @Override
                            public void failed(String reason) {
                                if (chosen.equals(file)) {
                                    fail(reason);
                                }
                            }
                        });
    }

    /** What was known of the model before is not true of the next one. */
    private void forget() {
        problem.set("");
        facts.set(ModelFacts.unknown());
        contextTokens.set(0);
    }

    /** What the user set for this model alone, over what is set for all. */
    private ModelChoice choice(Path model, GenerationSettings usual) {
        ModelNote.Loading own = note(model).loading();
        return new ModelChoice(
                model,
                own.contextTokens() > 0 ? own.contextTokens() : usual.contextTokens(),
                own.threads() > 0 ? own.threads() : usual.threads(),
                own.cacheType() == null ? usual.cacheType() : own.cacheType(),
                own.template());
    }

    private ModelNote note(@Nullable Path model) {
        return library == null || model == null ? ModelNote.NONE : library.note(model);
    }

    /** How the model that answers replies, where the user set that for it alone. */
    ModelNote.Replies replies() {
        return note(file).replies();
    }

    /** Has a model on a server answer; the one before is closed. */
    public void loadRemote(String model, LoadedModel server) {
        choices++;
        file = null;
        remote.set(true);
        name.set(model);
        forget();
        state.set(State.LOADING);
        used.set(null);
        workspace
                .host()
                .load(
                        () -> server,
                        new ModelHost.LoadListener() {
                            @Override
                            public void loaded(int context, ModelFacts now) {
                                if (file == null) {
                                    facts.set(now);
                                    contextTokens.set(context);
                                    state.set(State.READY);
                                }
                            }

                            @Override
                            public void failed(String reason) {
                                if (file == null) {
                                    fail(reason);
                                }
                            }
                        });
    }

    /** Tells the name in the language of now: the bundled model has one of its own in each. */
    void retell() {
        if (isBundled()) {
            name.set(nameOf(bundled));
        }
        Path failed = file;
        if (state.get() == State.FAILED && failed != null) {
            open(failed); // why it cannot be used was said in the other language
        }
    }

    /** Shows the name that a model was given. */
    void renamed(Path model) {
        if (model.equals(file)) {
            name.set(nameOf(model));
        }
    }

    /** Whether this file is the model that answers, or is being loaded. */
    boolean isCurrent(Path model) {
        return model.equals(file);
    }

    /** Whether the model that was chosen answers, or will when it is loaded. */
    public boolean inUse() {
        return switch (state.get()) {
            case LOADING, READY -> true;
            case NONE, FAILED -> false;
        };
    }

    /** Whether Ponder can take this file as a model, by its name. */
    public static boolean accepts(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    private void ready(Path loaded, int context) {
        if (loaded.equals(file)) {
            contextTokens.set(context);
            state.set(State.READY);
            if (!isBundled() || !standsIn) {
                remember(loaded);
            }
        }
    }

    private void remember(Path model) {
        String last = model.equals(bundled) ? "" : model.toString();
        workspace.preferences().change(old -> old.withModels(old.models().withLast(last)));
    }

    private void fail(String reason) {
        problem.set(reason);
        state.set(State.FAILED);
        used.set(null);
        workspace.notices().tell(reason);
    }

    /** Says again why the model cannot be used; does nothing where it can. */
    void tellProblem() {
        if (state.get() == State.FAILED) {
            workspace.notices().tell(problem.get());
        }
    }

    private String nameOf(Path chosen) {
        if (chosen.equals(bundled)) {
            return workspace.texts().get("model.bundled");
        }
        if (library != null) {
            return library.nameOf(chosen);
        }
        Path last = chosen.getFileName();
        String text = last == null ? chosen.toString() : last.toString();
        return accepts(chosen) ? text.substring(0, text.length() - SUFFIX.length()) : text;
    }

    /** Whether this is the model that comes with Ponder. */
    public boolean isBundled() {
        return bundled.equals(file);
    }

    /** How far it is. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Its name. */
    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    /** Whether it is on a server, so that text leaves this program. */
    public ReadOnlyBooleanProperty remoteProperty() {
        return remote.getReadOnlyProperty();
    }

    /** Why it cannot be used; empty where it can. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The file that answers, or will when it is loaded; null where a server does, or none. */
    public ReadOnlyObjectProperty<@Nullable Path> usedProperty() {
        return used.getReadOnlyProperty();
    }

    /** How much of it is loaded, 0 to 1. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What it takes of the computer's memory. */
    public ReadOnlyObjectProperty<ModelFacts> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    /** Loads the same model anew, with the settings of now. */
    public void reload() {
        Path again = file;
        if (again != null) {
            load(again);
        }
    }

    /** Lets go of it when it was not used for as long as the user set; to be asked now and then. */
    public void letGoWhenIdle() {
        int minutes = workspace.preferences().settingsProperty().get().models().idleMinutes();
        if (minutes > 0) {
            workspace.host().sleepAfter(Duration.ofMinutes(minutes));
        }
    }

    /** Tokens that its context holds. */
    public ReadOnlyIntegerProperty contextTokensProperty() {
        return contextTokens.getReadOnlyProperty();
    }
}
