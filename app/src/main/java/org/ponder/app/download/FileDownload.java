package org.ponder.app.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings one file into the folder of partial files, whole and verified. */
final class FileDownload {
    /** What the disk should have left afterwards. */
    private static final long SPARE = 64L << 20;

    private static final int MOST_CHANGES = 3;
    private static final int BUFFER = 1 << 16;

    private final RemoteFile file;
    private final Path part;
    private final Connection connection;
    private final DownloadTuning tuning;
    private final DownloadControl control;
    private final Consumer<Progress> progress;
    private final Retries retries;
    private final AtomicLong here = new AtomicLong();
    private final RateMeter rate = new RateMeter(System.nanoTime());
    private volatile long total;

    /**
     * @param part where it is put together
     */
    FileDownload(
            RemoteFile file,
            Path part,
            Connection connection,
            DownloadTuning tuning,
            DownloadControl control,
            Consumer<Progress> progress) {
        this.file = file;
        this.part = part;
        this.connection = connection;
        this.tuning = tuning;
        this.control = control;
        this.progress = progress;
        retries =
                new Retries(
                        tuning,
                        control,
                        String.valueOf(file.address().getHost()),
                        () -> tell(Progress.Stage.WAITING));
    }

    /**
     * Brings it, on this thread and some others.
     *
     * @return false where it was stopped; what is there is kept
     * @throws IOException with one sentence, where it cannot go on
     */
    boolean run() throws IOException, InterruptedException {
        int changes = 0;
        long reached = 0;
        while (true) {
            try {
                Source source = retries.run(() -> connection.find(file.address()));
                if (source == null) {
                    return false;
                }
                requireSameFile(source);
                total = Math.max(0, source.bytes());
                return source.ranges() ? inPieces(source) : inOneGo(source);
            } catch (DownloadException e) {
                boolean expired = e.kind() == DownloadException.Kind.EXPIRED;
                if (expired && here.get() > reached) {
                    // It served for a while, and the next one will: a long download needs many.
                    reached = here.get();
                    changes = 0;
                }
                changes++;
                boolean again = expired || e.kind() == DownloadException.Kind.CHANGED;
                if (!again || changes >= MOST_CHANGES) {
                    throw e;
                }
            }
        }
    }

    /**
     * Asks how much of it is still to come, about; 0 where the server does not say or this was
     * stopped.
     */
    long bytesToCome() throws IOException, InterruptedException {
        Source source = retries.run(() -> connection.find(file.address()));
        return source == null ? 0 : Math.max(0, source.bytes() - PartialFile.bytesThere(part));
    }

    /** What the server says of its own file would only be found out after all of it had come. */
    private void requireSameFile(Source source) throws DownloadException {
        String wanted = file.sha256();
        String there = source.sha256();
        if (!wanted.isEmpty() && !there.isEmpty() && !wanted.equals(there)) {
            throw new DownloadException(
                    DownloadException.Reason.OTHER_NOW,
                    there.substring(0, 12),
                    wanted.substring(0, 12));
        }
    }

    private boolean inPieces(Source source) throws IOException, InterruptedException {
        PartialFile.Shape shape =
                new PartialFile.Shape(
                        file.address().toString(),
                        source.bytes(),
                        source.validator(),
                        tuning.pieceBytes());
        try (PartialFile partial = open(shape)) {
            here.set(partial.bytes());
            requireSpace(source.bytes() - here.get());
            fetchAll(source, partial);
            return partial.whole() && verified(source, partial);
        }
    }

