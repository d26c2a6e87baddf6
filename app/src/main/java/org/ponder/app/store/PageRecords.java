package org.ponder.app.store;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of every page of a file that holds some, whatever tree it belonged to. Nothing
 * in the file is believed: a record that cannot be is left out.
 */
final class PageRecords {
    /** In a tree without row ids, pages above the leaves hold records too. */
    private static final int INDEX_INTERIOR = 0x02;

    private static final int INDEX_LEAF = 0x0a;
    private static final int TABLE_LEAF = 0x0d;

    /** More bytes than a message has. */
    private static final int LONGEST = 64 * 1024 * 1024;

    /** More columns than any table of Ponder's has. */
    private static final int MOST_COLUMNS = 64;

    private final PageFile file;

    PageRecords(PageFile file) {
        this.file = file;
    }

    /**
     * A record.
     *
     * @param rowid its key; -1 in a tree without row ids
     * @param values Long, Double, String, byte[] or null, which also stands for what is missing
     */
    record Found(long rowid, List<@Nullable Object> values) {}

    /** Receives the records in the order of the file. */
    interface Sink {
        void record(Found record) throws SQLException;
    }

    void each(Sink sink) throws IOException, SQLException {
        for (int number = 1; number <= file.pages(); number++) {
            ByteBuffer page = file.page(number);
            int start = PageFile.treeStart(number);
            int type = page.get(start);
            if (type != TABLE_LEAF && type != INDEX_LEAF && type != INDEX_INTERIOR) {
                continue;
            }
            // The number of a page below stands at the end of the header and before each record.
            int child = type == INDEX_INTERIOR ? Integer.BYTES : 0;
            int first = start + 8 + child;
            int cells = Short.toUnsignedInt(page.getShort(start + 3));
            for (int i = 0; i < cells && first + 2 + 2 * i < file.usable(); i++) {
                int cell = Short.toUnsignedInt(page.getShort(first + 2 * i));
                Found found = record(page, cell + child, type == TABLE_LEAF);
                if (found != null) {
                    sink.record(found);
                }
            }
        }
    }

    private @Nullable Found record(ByteBuffer page, int cell, boolean table) throws IOException {
        try {
            page.position(cell);
            long length = variable(page);
            long rowid = table ? variable(page) : -1;
            if (length < 2 || length > LONGEST || length > (long) file.pages() * file.usable()) {
                return null;
            }
            return new Found(rowid, values(payload(page, (int) length, table)));
        } catch (IndexOutOfBoundsException
                | BufferUnderflowException
                | IllegalArgumentException e) {
            // Not a record, or no longer one.
            return null;
        }
    }

    /** The record's bytes, put together from the page and those it goes on in. */
    private ByteBuffer payload(ByteBuffer page, int length, boolean table) throws IOException {
        int usable = file.usable();
        int most = table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
        int least = (usable - 12) * 32 / 255 - 23;
        int wished = least + (length - least) % (usable - 4);
        int here = length <= most ? length : wished <= most ? wished : least;
        ByteBuffer whole = ByteBuffer.allocate(length);
        whole.put(page.slice(page.position(), here));
        if (here == length) {
            return whole.flip();
        }
        int next = page.getInt(page.position() + here);
        while (whole.hasRemaining()) {
            if (next < 1 || next > file.pages()) {
                // The rest is gone: what there is of a text is better than none of it.
                break;
            }
            ByteBuffer more = file.page(next);
            next = more.getInt(0);
            whole.put(more.slice(4, Math.min(whole.remaining(), usable - 4)));
        }
        return whole.flip();
    }

    private static List<@Nullable Object> values(ByteBuffer record) {
        int headerLength = (int) variable(record);
        ByteBuffer header = record.slice(0, headerLength).position(record.position());
        ByteBuffer body = record.slice(headerLength, record.limit() - headerLength);
        List<@Nullable Object> values = new ArrayList<>();
        while (header.hasRemaining()) {
            if (values.size() == MOST_COLUMNS) {
                throw new IllegalArgumentException("Too many columns for a record of Ponder's.");
            }
            values.add(value(variable(header), body));
        }
        return values;
    }

    private static @Nullable Object value(long type, ByteBuffer body) {
        return switch ((int) Math.min(type, 14)) {
            case 0 -> null;
            case 1, 2, 3, 4 -> integer(body, (int) type);
            case 5 -> integer(body, 6);
            case 6 -> integer(body, 8);
            case 7 -> body.getDouble();
            case 8 -> 0L;
            case 9 -> 1L;
            case 12, 13, 14 -> bytes(type, body);
            default -> throw new IllegalArgumentException("No such type of value.");
        };
    }

    private static Object bytes(long type, ByteBuffer body) {
        long length = (type - 12) / 2;
        byte[] bytes = new byte[(int) Math.min(length, body.remaining())];
        body.get(bytes);
        if (type % 2 == 0) {
            return bytes;
        }
        // Where the file was cut off, zeros stand for the rest.
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static @Nullable Long integer(ByteBuffer body, int length) {
        if (body.remaining() < length) {
            return null;
        }
        long value = body.get();
        for (int i = 1; i < length; i++) {
            value = (value << 8) | Byte.toUnsignedLong(body.get());
        }
        return value;
    }

    /** A number in one to nine bytes, the high bit telling that another follows. */
    private static long variable(ByteBuffer from) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            byte b = from.get();
            value = (value << 7) | (b & 0x7f);
            if (b >= 0) {
                return value;
            }
        }
        return (value << 8) | Byte.toUnsignedLong(from.get());
    }
}
