package org.ponder.app.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.ponder.app.store.StoreException.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings as a JSON file. Reading never fails: what cannot be used is replaced by its default
 * and named in a notice. Fields that this version does not know are kept.
 */
public final class SettingsFile {
    /** Presets may be long, but a file beyond this is none of ours. */
    private static final long LARGEST = 16L * 1024 * 1024;

    private final Path file;
    private final InstantSource clock;
    private ObjectNode kept = Json.object();

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
        kept = Json.object();
        try {
            if (Files.size(file) > LARGEST) {
                notices.add(setAside());
            } else if (Json.read(Files.readAllBytes(file)) instanceof ObjectNode tree) {
                kept = tree;
            } else {
                notices.add(setAside());
            }
        } catch (NoSuchFileException e) {
            // The first start.
        } catch (JacksonException e) {
            notices.add(setAside());
        } catch (IOException e) {
            notices.add(
                    new Notice(
                            Notice.Kind.SETTINGS_UNREADABLE,
                            List.of(file.toString()),
                            "The settings in "
                                    + file
                                    + " cannot be read, so the usual ones are used: make the file readable."));
        }
        SettingsReader reader = new SettingsReader(kept, notices);
        return new Loaded(reader.settings(), notices);
    }

    /** Replaces the file by one with these settings, at once or not at all. */
    public synchronized void save(Settings settings) throws StoreException {
        ObjectNode tree = kept.deepCopy();
        SettingsWriter.write(settings, tree);
        try {
            AtomicFile.write(file, (tree.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
            kept = tree;
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
