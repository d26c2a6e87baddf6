package org.ponder.app.viewmodel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
import org.ponder.app.models.Bandwidth;
import org.ponder.app.models.Fit;
import org.ponder.app.models.LibraryEntry;
import org.ponder.app.models.Machine;
import org.ponder.app.models.ModelFinder;
import org.ponder.app.models.ModelLibrary;
import org.ponder.app.models.ModelNote;
import org.ponder.app.models.ModelSummary;
import org.ponder.app.models.Place;
import org.ponder.app.store.GenerationSettings;

/** The library of models: those here, with what is known of them and of the computer. */
public final class ModelLibraryViewModel implements AutoCloseable {
    /** How often it is looked whether the computer is at rest and can be measured. */
    private static final Duration REST_CHECK = Duration.ofSeconds(1);

    private static final long UNKNOWN = -1;

    /** Of {@link #choices}: more would make a menu in which nothing is found. */
    public static final int MOST_CHOICES = 10;

    private final LibraryParts parts;
    private final Workspace workspace;
    private final ModelViewModel model;
    private final Consumer<Runnable> window;
    private final RemoteViewModel remote;
    private final LocalServerViewModel serving;
    private final DownloadsViewModel downloads;
    private final ObservableList<ModelRow> models = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper scanning = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper machineText = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ExecutorService background =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("ponder-library").factory());
    private @Nullable Machine machine;
    private long freeBytes;
    private double bandwidth;
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
            Machine here = machine == null ? Machine.here() : machine;
            double speed = measure(here, busy);
            long free = free();
            window.accept(() -> {
                knowMachine(here, speed, free);
                if (busy && speed == 0) {
                    measureAtRest();
                }
            });
            List<ModelRow> rows = new ArrayList<>();
            parts.models()
                    .scan(
                            usual.cacheType(),
                            this::sentence,
                            entry -> {
                                rows.add(row(entry, here, speed, usual.contextTokens()));
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

    /** While a reply is made, a measurement would come out low. */
    private double measure(Machine here, boolean busy) {
        if (bandwidth > 0) {
            return bandwidth;
        }
        if (busy) {
            return Bandwidth.known(parts.measured(), here).orElse(0);
        }
        try {
            return Bandwidth.bytesPerSecond(parts.measured(), here);
        } catch (IOException unknown) {
            return 0;
        }
    }

    private long free() {
        try {
            return Machine.freeBytes(parts.models().folder());
        } catch (IOException unknown) {
            return UNKNOWN;
        }
    }

    private void knowMachine(Machine here, double speed, long free) {
        machine = here;
        bandwidth = speed;
        freeBytes = free;
        tellMachine(here);
        downloads.offer(here, usual(), speed, free);
    }

    private void tellMachine(Machine here) {
        Texts texts = workspace.texts();
        machineText.set(
                texts.format(
                        "library.machine",
                        ByteSizes.text(texts, here.memoryBytes()),
                        here.cores(),
                        here.vectorBits(),
                        bandwidth > 0 ? sized("library.machine.speed", (long) bandwidth) : "",
                        freeBytes == UNKNOWN ? "" : sized("library.machine.disk", freeBytes)));
    }

    private String sized(String key, long bytes) {
        Texts texts = workspace.texts();
        return texts.format(key, ByteSizes.text(texts, bytes));
    }

    /** Says in the language of now what it has said. */
    void retell() {
        problem.set("");
        Machine here = machine;
        if (here != null) {
            tellMachine(here);
            refresh(); // why a model cannot be used was said in the other language
        }
        downloads.retell();
        remote.retell();
        serving.retell();
    }

    private ModelRow row(LibraryEntry entry, Machine here, double speed, int context) {
        ModelSummary summary = entry.summary();
        int own = parts.models().note(entry.file()).loading().contextTokens();
        return new ModelRow(
                entry,
                summary == null ? null : Fit.of(summary, here, own > 0 ? own : context, speed),
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

    /**
     * Gives a model another name; an empty one is its own.
     *
     * @return false where the problem says why it cannot be
     */
    public boolean rename(ModelRow row, String name) {
        return note(row, note -> note.withName(name));
    }

    /** What is set for a model alone, to be changed. */
    public ModelNoteViewModel settingsOf(ModelRow row) {
        return new ModelNoteViewModel(
                parts.models().note(row.entry().file()), workspace.texts(), note -> set(row, note));
    }

    /** Keeps what was set; a model that is loaded and not at work takes it at once. */
    private void set(ModelRow row, ModelNote note) {
        ModelNote.Loading before = parts.models().note(row.entry().file()).loading();
        note(row, old -> note);
        if (model.isCurrent(row.entry().file())
                && !before.equals(note.loading())
                && !workspace.host().busy()) {
            model.reload();
        }
    }

    private boolean note(ModelRow row, UnaryOperator<ModelNote> change) {
        Path file = row.entry().file();
        try {
            parts.models().setNote(file, change.apply(parts.models().note(file)));
            model.renamed(file);
            refresh();
            return true;
        } catch (IOException e) {
            problem.set(sentence(e));
        } catch (IllegalArgumentException tooLong) {
            problem.set(workspace.texts().format("library.rename.long", ModelNote.LONGEST_NAME));
        }
        return false;
    }

    /** Chooses the model that Ponder starts with, or leaves that to the last one. */
    public void setStandard(ModelRow row, boolean standard) {
        try {
            parts.models()
                    .setStandard(standard ? Optional.of(row.entry().file()) : Optional.empty());
            refresh();
        } catch (IOException e) {
            problem.set(sentence(e));
        }
    }

    /** Bytes that deleting a model frees, for people. */
    private String freed(ModelRow row) {
        return ByteSizes.text(workspace.texts(), ModelLibrary.size(row.entry()));
    }

    /** What is asked before {@link #remove}, with all that it takes away. */
    public String askToRemove(ModelRow row) {
        Texts texts = workspace.texts();
        LibraryEntry entry = row.entry();
        if (entry.own()) {
            return texts.format("library.delete.ask", entry.name(), freed(row));
        }
        Optional<Path> folder = parts.models().folderOf(entry.file());
        if (folder.isEmpty()) {
            return texts.format("library.forget.ask", entry.name());
        }
        long count =
                models.stream()
                        .filter(each -> each.entry().keeper() == Place.Keeper.USER)
                        .map(each -> parts.models().folderOf(each.entry().file()))
                        .filter(folder::equals)
                        .count();
        return texts.format("library.forget.folder.ask", folder.get(), count);
    }

    /** Deletes one of Ponder's own models, or takes another off the list. */
    public void remove(ModelRow row) {
        LibraryEntry entry = row.entry();
        if (model.isCurrent(entry.file())) {
            model.loadBundled(); // lets go of the file
        }
        beside(() -> {
            try {
                if (entry.own()) {
                    parts.models().delete(entry);
                } else {
                    parts.models().forget(entry.file());
                }
                window.accept(this::refresh);
            } catch (IOException e) {
                fail(e);
            }
        });
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
        return machineText.getReadOnlyProperty();
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
