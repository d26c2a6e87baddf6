package org.ponder.app.download;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ponder.app.network.Network;

/**
 * Brings a model, in one file or in several, into the folder for models. Nothing is seen there
 * before all of it is whole; what was brought stays for the next time where it is stopped.
 */
public final class ModelDownload {
    private final List<RemoteFile> files;
    private final Path folder;
    private final Network network;
    private final AccessToken token;
    private final DownloadTuning tuning;

    /**
     * @param files of the model, at least one
     * @param folder for models
     */
    public ModelDownload(
            List<RemoteFile> files,
            Path folder,
            Network network,
            AccessToken token,
            DownloadTuning tuning) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("A download has at least one file.");
        }
        this.files = List.copyOf(files);
        this.folder = folder;
        this.network = network;
        this.token = token;
        this.tuning = tuning;
    }

    /** The folder of what is not whole yet. */
    public static Path partials(Path folder) {
        return folder.resolve("partial");
    }

    private Path part(RemoteFile file) {
        return partials(folder).resolve(file.name() + ".part");
    }

    /** Bytes that are here from an earlier time. */
    public long bytesThere() {
        return files.stream().mapToLong(file -> PartialFile.bytesThere(part(file))).sum();
    }

    /** Takes away what is here of it. */
    public void discard() throws IOException {
        for (RemoteFile file : files) {
            PartialFile.delete(part(file));
        }
    }

    /**
     * Brings it; returns when it is there or stopped.
     *
     * @param progress told from several threads, often
     * @return the model's file, or its first; null where it was stopped
     * @throws IOException with one sentence, where it cannot go on
     */
    public @Nullable Path run(DownloadControl control, Consumer<Progress> progress)
            throws IOException, InterruptedException {
        Connection connection = new Connection(network, token, tuning);
        List<Path> parts = new ArrayList<>();
        for (RemoteFile file : files) {
            if (Files.exists(folder.resolve(file.name()))) {
                throw new DownloadException(
                        DownloadException.Kind.FINAL,
                        "There is a file "
                                + file.name()
                                + " in the folder for models already: use it, or delete it first.");
            }
        }
        for (RemoteFile file : files) {
            Path part = part(file);
            boolean whole =
                    new FileDownload(file, part, connection, tuning, control, progress).run();
            if (!whole) {
                return null;
            }
            parts.add(part);
        }
        for (int i = 0; i < files.size(); i++) {
            moveIn(parts.get(i), folder.resolve(files.get(i).name()));
            PartialFile.delete(parts.get(i));
        }
        return folder.resolve(files.getFirst().name());
    }

    /** In one step; what another one put there meanwhile is not overwritten. */
    private static void moveIn(Path part, Path to) throws IOException {
        if (Files.exists(to)) {
            throw new DownloadException(
                    DownloadException.Kind.FINAL,
                    "There is a file " + to + " already: delete it first.");
        }
        try {
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, to);
        }
    }
}
