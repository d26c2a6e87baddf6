package org.ponder.app.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ponder.app.models.AtomicFiles;
import org.ponder.app.store.StoreException.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings as a JSON file. Reading never fails: what cannot be used is replaced by its default
 * and named in a notice. Fields that this version does not know are kept, and so is what another
 * window saved meanwhile, but for what was changed here.
 */
public final class SettingsFile {
    /** Presets may be long, but a file beyond this is none of ours. */
    private static final long LARGEST = 16L * 1024 * 1024;

    private final Path file;
    private final InstantSource clock;

    /** The settings as they were read or saved here last; what differs from them is a change. */
    private ObjectNode known = Json.object();

    /**
     * What was read.
     *
     * @param settings complete
     * @param notices what a person should know; none, as a rule
     */
    public record Loaded(Settings settings, List<Notice> notices) {
        public Loaded {
            notices = List.copyOf(notices);
        }
    }

    /** The settings of that folder. */
    public SettingsFile(DataFolder folder) {
        this(folder.settings(), InstantSource.system());
    }

    SettingsFile(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Reads the settings; where there are none, those that Ponder starts with. */
    public synchronized Loaded load() {
        List<Notice> notices = new ArrayList<>();
        ObjectNode kept = Json.object();
        try {
            ObjectNode tree = read();
            if (tree == null) {
                notices.add(setAside());
            } else {
                kept = tree;
            }
        } catch (NoSuchFileException e) {
            // The first start.
        } catch (IOException e) {
            notices.add(
                    new Notice(
                            Notice.Kind.SETTINGS_UNREADABLE,
                            List.of(file.toString()),
                            "The settings in "
                                    + file
                                    + " cannot be read, so the usual ones are used: make the file readable."));
        }
        Settings settings = new SettingsReader(kept, notices).settings();
        known = kept.deepCopy();
        SettingsWriter.write(settings, known);
        return new Loaded(settings, notices);
    }

    /**
     * Replaces the file by one with what was changed in these settings since they were read or
     * saved here, at once or not at all. A file that cannot be read is kept beside it.
     */
    public synchronized void save(Settings settings) throws StoreException {
        ObjectNode wanted = known.deepCopy();
        SettingsWriter.write(settings, wanted);
        try {
            ObjectNode tree = present(wanted);
            takeChanges(known, wanted, tree);
            AtomicFiles.replace(
                    file, (tree.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
            known = wanted;
        } catch (IOException e) {
            throw new StoreException(
                    Problem.NOT_WRITABLE,
                    file.toString(),
                    "The settings cannot be saved in "
                            + file
                            + ": make the folder writable and its disk not full.",
                    e);
        }
    }

    /** What the file holds; null where that is no object of JSON, or beyond all sense. */
    private @Nullable ObjectNode read() throws IOException {
        try {
            return Files.size(file) <= LARGEST
                            && Json.read(Files.readAllBytes(file)) instanceof ObjectNode tree
                    ? tree
                    : null;
        } catch (JacksonException damaged) {
            return null;
        }
    }

    /** What the file holds now; where it holds nothing that can be used, these. */
    private ObjectNode present(ObjectNode otherwise) throws IOException {
        try {
            ObjectNode tree = read();
            if (tree != null) {
                return tree;
            }
        } catch (NoSuchFileException none) {
            return otherwise.deepCopy();
        } catch (IOException unreadable) {
            // It is set aside like one that holds no settings.
        }
        AsideName.move(file, "unreadable", clock.instant());
        return otherwise.deepCopy();
    }

    /** Makes of {@code target} what {@code from} became on its way to {@code to}. */
    private static void takeChanges(ObjectNode from, ObjectNode to, ObjectNode target) {
        for (Map.Entry<String, JsonNode> field : to.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (value instanceof ObjectNode inner
                    && from.get(name) instanceof ObjectNode before
                    && target.get(name) instanceof ObjectNode there) {
                takeChanges(before, inner, there);
            } else if (!value.equals(from.get(name)) || !target.has(name)) {
                target.set(name, value.deepCopy());
            }
        }
        for (String name : List.copyOf(from.propertyNames())) {
            if (!to.has(name)) {
                target.remove(name);
            }
        }
    }

    private Notice setAside() {
        try {
            Path aside = AsideName.move(file, "damaged", clock.instant());
            return new Notice(
                    Notice.Kind.SETTINGS_DAMAGED,
                    List.of(aside.toString()),
                    "The settings file was damaged: it is kept as "
                            + aside.getFileName()
                            + ", and the usual settings are used.");
        } catch (IOException e) {
            return new Notice(
                    Notice.Kind.SETTINGS_UNREADABLE,
                    List.of(file.toString()),
                    "The settings file "
                            + file
                            + " is damaged and cannot be moved aside, so the usual settings are used: delete it.");
        }
    }
}
