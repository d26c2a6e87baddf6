package org.ponder.app.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.tensor.KvType;

/**
 * The models on this computer: Ponder's own, those of other applications, and those the user named.
 * May be used from any thread; looking through folders takes its time.
 */
public final class ModelLibrary {
    private static final Pattern BUNDLED = Pattern.compile("pebble-[0-9a-f]{8}\\.gguf");

    private final Path models;
    private final List<Place> places;
    private final LibraryFile file;

    /**
     * @param data Ponder's folder
     * @param models the folder in it for models
     * @param places of other applications
     * @param damaged told where a list of models that could not be read lies now
     */
    public ModelLibrary(Path data, Path models, List<Place> places, Consumer<Path> damaged) {
        this.models = models;
        this.places = List.copyOf(places);
        this.file = LibraryFile.open(data.resolve("library.json"), damaged);
    }

    /** Ponder's own folder for models. */
    public Path folder() {
        return models;
    }

    /**
     * Looks through all places and tells of each model as soon as it is read; each file once.
     *
     * @param cacheType how conversations keep keys and values where a model has no way of its own
     * @param sentences say why a model cannot be used
     * @return all that were found
     */
    public List<LibraryEntry> scan(
            KvType cacheType, Function<Exception, String> sentences, Consumer<LibraryEntry> each) {
        List<FoundModel> all =
                new ArrayList<>(ModelFinder.in(new Place(Place.Keeper.PONDER, models)));
        Set<Path> imported = imported();
        for (Path path : imported) {
            if (Files.isDirectory(path)) {
                all.addAll(ModelFinder.in(new Place(Place.Keeper.USER, path)));
            } else {
                all.add(new FoundModel(path, ModelFinder.nameOf(path), Place.Keeper.USER));
            }
        }
        places.forEach(place -> all.addAll(ModelFinder.in(place)));
        Map<Path, LibraryEntry> entries = new LinkedHashMap<>();
        for (FoundModel found : all) {
            boolean bundled = BUNDLED.matcher(String.valueOf(found.file().getFileName())).matches();
            Path key = real(found.file());
            if (!bundled && !entries.containsKey(key)) {
                LibraryEntry entry =
                        look(found, cacheType, sentences, imported.contains(found.file()));
                if (entry != null) {
                    entries.put(key, entry);
                    each.accept(entry);
                }
            }
        }
        return List.copyOf(entries.values());
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException gone) {
            return path.toAbsolutePath().normalize();
        }
    }

    /**
     * Looks into a file.
     *
     * @param named whether the user named this very file, who is then told that it is no model;
     *     otherwise such a file is none of the library's, and this gives null
     */
    private @Nullable LibraryEntry look(
            FoundModel found, KvType usual, Function<Exception, String> sentences, boolean named) {
        ModelNote note = note(found.file());
        try {
            KvType own = note.loading().cacheType();
            ModelSummary summary = ModelSummary.of(found.file(), own == null ? usual : own);
            return new LibraryEntry(
                    found.file(),
                    note.name().isEmpty() ? found.name() : note.name(),
                    found.keeper(),
                    summary,
                    "");
        } catch (IOException | RuntimeException e) {
            if (!named
                    && e instanceof LibraryProblem problem
                    && problem.kind() == LibraryProblem.Kind.NO_MODEL) {
                return null;
            }
            return new LibraryEntry(
                    found.file(),
                    note.name().isEmpty() ? found.name() : note.name(),
                    found.keeper(),
                    null,
                    sentences.apply(e));
        }
    }

    /**
     * Remembers a file or folder that the user named; it stays where it is.
     *
     * @throws IOException with one sentence, where there is no such file or nothing can be written
     */
    public void add(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new LibraryProblem(LibraryProblem.Kind.MISSING, path);
        }
        Path absolute = path.toAbsolutePath().normalize();
        if (absolute.startsWith(models.toAbsolutePath().normalize())) {
            return; // listed anyway
        }
        change(() -> file.imported().add(absolute));
    }

    /**
     * The outermost folder that the user named and that a model lies in; empty where the model was
     * named itself.
     */
    public Optional<Path> folderOf(Path model) {
        Path absolute = model.toAbsolutePath().normalize();
        Set<Path> named = imported();
        return named.contains(absolute)
                ? Optional.empty()
                : named.stream()
                        .filter(folder -> isIn(folder, absolute))
                        .min(Comparator.comparingInt(Path::getNameCount));
    }

    /** A copy: whoever asks the disk while nobody else may use the list has the window wait. */
    private Set<Path> imported() {
        synchronized (file) {
            return new LinkedHashSet<>(file.imported());
        }
    }

    /** What is found in a folder has the folder's real name; the user may have named a link. */
    private static boolean isIn(Path folder, Path model) {
        return model.startsWith(folder) || real(model).startsWith(real(folder));
    }

    /**
     * Takes what the user named off the list, of a model in a folder the folder; all files stay.
     */
    public void forget(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Set<Path> gone = imported();
        boolean itself = gone.contains(absolute);
        gone.removeIf(named -> itself ? !named.equals(absolute) : !isIn(named, absolute));
        change(() -> file.imported().removeAll(gone));
    }

    /** What the user has set for a model. */
    public ModelNote note(Path model) {
        synchronized (file) {
            return file.note(model);
        }
    }

    /** Sets it. */
    public void setNote(Path model, ModelNote note) throws IOException {
        change(() -> file.setNote(model, note));
    }

    /** The name to show for a model file. */
    public String nameOf(Path model) {
        String own = note(model).name();
        return own.isEmpty() ? ModelFinder.nameOf(model) : own;
    }

    /** The model that Ponder starts with, where the user chose one; it may be away. */
    public Optional<Path> standard() {
        synchronized (file) {
            return file.standard();
        }
    }

    /** Chooses the model that Ponder starts with; none is the one used last. */
    public void setStandard(Optional<Path> model) throws IOException {
        change(() -> file.setStandard(model));
    }

    /** Makes a change on top of what another window has saved. */
    private void change(Runnable change) throws IOException {
        synchronized (file) {
            file.refresh();
            change.run();
            file.save();
        }
    }

    /** Bytes that deleting a model would free. */
    public static long size(LibraryEntry entry) {
        return parts(entry).stream().mapToLong(ModelLibrary::size).sum();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    /**
     * Deletes a model in Ponder's own folder, all its parts.
     *
     * @return bytes that became free
     * @throws IOException with one sentence, where it is not Ponder's or cannot be deleted
     */
    public long delete(LibraryEntry entry) throws IOException {
        Path own = real(models);
        long bytes = size(entry);
        for (Path part : parts(entry)) {
            Path folder = part.toAbsolutePath().getParent();
            if (folder == null || !real(folder).startsWith(own)) {
                throw new LibraryProblem(LibraryProblem.Kind.NOT_OURS, part);
            }
        }
        for (Path part : parts(entry)) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException e) {
                LibraryProblem problem = new LibraryProblem(LibraryProblem.Kind.NOT_DELETED, part);
                problem.initCause(e);
                throw problem;
            }
        }
        change(() -> {
            file.setNote(entry.file(), ModelNote.NONE);
            if (file.standard().equals(Optional.of(entry.file()))) {
                file.setStandard(Optional.empty());
            }
        });
        return bytes;
    }

    /** Of a model that cannot be read, the parts are known by their names. */
    private static List<Path> parts(LibraryEntry entry) {
        ModelSummary summary = entry.summary();
        if (summary != null) {
            return summary.files();
        }
        var name = ModelFinder.PART.matcher(String.valueOf(entry.file().getFileName()));
        Path folder = entry.file().toAbsolutePath().getParent();
        if (!name.matches() || folder == null) {
            return List.of(entry.file());
        }
        String prefix = name.group("prefix");
        String count = name.group("count");
        try (var files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> {
                        var part = ModelFinder.PART.matcher(file.getFileName().toString());
                        return part.matches()
                                && part.group("prefix").equals(prefix)
                                && part.group("count").equals(count);
                    })
                    .toList();
        } catch (IOException gone) {
            return List.of(entry.file());
        }
    }
}
