package org.ponder.app.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The pages of a database file that SQLite no longer opens, with the newer ones of its write-ahead
 * log over them. Layouts are those of https://www.sqlite.org/fileformat2.html.
 */
final class PageFile implements AutoCloseable {
    private static final int HEADER = 100;
    private static final int LOG_HEADER = 32;
    private static final int FRAME_HEADER = 24;

    /** What SQLite makes where nobody says otherwise, as Ponder does not. */
    private static final int USUAL_PAGE = 4096;

    private final FileChannel file;
    private final FileChannel log;
    private final int pageSize;
    private final int usable;
    private final int pages;

    /** Where the newest committed copy of a page stands in the log. */
    private final Map<Integer, Long> logged = new HashMap<>();

    private PageFile(FileChannel file, FileChannel log) throws IOException {
        this.file = file;
        this.log = log;
        ByteBuffer header = read(file, 0, HEADER);
        ByteBuffer logHeader = read(log, 0, LOG_HEADER);
        int size = pageSize(Short.toUnsignedInt(header.getShort(16)));
        if (size == 0) {
            size = pageSize(logHeader.getInt(8));
        }
        boolean intact = size != 0 && header.getLong(0) == 0x53514c6974652066L; // "SQLite f"
        pageSize = size == 0 ? USUAL_PAGE : size;
        usable = pageSize - (intact ? Byte.toUnsignedInt(header.get(20)) : 0);
        int last = (int) Math.min(Integer.MAX_VALUE, (file.size() + pageSize - 1) / pageSize);
        pages = Math.max(last, readLog(logHeader));
    }

    /** Opens the file and the log beside it, if there is one, for reading. */
    static PageFile open(Path database) throws IOException {
        FileChannel file = FileChannel.open(database);
        try {
            Path log = database.resolveSibling(database.getFileName() + "-wal");
            return new PageFile(file, Files.exists(log) ? FileChannel.open(log) : file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** How many pages there are; their numbers begin at 1. */
    int pages() {
        return pages;
    }

    /** Bytes of a page that hold data. */
    int usable() {
        return usable;
    }

    /** The page, big-endian; what is missing of it is zero. */
    ByteBuffer page(int number) throws IOException {
        Long frame = logged.get(number);
        return frame == null
                ? read(file, (number - 1L) * pageSize, pageSize)
                : read(log, frame + FRAME_HEADER, pageSize);
    }

    /** Where the tree's own header begins in a page: the first page holds the file's before it. */
    static int treeStart(int number) {
        return number == 1 ? HEADER : 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
        log.close();
    }

    /** Notes the frames of whole transactions; tells the highest page among them. */
    private int readLog(ByteBuffer header) throws IOException {
        int magic = header.getInt(0);
        if ((magic & ~1) != 0x377f0682 || pageSize(header.getInt(8)) != pageSize) {
            return 0;
        }
        LogChecksum sum = new LogChecksum((magic & 1) == 1);
        sum.add(header.slice(0, 24));
        Map<Integer, Long> transaction = new HashMap<>();
        int highest = 0;
        long step = FRAME_HEADER + (long) pageSize;
        for (long at = LOG_HEADER; at + step <= log.size(); at += step) {
            ByteBuffer frame = read(log, at, (int) step);
            sum.add(frame.slice(0, 8));
            sum.add(frame.slice(FRAME_HEADER, pageSize));
            boolean sameSalts = frame.getLong(8) == header.getLong(16);
            if (!sameSalts || !sum.is(frame.getInt(16), frame.getInt(20))) {
                break;
            }
            transaction.put(frame.getInt(0), at);
            boolean commit = frame.getInt(4) != 0;
            if (commit) {
                logged.putAll(transaction);
                transaction.clear();
            }
        }
        for (int page : logged.keySet()) {
            highest = Math.max(highest, page);
        }
        return highest;
    }

    private static int pageSize(int stored) {
        int size = stored == 1 ? 65_536 : stored;
        return Integer.bitCount(size) == 1 && size >= 512 && size <= 65_536 ? size : 0;
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.BIG_ENDIAN);
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes, at + bytes.position());
            if (read < 0) {
                break;
            }
        }
        return bytes.clear();
    }

    /** The running checksum of a log: two sums over pairs of words. */
    private static final class LogChecksum {
        private final ByteOrder order;
        private int first;
        private int second;

        LogChecksum(boolean bigEndian) {
            order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        }

        void add(ByteBuffer bytes) {
            bytes.order(order);
            for (int i = 0; i + 8 <= bytes.capacity(); i += 8) {
                first += bytes.getInt(i) + second;
                second += bytes.getInt(i + 4) + first;
            }
        }

        boolean is(int one, int two) {
            return one == first && two == second;
        }
    }
}
