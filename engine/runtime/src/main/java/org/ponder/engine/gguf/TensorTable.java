package org.ponder.engine.gguf;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the table of tensors and finds each one's bytes in the mapped file. */
final class TensorTable {
    /** Real files have up to some ten thousand; the limit keeps a hostile one from the heap. */
    private static final int MOST_TENSORS = 1 << 18;

    /** ggml's GGML_MAX_DIMS. */
    private static final int MOST_DIMENSIONS = 4;

    /** Name length, one character of the name, dimensions, one dimension, type, offset. */
    private static final int LEAST_BYTES = 8 + 1 + 4 + 8 + 4 + 8;

    private static final Map<Integer, String> RETIRED_TYPES =
            Map.of(
                    4,
                    "Q4_2",
                    5,
                    "Q4_3",
                    31,
                    "Q4_0_4_4",
                    32,
                    "Q4_0_4_8",
                    33,
                    "Q4_0_8_8",
                    36,
                    "IQ4_NL_4_4",
                    37,
                    "IQ4_NL_4_8",
                    38,
                    "IQ4_NL_8_8");

    /**
     * A line of the table.
     *
     * @param start of the data, from the beginning of the data section
     * @param bytes of the data
     * @param offset where the line begins in the file
     */
    private record Line(
            String name, GgmlType type, List<Long> shape, long start, long bytes, long offset) {}

    private final ByteCursor in;

    TensorTable(ByteCursor in) {
        this.in = in;
    }

    /** Reads {@code count} lines; the data section follows them. */
    List<PlacedTensor> read(long count, long alignment, MemorySegment file)
            throws GgufFormatException {
        in.subject("tensor count");
        if (count > MOST_TENSORS && count <= in.left() / LEAST_BYTES) {
            throw in.fault(
                    "The file has "
                            + count
                            + " tensors, more than the "
                            + MOST_TENSORS
                            + " allowed");
        }
        if (count < 0 || count > MOST_TENSORS || count > in.left() / LEAST_BYTES) {
            String claim = "The file says that it has " + Long.toUnsignedString(count) + " tensors";
            throw in.beyond(
                    count, LEAST_BYTES, claim, " bytes are left for their table", in.position());
        }
        List<Line> lines = new ArrayList<>((int) count);
        Set<String> names = HashSet.newHashSet((int) count);
        for (int i = 0; i < count; i++) {
            in.subject("tensor " + (i + 1) + " of " + count);
            Line line = line(alignment);
            if (!names.add(line.name)) {
                throw in.fault("Two tensors have the same name", line.offset);
            }
            lines.add(line);
        }
        long data = -Math.floorDiv(-in.position(), alignment) * alignment;
        return place(lines, data, file);
    }

    private Line line(long alignment) throws GgufFormatException {
        long offset = in.position();
        String name = in.string();
        in.subject(name);
        if (name.isEmpty()) {
            throw in.fault("A tensor has no name", offset);
        }
        long dimensions = in.u32();
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw in.fault("A tensor has " + dimensions + " dimensions, and not 1 to 4", offset);
        }
        List<Long> shape = new ArrayList<>();
        long elements = 1;
        for (int i = 0; i < dimensions; i++) {
            long size = in.i64();
            if (size < 1 || Math.multiplyHigh(elements, size) != 0 || elements * size < 0) {
                throw in.fault(
                        "Dimension " + i + " is " + size + ", which no tensor can have", offset);
            }
            elements *= size;
            shape.add(size);
        }
        GgmlType type = type(in.i32(), offset);
        if (shape.get(0) % type.blockSize() != 0) {
            throw in.fault(
                    "Rows of "
                            + shape.get(0)
                            + " elements do not fill whole blocks of type "
                            + type
                            + ", which hold "
                            + type.blockSize(),
                    offset);
        }
        if (elements / type.blockSize() > Long.MAX_VALUE / type.blockBytes()) {
            throw in.fault("The tensor is larger than any file can be", offset);
        }
        long start = in.i64();
        if (start < 0 || start % alignment != 0) {
            throw in.fault(
                    "The tensor's data begins at "
                            + Long.toUnsignedString(start)
                            + ", which is no multiple of the alignment "
                            + alignment,
                    offset);
        }
        return new Line(name, type, shape, start, type.bytes(elements), offset);
    }

    private GgmlType type(int id, long offset) throws GgufFormatException {
        String retired = RETIRED_TYPES.get(id);
        if (retired != null) {
            throw in.fault(
                    "The tensor's type "
                            + retired
                            + " was given up by llama.cpp: get a newer file of the model",
                    offset);
        }
        return GgmlType.ofId(id)
                .orElseThrow(() ->
                        in.fault(
                                "The tensor's type number "
                                        + Integer.toUnsignedString(id)
                                        + " is not known to Ponder",
                                offset));
    }

    private List<PlacedTensor> place(List<Line> lines, long data, MemorySegment file)
            throws GgufFormatException {
        long space = Math.max(0, file.byteSize() - data);
        List<PlacedTensor> tensors = new ArrayList<>(lines.size());
        for (Line line : lines) {
            in.subject(line.name);
            if (line.bytes > space || line.start > space - line.bytes) {
                throw in.fault(
                                "The tensor's "
                                        + line.bytes
                                        + " bytes of data begin at byte "
                                        + line.start
                                        + " of the data section, and the file has only "
                                        + space
                                        + " there: it is cut short",
                                line.offset)
                        .as(GgufFormatException.Kind.TRUNCATED);
            }
            MemorySegment bytes = file.asSlice(data + line.start, line.bytes);
            tensors.add(
                    new PlacedTensor(
                            new GgufTensor(line.name, line.type, line.shape, bytes),
                            line.offset,
                            in.fileName()));
        }
        List<Line> inOrder =
                lines.stream().sorted(Comparator.comparingLong((Line line) -> line.start)).toList();
        for (int i = 1; i < inOrder.size(); i++) {
            Line line = inOrder.get(i);
            Line before = inOrder.get(i - 1);
            if (line.start < before.start + before.bytes) {
                in.subject(line.name);
                throw in.fault(
                        "The tensor's data overlaps that of " + SafeText.name(before.name),
                        line.offset);
            }
        }
        return tensors;
    }
}
