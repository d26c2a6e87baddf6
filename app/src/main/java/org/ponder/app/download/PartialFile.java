package org.ponder.app.download;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file that is not whole yet, and a note beside it of which pieces are there. A piece is noted
 * only after its bytes are on the disk, so the note never promises too much. While it is open,
 * nobody else works on it. Thread-safe.
 */
final class PartialFile implements AutoCloseable {
    private static final long LONGEST_NOTE = 1 << 22;
    private static final JsonMapper JSON = new JsonMapper();

    /** What this process works on: closing a file that was opened twice ends its lock (POSIX). */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private static final Pattern SUFFIX = Pattern.compile("\\.[0-9a-f-]{36}\\.part$");

    private final Path part;
    private final Shape shape;
    private final BitSet pieces;
    private final FileChannel channel;

    /**
     * What is being brought.
     *
     * @param address that the user gave
     * @param bytes of the whole file
     * @param validator of its version
     * @param pieceBytes of each piece but the last
     */
    record Shape(String address, long bytes, String validator, long pieceBytes) {

        int pieces() {
            return Math.toIntExact((bytes + pieceBytes - 1) / pieceBytes);
        }

        long start(int piece) {
            return piece * pieceBytes;
        }

        long end(int piece) {
            return Math.min(bytes, start(piece) + pieceBytes);
        }
    }

    private PartialFile(Path part, Shape shape, BitSet pieces, FileChannel channel) {
        this.part = part;
        this.shape = shape;
        this.pieces = pieces;
        this.channel = channel;
    }

    /** What comes from elsewhere under the same name is put together in another file. */
    static String nameOf(RemoteFile file) {
        byte[] address = file.address().toString().getBytes(StandardCharsets.UTF_8);
        return file.name() + "." + UUID.nameUUIDFromBytes(address) + ".part";
    }

    static Path noteOf(Path part) {
        return part.resolveSibling(part.getFileName() + ".json");
    }

    /**
     * Goes on with what is there, where it is of the same version; else begins anew.
     *
     * @throws DownloadException where another download, or another Ponder, works on it
     */
    static PartialFile open(Path part, Shape wanted) throws IOException {
        Files.createDirectories(part.toAbsolutePath().getParent());
        FileChannel channel =
                lock(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            BitSet pieces = read(noteOf(part), wanted);
            if (pieces.isEmpty()) {
                channel.truncate(0);
            } else if (channel.size() < wanted.end(pieces.length() - 1)) {
                pieces.clear(); // somebody shortened it
                channel.truncate(0);
            }
            PartialFile file = new PartialFile(part, wanted, pieces, channel);
            file.save();
            return file;
        } catch (IOException | RuntimeException e) {
            release(part, channel);
            throw e;
        }
    }

