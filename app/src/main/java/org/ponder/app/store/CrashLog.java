package org.ponder.app.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ponder.app.models.AtomicFiles;

/**
 * Writes down failures that nobody expected, one file each, in the folder of logs. Only classes,
 * lines and versions are written: messages may hold what the user wrote, so they are left out.
 */
public final class CrashLog implements Thread.UncaughtExceptionHandler {
    private static final int MOST_FILES = 20;
    private static final int MOST_CAUSES = 8;
    private static final String PREFIX = "crash-";
    private static final String SUFFIX = ".txt";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String version;
    private final Clock clock;
    private final Consumer<Path> told;

    /** A failure that comes again and again, such as with each frame, is written once. */
    private final Set<String> known = new HashSet<>();

    /**
     * @param version of Ponder
     * @param told receives each file that was written, on the thread that failed
     */
    public CrashLog(DataFolder data, String version, Clock clock, Consumer<Path> told) {
        folder = data.logs();
        this.version = version;
        this.clock = clock;
        this.told = told;
    }

    /** Where the files are. */
    public Path folder() {
        return folder;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        try {
            Path file = write(thread, failure);
            if (file != null) {
                told.accept(file);
            }
        } catch (IOException | RuntimeException | Error e) {
            // Nothing is left to tell it to but a terminal, if there is one.
            System.err.println("The crash log could not be written to " + folder + ".");
        }
    }

    private synchronized @Nullable Path write(Thread thread, Throwable failure) throws IOException {
        String trace = trace(failure);
        if (known.size() >= MOST_FILES || !known.add(trace)) {
            return null;
        }
        DataFolder.makePrivate(folder);
        String text =
                """
                Ponder %s
                Java %s, %s %s %s
                %s, thread %s

                %s\
                """
                        .formatted(
                                version,
                                Runtime.version(),
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch"),
                                clock.instant(),
                                thread.getName(),
                                trace);
        Path file = folder.resolve(PREFIX + TIME.format(clock.instant()) + SUFFIX);
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(PREFIX + TIME.format(clock.instant()) + "-" + i + SUFFIX);
        }
        AtomicFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
        removeOld();
        return file;
    }

    private void removeOld() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = new ArrayList<>(all.filter(CrashLog::isOurs).sorted().toList());
        }
        while (files.size() > MOST_FILES) {
            Files.deleteIfExists(files.removeFirst());
        }
    }

    private static boolean isOurs(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    private static String trace(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure;
                cause != null && seen.size() < MOST_CAUSES && seen.add(cause);
                cause = cause.getCause()) {
            text.append(seen.size() == 1 ? "" : "caused by ")
                    .append(cause.getClass().getName())
                    .append('\n');
            for (StackTraceElement line : cause.getStackTrace()) {
                text.append("    at ").append(line).append('\n');
            }
        }
        return text.toString();
    }
}
