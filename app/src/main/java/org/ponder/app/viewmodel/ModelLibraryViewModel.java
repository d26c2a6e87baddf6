package org.ponder.app.viewmodel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.ponder.app.models.Fit;
import org.ponder.app.models.LibraryEntry;
import org.ponder.app.models.ModelFinder;
import org.ponder.app.models.ModelSummary;
import org.ponder.app.models.Place;
import org.ponder.app.store.GenerationSettings;

/** The library of models: those here, with what is known of them and of the computer. */
public final class ModelLibraryViewModel implements AutoCloseable {
    /** How often it is looked whether the computer is at rest and can be measured. */
    private static final Duration REST_CHECK = Duration.ofSeconds(1);

    /** Of {@link #choices}: more would make a menu in which nothing is found. */
    public static final int MOST_CHOICES = 10;

    private final LibraryParts parts;
    private final Workspace workspace;
    private final ModelViewModel model;
    private final Consumer<Runnable> window;
    private final RemoteViewModel remote;
    private final LocalServerViewModel serving;
    private final DownloadsViewModel downloads;
    private final Computer computer;
    private final ModelChanges changes;
    private final ObservableList<ModelRow> models = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper scanning = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ExecutorService background =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("ponder-library").factory());
    private boolean measuringSoon;
    private int scan;

    /**
     * @param window runs a task on the window's thread, later
     */
    public ModelLibraryViewModel(
            LibraryParts parts,
            Workspace workspace,
            ModelViewModel model,
            Consumer<Runnable> window) {
        this.parts = parts;
        this.workspace = workspace;
        this.model = model;
        this.window = window;
        computer = new Computer(parts, workspace);
        changes =
                new ModelChanges(
                        parts,
                        workspace,
                        model,
                        models,
                        new ModelChanges.Way(window, this::beside, problem::set, this::refresh));
        downloads =
                new DownloadsViewModel(
                        parts,
                        workspace,
                        window,
                        ModelLibraryViewModel::apart,
                        problem::set,
                        this::arrived);
        remote =
                new RemoteViewModel(
                        parts,
                        workspace,
                        model,
                        window,
                        ModelLibraryViewModel::apart,
                        () -> downloads.setOffline(false));
        serving = new LocalServerViewModel(parts.secrets(), workspace, model, window);
    }

    /** What was waited for is used by one press, wherever the user is by now. */
    private void arrived(DownloadViewModel download) {
        Texts texts = workspace.texts();
        workspace
                .notices()
                .offer(
                        () -> texts.format("library.downloaded", download.name()),
                        () -> texts.get("library.use"),
                        () -> use(Objects.requireNonNull(download.file())));
        refresh();
    }

    private void beside(Runnable work) {
        try {
            background.execute(work);
        } catch (RejectedExecutionException closing) {
            return;
        }
    }

    /** On a thread of its own: what waits for a person or the network holds up nothing here. */
    private static void apart(Runnable work) {
        Thread.ofPlatform().daemon().name("ponder-library-wait").start(work);
    }

    private void fail(Exception e) {
        window.accept(() -> problem.set(sentence(e)));
    }

    private String sentence(Exception e) {
        return new Sentences(workspace.texts()).of(e);
    }

    /** Looks for models, and at the computer the first time; returns at once. */
    public void refresh() {
        problem.set("");
        scan();
        downloads.takeUnfinished();
    }

    private void scan() {
        int number = ++scan;
        scanning.set(true);
        GenerationSettings usual = usual();
        boolean busy = workspace.host().busy();
        beside(() -> {
            Computer.Look look = computer.look(busy);
            window.accept(() -> {
                computer.know(look);
                downloads.offer(look.machine(), usual(), look.bandwidth(), look.freeBytes());
                if (busy && look.bandwidth() == 0) {
                    measureAtRest();
                }
            });
            List<ModelRow> rows = new ArrayList<>();
            parts.models()
                    .scan(
                            usual.cacheType(),
                            this::sentence,
                            entry -> {
                                rows.add(row(entry, look, usual.contextTokens()));
                                List<ModelRow> sofar = List.copyOf(rows);
                                window.accept(() -> show(number, andKnown(sofar)));
                            });
            window.accept(() -> {
                show(number, rows);
                if (number == scan) {
                    scanning.set(false);
                    downloads.know(
                            rows.stream()
                                    .map(ModelRow::entry)
                                    .filter(LibraryEntry::own)
                                    .map(LibraryEntry::file)
                                    .toList());
                }
            });
        });
    }

    private void measureAtRest() {
        if (!measuringSoon) {
            measuringSoon = true;
            workspace
                    .background()
                    .after(
                            REST_CHECK,
                            () -> {
                                measuringSoon = false;
                                if (workspace.host().busy()) {
                                    measureAtRest();
                                } else {
                                    scan();
                                }
                            });
        }
    }

    /** Says in the language of now what it has said. */
    void retell() {
        problem.set("");
        if (computer.isKnown()) {
            computer.retell();
            refresh(); // why a model cannot be used was said in the other language
        }
        downloads.retell();
        remote.retell();
        serving.retell();
    }

    private ModelRow row(LibraryEntry entry, Computer.Look look, int context) {
        ModelSummary summary = entry.summary();
        int own = parts.models().note(entry.file()).loading().contextTokens();
        return new ModelRow(
                entry,
                summary == null
                        ? null
                        : Fit.of(
                                summary, look.machine(), own > 0 ? own : context, look.bandwidth()),
                parts.models().standard().filter(entry.file()::equals).isPresent());
    }

    /** Those found again, and behind them those that still may be. */
    private List<ModelRow> andKnown(List<ModelRow> found) {
        Set<Path> files = found.stream().map(row -> row.entry().file()).collect(Collectors.toSet());
        return Stream.concat(
                        found.stream(),
                        models.stream().filter(row -> !files.contains(row.entry().file())))
                .toList();
    }

    private void show(int number, List<ModelRow> rows) {
        if (number == scan && !models.equals(rows)) {
            models.setAll(rows);
        }
    }

    private GenerationSettings usual() {
        return workspace.preferences().settingsProperty().get().generation();
    }

    /** Models to change to at once: a few of those here, without the one that was chosen last. */
    public List<ModelRow> choices() {
        return models.stream()
                .filter(row -> row.fit() != null && !model.isCurrent(row.entry().file()))
                .limit(MOST_CHOICES)
                .toList();
    }

    /**
     * Has a model answer from now on. One that does so already goes on: to load it anew would end
     * all replies.
     */
    public void use(Path file) {
        if (!file.equals(model.usedProperty().get())) {
            model.load(file);
        }
    }

    /** The model that answers, or will when it is loaded; null where it is none of those here. */
    public ReadOnlyObjectProperty<@Nullable Path> usedProperty() {
        return model.usedProperty();
    }

    /** Takes files or folders into the list; they stay where they are. */
    public void add(List<Path> paths) {
        beside(() -> take(paths, folder -> {}, this::fail));
    }

    /**
     * Takes what was dropped on the window.
     *
     * @param otherwise called on the window's thread where no model and no folder is among it
     */
    public void drop(List<Path> paths, Runnable otherwise) {
        paths.stream().filter(ModelViewModel::accepts).findFirst().ifPresent(this::use);
        apart(() -> {
            List<Path> usable =
                    paths.stream()
                            .filter(path -> ModelViewModel.accepts(path) || Files.isDirectory(path))
                            .toList();
            if (usable.isEmpty()) {
                window.accept(otherwise);
            } else {
                take(usable, this::tellAdded, e -> window.accept(() -> workspace.tell(e)));
            }
        });
    }

    private void take(List<Path> paths, Consumer<Path> folderAdded, Consumer<IOException> failed) {
        try {
            for (Path path : paths) {
                parts.models().add(path);
                if (Files.isDirectory(path)) {
                    folderAdded.accept(path);
                }
            }
            window.accept(this::refresh);
        } catch (IOException e) {
            failed.accept(e);
        }
    }

    /** The library may not be seen: a notice tells what came of it. */
    private void tellAdded(Path folder) {
        int found = ModelFinder.in(new Place(Place.Keeper.USER, folder)).size();
        window.accept(() ->
                workspace
                        .notices()
                        .tell(workspace.texts().format("library.folder.added", folder, found)));
    }

    /** What a row says below its name. */
    public String detail(ModelRow row) {
        Texts texts = workspace.texts();
        ModelSummary summary = row.entry().summary();
        String place =
                texts.get("library.place." + row.entry().keeper().name().toLowerCase(Locale.ROOT));
        return summary == null
                ? place
                : texts.format(
                        "library.detail",
                        summary.quantization(),
                        ByteSizes.text(texts, summary.bytes()),
                        place);
    }

    /** Whether it fits, in a few words. */
    public String badge(Fit fit) {
        Texts texts = workspace.texts();
        return switch (fit.verdict()) {
            case FITS -> texts.get("library.fits");
            case FITS_SMALLER -> texts.format("library.fits.smaller", fit.contextTokens());
            case TOO_LARGE ->
                    texts.format("library.tooLarge", ByteSizes.text(texts, fit.neededBytes()));
        };
    }

    /** How fast it will be, about; empty where that is not known. */
    public String speed(Fit fit) {
        return fit.tokensPerSecond() <= 0
                ? ""
                : workspace
                        .texts()
                        .format(
                                fit.tokensPerSecond() < 10 ? "library.speed.slow" : "library.speed",
                                fit.tokensPerSecond());
    }

    /** Minutes after which an unused model is let go; 0 is never. */
    public int idleMinutes() {
        return workspace.preferences().settingsProperty().get().models().idleMinutes();
    }

    /** Takes the minutes as they were typed; false, and nothing changes, where they cannot be. */
    public boolean setIdleMinutes(String typed) {
        try {
            int minutes = Numbers.whole(typed);
            workspace
                    .preferences()
                    .change(old -> old.withModels(old.models().withIdleMinutes(minutes)));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The models that could be had, and those on their way. */
    public DownloadsViewModel downloads() {
        return downloads;
    }

    /** What can be changed about the models here. */
    public ModelChanges changes() {
        return changes;
    }

    /** The server that may answer. */
    public RemoteViewModel remote() {
        return remote;
    }

    /** The switch that lets other programs use the model. */
    public LocalServerViewModel serving() {
        return serving;
    }

    /** The models here. */
    public ObservableList<ModelRow> models() {
        return models;
    }

    /** Whether models are still being looked for. */
    public ReadOnlyBooleanProperty scanningProperty() {
        return scanning.getReadOnlyProperty();
    }

    /** The computer, for people. */
    public ReadOnlyStringProperty machineProperty() {
        return computer.textProperty();
    }

    /** What went wrong; empty where nothing did. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Pauses what runs and ends every connection. */
    @Override
    public void close() {
        serving.close();
        downloads.close();
        background.shutdownNow();
    }
}