    private static FileChannel lock(Path part, OpenOption... options) throws IOException {
        if (!OPEN.add(part.toAbsolutePath())) {
            throw taken(part);
        }
        try {
            FileChannel channel = FileChannel.open(part, options);
            if (isTaken(channel)) {
                channel.close();
                throw taken(part);
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            OPEN.remove(part.toAbsolutePath());
            throw e;
        }
    }

    private static boolean isTaken(FileChannel channel) {
        try {
            return channel.tryLock() == null;
        } catch (IOException noLocks) {
            return false; // Some drives in networks have none.
        }
    }

    private static DownloadException taken(Path part) {
        String name = SUFFIX.matcher(String.valueOf(part.getFileName())).replaceFirst("");
        return new DownloadException(DownloadException.Reason.TAKEN, name);
    }

    private static void release(Path part, FileChannel channel) throws IOException {
        try {
            channel.close();
        } finally {
            OPEN.remove(part.toAbsolutePath());
        }
    }

    private static BitSet read(Path note, Shape wanted) {
        try {
            if (Files.size(note) > LONGEST_NOTE) {
                return new BitSet();
            }
            JsonNode tree = JSON.readTree(Files.readAllBytes(note));
            Shape there =
                    new Shape(
                            tree.path("address").asString(""),
                            tree.path("bytes").asLong(-1),
                            tree.path("validator").asString(""),
                            tree.path("pieceBytes").asLong(-1));
            if (!there.equals(wanted) || wanted.validator().isEmpty()) {
                return new BitSet();
            }
            BitSet pieces =
                    BitSet.valueOf(HexFormat.of().parseHex(tree.path("pieces").asString("")));
            pieces.clear(wanted.pieces(), Math.max(wanted.pieces(), pieces.length()));
            return pieces;
        } catch (IOException | JacksonException | IllegalArgumentException noNote) {
            return new BitSet();
        }
    }

    /** Bytes that are there, of an unfinished download that nobody works on. */
    static long bytesThere(Path part) {
        try {
            JsonNode tree = JSON.readTree(Files.readAllBytes(noteOf(part)));
            BitSet pieces =
                    BitSet.valueOf(HexFormat.of().parseHex(tree.path("pieces").asString("")));
            return Math.min(
                    tree.path("bytes").asLong(0),
                    pieces.cardinality() * tree.path("pieceBytes").asLong(0));
        } catch (IOException | JacksonException | IllegalArgumentException noNote) {
            return 0;
        }
    }

    /** Where an unfinished download comes from; none where its note makes no sense. */
    static Optional<RemoteFile> addressOf(Path part) {
        try {
            JsonNode tree = JSON.readTree(Files.readAllBytes(noteOf(part)));
            RemoteFile file = RemoteFile.at(URI.create(tree.path("address").asString("")), "");
            return part.endsWith(nameOf(file)) ? Optional.of(file) : Optional.empty();
        } catch (IOException | JacksonException | IllegalArgumentException noNote) {
            return Optional.empty();
        }
    }

    Shape shape() {
        return shape;
    }

    synchronized boolean has(int piece) {
        return pieces.get(piece);
    }

    synchronized boolean whole() {
        return pieces.cardinality() == shape.pieces();
    }

    /** Bytes of the pieces that are there. */
    synchronized long bytes() {
        long bytes = 0;
        for (int i = pieces.nextSetBit(0); i >= 0; i = pieces.nextSetBit(i + 1)) {
            bytes += shape.end(i) - shape.start(i);
        }
        return bytes;
    }

    void write(byte[] from, int count, long at) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(from, 0, count);
        long place = at;
        while (left.hasRemaining()) {
            place += channel.write(left, place);
        }
    }

    /** Reads as much as there is from a place on; negative at the end. */
    int read(byte[] into, long at) throws IOException {
        return channel.read(ByteBuffer.wrap(into), at);
    }

    /** Notes that a piece is whole. */
    void done(int piece) throws IOException {
        channel.force(false);
        synchronized (this) {
            pieces.set(piece);
            save();
        }
    }

    /** Notes that all of it is whole; for files that come in one go. */
    void allDone() throws IOException {
        channel.force(false);
        synchronized (this) {
            pieces.set(0, shape.pieces());
            save();
        }
    }

    private synchronized void save() throws IOException {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("address", shape.address())
                .put("bytes", shape.bytes())
                .put("validator", shape.validator())
                .put("pieceBytes", shape.pieceBytes())
                .put("pieces", HexFormat.of().formatHex(pieces.toByteArray()));
        Path note = noteOf(part);
        Path written = note.resolveSibling(note.getFileName() + ".tmp");
        Files.write(written, JSON.writeValueAsBytes(tree));
        Files.move(written, note, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Takes away a partial file that nobody works on, and its note.
     *
     * @throws DownloadException where somebody does
     */
    static void discard(Path part) throws IOException {
        if (!Files.exists(part)) {
            delete(part);
            return;
        }
        FileChannel channel = lock(part, StandardOpenOption.WRITE);
        try {
            delete(part);
        } finally {
            release(part, channel);
        }
    }

    /** Takes away a partial file that one has, and its note. */
    static void delete(Path part) throws IOException {
        for (Path file : Arrays.asList(part, noteOf(part))) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.force(true);
        } finally {
            release(part, channel);
        }
    }
}
