package org.ponder.engine.trainer.model;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The checkpoints of one stage, in one folder. The last two are kept, and a new one takes its name
 * only when it is whole on the disk, so a kill or a full disk never costs more than the work since
 * the last one. One that is damaged is renamed and no longer counts.
 */
public final class Checkpoints {
    private static final String ENDING = ".checkpoint";

    private final Path folder;
    private final Consumer<String> notice;

    /**
     * @param folder made where it is missing
     * @param notice receives one sentence about each checkpoint that had to be passed over
     */
    public Checkpoints(Path folder, Consumer<String> notice) {
        this.folder = folder;
        this.notice = notice;
    }

    /** The newest one that is whole. */
    public Optional<Checkpoint> newest() throws IOException {
        List<Path> left = newestFirst();
        while (!left.isEmpty()) {
            Path file = left.removeFirst();
            try {
                return Optional.of(Checkpoint.read(file));
            } catch (IOException e) {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".damaged"),
                        StandardCopyOption.REPLACE_EXISTING);
                notice.accept(
                        e.getMessage()
                                + (left.isEmpty()
                                        ? " There is none before it: training begins anew."
                                        : " The one before it is taken."));
            }
        }
        return Optional.empty();
    }

    /**
     * The newest one that is whole, of a model of this shape.
     *
     * @throws IOException if it is of another shape: the folder belongs to another configuration
     */
    public Optional<Checkpoint> newest(ModelShape shape) throws IOException {
        Optional<Checkpoint> found = newest();
        if (found.isPresent() && !found.get().weights().shape().equals(shape)) {
            throw new IOException(
                    "The checkpoints in "
                            + folder
                            + " are of a model of another size: choose another folder, or the size"
                            + " they were begun with.");
        }
        return found;
    }

    /** Keeps a new one, and lets go of older ones. */
    public void save(Checkpoint checkpoint) throws IOException {
        Files.createDirectories(folder);
        String name = String.format(Locale.ROOT, "step-%07d%s", checkpoint.step(), ENDING);
        WholeFile.write(
                folder.resolve(name),
                part -> {
                    for (Path killed : files("*" + ENDING + WholeFile.UNFINISHED)) {
                        Files.delete(killed);
                    }
                    long needed = Checkpoint.bytes(checkpoint.weights().shape());
                    long free = Files.getFileStore(folder).getUsableSpace();
                    if (free < needed) {
                        throw new IOException(
                                needed + " bytes are needed and " + free + " are free");
                    }
                    checkpoint.write(part);
                });
        // Whatever stands behind this step is of a run that did not come to it.
        List<Path> others = newestFirst();
        others.remove(folder.resolve(name));
        others.stream()
                .filter(file -> String.valueOf(file.getFileName()).compareTo(name) < 0)
                .findFirst()
                .ifPresent(others::remove);
        for (Path other : others) {
            Files.delete(other);
        }
    }

    private List<Path> newestFirst() throws IOException {
        List<Path> files = files("*" + ENDING);
        files.sort(Collections.reverseOrder());
        return files;
    }

    private List<Path> files(String names) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
                found.forEach(files::add);
            }
        }
        return files;
    }
}
