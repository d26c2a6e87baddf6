package org.ponder.app.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ponder.app.models.ModelFinder;
import org.ponder.app.network.Network;

/**
 * Brings a model, in one file or in several, into the folder for models. Nothing is seen there
 * before all of it is whole; what was brought stays for the next time where it is stopped.
 */
public final class ModelDownload {
    private static final int MOST_PARTS = 1000;

    private final List<RemoteFile> files;
    private final Path folder;
    private final Network network;
    private final Supplier<AccessToken> token;
    private final DownloadTuning tuning;

    /**
     * @param files of the model, at least one, each of another name
     * @param folder for models
     * @param token asked for each time it is run, on the thread that does
     */
    public ModelDownload(
            List<RemoteFile> files,
            Path folder,
            Network network,
            Supplier<AccessToken> token,
            DownloadTuning tuning) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("A download has at least one file.");
        }
        Set<String> names = new HashSet<>();
        for (RemoteFile file : files) {
            if (!names.add(file.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "A download has two files of the name "
                                + file.name()
                                + ", and only one can be kept.");
            }
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

    /** Whether it brings these files, each from the same address. */
    public boolean brings(List<RemoteFile> others) {
        return addresses(files).equals(addresses(others));
    }

    private static List<URI> addresses(List<RemoteFile> files) {
        return files.stream().map(RemoteFile::address).toList();
    }

    private Path part(RemoteFile file) {
        return partials(folder).resolve(PartialFile.nameOf(file));
    }

    /**
     * What was begun in that folder and is not whole, each as the files of one model.
     *
     * @param folder for models
     */
    public static List<List<RemoteFile>> unfinished(Path folder) {
        Map<String, List<RemoteFile>> models = new TreeMap<>();
        try (Stream<Path> parts = Files.list(partials(folder))) {
            for (Path part : parts.filter(file -> file.toString().endsWith(".part")).toList()) {
                PartialFile.addressOf(part)
                        .ifPresent(address -> {
                            List<RemoteFile> files = allParts(address);
                            models.putIfAbsent(PartialFile.nameOf(files.getFirst()), files);
                        });
            }
        } catch (IOException none) {
            return List.of();
        }
        return List.copyOf(models.values());
    }

    /** A model in parts is begun with one of them, and is all of them. */
    private static List<RemoteFile> allParts(RemoteFile one) {
        Matcher part = ModelFinder.PART.matcher(one.address().toString());
        int count = part.matches() ? Integer.parseInt(part.group("count")) : 1;
        if (count == 1 || count > MOST_PARTS) {
            return List.of(one);
        }
        List<RemoteFile> all = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String address =
                    String.format(
                            Locale.ROOT,
                            "%s-%05d-of-%05d%s",
                            part.group("prefix"),
                            i,
                            count,
                            part.group("ending"));
            all.add(RemoteFile.at(URI.create(address), ""));
        }
        return all;
    }

    /**
     * Whether a part lies in the folder for models already, because Ponder ended between the moves:
     * its note, which says that all of it came, is taken away only after the last one.
     */
    private boolean isMoved(RemoteFile file) throws IOException {
        Path to = folder.resolve(file.name());
        return Files.notExists(part(file))
                && Files.isRegularFile(to)
                && Files.size(to) > 0
                && Files.size(to) == PartialFile.bytesThere(part(file));
    }

    private List<RemoteFile> missing() throws IOException {
        List<RemoteFile> missing = new ArrayList<>();
        for (RemoteFile file : files) {
            if (!isMoved(file)) {
                missing.add(file);
            }
        }
        return missing;
    }

    /** Bytes that are here from an earlier time. */
    public long bytesThere() {
        return files.stream().mapToLong(file -> PartialFile.bytesThere(part(file))).sum();
    }

    /**
     * Takes away what is here of it.
     *
     * @throws DownloadException where another download, or another Ponder, works on it
     */
    public void discard() throws IOException {
        List<RemoteFile> missing = missing();
        for (RemoteFile file : missing) {
            PartialFile.discard(part(file));
        }
        for (RemoteFile file : files) {
            if (!missing.contains(file)) {
                if (!missing.isEmpty()) {
                    Files.delete(folder.resolve(file.name())); // of no use without the others
                }
                PartialFile.delete(part(file));
            }
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
        Connection connection = new Connection(network, token.get(), tuning);
        List<RemoteFile> missing = missing();
        List<FileDownload> downloads = new ArrayList<>();
        for (RemoteFile file : missing) {
            if (Files.exists(folder.resolve(file.name()))) {
                throw new DownloadException(DownloadException.Reason.EXISTS, file.name());
            }
            downloads.add(
                    new FileDownload(file, part(file), connection, tuning, control, progress));
        }
        if (downloads.size() > 1) {
            // Each part may fit where all do not, which would be found out after hours.
            long bytes = 0;
            for (FileDownload download : downloads) {
                bytes += download.bytesToCome();
            }
            downloads.getFirst().requireSpace(bytes);
        }
        for (FileDownload download : downloads) {
            if (!download.run()) {
                return null;
            }
        }
        for (RemoteFile file : missing) {
            moveIn(part(file), folder.resolve(file.name()));
        }
        for (RemoteFile file : files) {
            PartialFile.delete(part(file));
        }
        return folder.resolve(files.getFirst().name());
    }

    /** In one step; what another one put there meanwhile is not overwritten. */
    private static void moveIn(Path part, Path to) throws IOException {
        if (Files.exists(to)) {
            throw new DownloadException(
                    DownloadException.Reason.EXISTS, String.valueOf(to.getFileName()));
        }
        try {
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, to);
        }
    }
}