    private void fetchAll(Source source, PartialFile partial)
            throws IOException, InterruptedException {
        AtomicLong next = new AtomicLong();
        AtomicBoolean broken = new AtomicBoolean();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        int pieces = partial.shape().pieces();
        Runnable worker =
                () -> {
                    try {
                        for (long at = next.getAndIncrement();
                                at < pieces;
                                at = next.getAndIncrement()) {
                            int piece = (int) at;
                            if (broken.get() || control.stopped()) {
                                return;
                            }
                            if (!partial.has(piece)) {
                                new PieceFetch(source, partial, piece).run(broken);
                            }
                        }
                    } catch (IOException | InterruptedException | RuntimeException e) {
                        failure.compareAndSet(null, e);
                        broken.set(true);
                    }
                };
        Thread[] workers = new Thread[Math.min(tuning.connections(), pieces)];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = Thread.ofVirtual().name("ponder-download-" + i).start(worker);
        }
        for (Thread thread : workers) {
            thread.join();
        }
        Throwable thrown = failure.get();
        if (thrown != null && !control.stopped()) {
            rethrow(thrown);
        }
    }

    private static void rethrow(Throwable thrown) throws IOException, InterruptedException {
        switch (thrown) {
            case IOException e -> throw e;
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(thrown);
        }
    }

    /** One piece, with as many tries as it takes while bytes come. */
    private final class PieceFetch {
        private final Source source;
        private final PartialFile partial;
        private final int piece;
        private long at;

        PieceFetch(Source source, PartialFile partial, int piece) {
            this.source = source;
            this.partial = partial;
            this.piece = piece;
            at = partial.shape().start(piece);
        }

        void run(AtomicBoolean broken) throws IOException, InterruptedException {
            long end = partial.shape().end(piece);
            Boolean done =
                    retries.run(
                            () -> {
                                while (at < end && !broken.get() && !control.stopped()) {
                                    long before = at;
                                    fetch(end);
                                    if (at == before && !control.stopped()) {
                                        throw Retries.brokeOff();
                                    }
                                }
                                return at == end;
                            },
                            () -> at);
            if (Boolean.TRUE.equals(done)) {
                try {
                    partial.done(piece);
                } catch (IOException e) {
                    throw cannotWrite();
                }
            }
        }

        private void fetch(long end) throws IOException, InterruptedException {
            var answer =
                    connection.send(
                            source.address(),
                            file.address(),
                            "bytes=" + at + "-" + (end - 1),
                            source.validator());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == 200) {
                    throw changed(); // what If-Range says of another version
                }
                if (answer.statusCode() != 206) {
                    throw Answers.fault(answer, source.redirected());
                }
                Answers.Range range =
                        Answers.range(answer.headers())
                                .orElseThrow(() -> Connection.lie(source.address()));
                if (range.total() != source.bytes()
                        || !Answers.validator(answer.headers()).equals(source.validator())) {
                    throw changed();
                }
                if (range.first() != at || range.last() != end - 1) {
                    throw Connection.lie(source.address());
                }
                at = copy(body, partial, at, end);
            }
        }
    }

    private static DownloadException changed() {
        return new DownloadException(DownloadException.Reason.KEEPS_CHANGING);
    }

    /** A server that gives no parts: all of it at once, from the start each time. */
    private boolean inOneGo(Source source) throws IOException, InterruptedException {
        if (source.bytes() <= 0) {
            throw new DownloadException(
                    DownloadException.Reason.NO_SIZE, String.valueOf(source.address().getHost()));
        }
        requireSpace(source.bytes());
        PartialFile.Shape shape =
                new PartialFile.Shape(
                        file.address().toString(), source.bytes(), "", tuning.pieceBytes());
        try (PartialFile partial = open(shape)) {
            Boolean done =
                    retries.run(() -> {
                        here.set(0);
                        var answer = connection.send(source.address(), file.address(), "", "");
                        try (InputStream body = answer.body()) {
                            if (answer.statusCode() != 200) {
                                throw Answers.fault(answer, source.redirected());
                            }
                            long size =
                                    answer.headers().firstValueAsLong("Content-Length").orElse(-1);
                            if (size != source.bytes()) {
                                throw changed();
                            }
                            long end = copy(body, partial, 0, source.bytes());
                            if (end < source.bytes() && !control.stopped()) {
                                throw Retries.brokeOff();
                            }
                            return end == source.bytes();
                        }
                    });
            if (!Boolean.TRUE.equals(done)) {
                return false;
            }
            partial.allDone();
            return verified(source, partial);
        }
    }

    /**
     * Copies until the body ends or breaks off; what comes beyond the end is refused.
     *
     * @return the place after the last byte that was written
     */
    private long copy(InputStream body, PartialFile partial, long from, long end)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        long at = from;
        control.watch(body);
        try (InputStream watched = new WatchedBody(body, tuning.stall())) {
            while (!control.stopped()) {
                int n = watched.read(buffer);
                if (n < 0) {
                    return at;
                }
                if (n > end - at) {
                    throw new DownloadException(DownloadException.Reason.TOO_MUCH);
                }
                write(partial, buffer, n, at);
                at += n;
                here.addAndGet(n);
                rate.add(n, System.nanoTime());
                tell(Progress.Stage.RUNNING);
            }
            return at;
        } catch (DownloadException e) {
            // What was written may be wrong as well: this piece begins anew.
            here.addAndGet(from - at);
            throw e;
        } catch (IOException brokeOff) {
            return at;
        } finally {
            control.forget(body);
        }
    }

    /** What is wrong with the disk rather than the network; trying again is of no use. */
    private DownloadException cannotWrite() {
        boolean full;
        try {
            full = Files.getFileStore(part.toAbsolutePath().getParent()).getUsableSpace() < BUFFER;
        } catch (IOException unknown) {
            full = false;
        }
        return full
                ? new DownloadException(DownloadException.Reason.DISK_FULL)
                : new DownloadException(DownloadException.Reason.NOT_WRITABLE, part.toString());
    }

    private void write(PartialFile partial, byte[] bytes, int count, long at)
            throws DownloadException {
        try {
            partial.write(bytes, count, at);
        } catch (IOException e) {
            throw cannotWrite();
        }
    }

    private PartialFile open(PartialFile.Shape shape) throws DownloadException {
        try {
            return PartialFile.open(part, shape);
        } catch (DownloadException taken) {
            throw taken;
        } catch (IOException e) {
            throw cannotWrite();
        }
    }

    /** Makes sure that the disk holds so much more. */
    void requireSpace(long bytes) throws IOException {
        long free;
        try {
            Path folder = part.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            free = Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw cannotWrite();
        }
        if (free < bytes + SPARE) {
            throw new DownloadException(DownloadException.Reason.NO_SPACE, bytes >> 20, free >> 20);
        }
    }

    private boolean verified(Source source, PartialFile partial) throws IOException {
        String wanted = file.sha256().isEmpty() ? source.sha256() : file.sha256();
        if (wanted.isEmpty()) {
            return true;
        }
        String is = hash(partial);
        if (is.isEmpty()) {
            return false; // stopped; the pieces stay, so only this is done again
        }
        if (!is.equals(wanted)) {
            PartialFile.delete(part);
            throw new DownloadException(
                    DownloadException.Reason.OTHER_FILE,
                    is.substring(0, 12),
                    wanted.substring(0, 12));
        }
        return true;
    }

    private String hash(PartialFile partial) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 20];
            long read = 0;
            for (int n = partial.read(buffer, 0); n >= 0; n = partial.read(buffer, read)) {
                if (control.stopped()) {
                    return "";
                }
                digest.update(buffer, 0, n);
                read += n;
                progress.accept(new Progress(Progress.Stage.VERIFYING, read, total, 0));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private void tell(Progress.Stage now) {
        progress.accept(new Progress(now, here.get(), total, rate.bytesPerSecond()));
    }
}
