package org.ponder.engine.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every malformed file is refused with one sentence that names the key or tensor and the byte. */
class MalformedGgufTest {
    private static final int F32 = GgmlType.F32.id();

    static Stream<Arguments> malformed() {
        return Stream.of(heads(), values(), tensors()).flatMap(s -> s);
    }

    private static Stream<Arguments> heads() {
        return Stream.of(
                wrong("is empty", "header", 0, new RawGguf()),
                wrong("ends where", "header", 0, new RawGguf().ascii("GGU")),
                wrong("not begin with GGUF", "header", 0, new RawGguf().ascii("GGML").i64(3)),
                wrong("Git LFS", "header", 0, new RawGguf().ascii("version https://git-lfs")),
                wrong("version 1,", "header", 4, RawGguf.start(1, 0, 0)),
                wrong("version 99,", "header", 4, RawGguf.start(99, 0, 0)),
                wrong("big-endian", "header", 4, RawGguf.start(3 << 24, 0, 0)),
                wrong("ends where", "header", 8, new RawGguf().ascii("GGUF").i32(3).i32(0)),
                wrong("metadata keys", "metadata count", 24, RawGguf.start(3, 0, 1L << 62)),
                wrong("metadata keys", "metadata count", 24, RawGguf.start(3, 0, -1)),
                wrong("metadata keys", "metadata count", 24, RawGguf.start(3, 0, 1)),
                wrong("tensors", "tensor count", 24, RawGguf.start(3, 1L << 62, 0)),
                wrong("tensors", "tensor count", 24, RawGguf.start(3, -1, 0)),
                wrong("tensors", "tensor count", 24, RawGguf.start(3, 1, 0)));
    }

    private static Stream<Arguments> values() {
        RawGguf twice = RawGguf.start(3, 0, 2);
        twice.key("a.key", ValueType.UINT8).bytes((byte) 1);
        twice.key("a.key", ValueType.UINT8).bytes((byte) 1);
        RawGguf nested = withKey(ValueType.ARRAY);
        for (int i = 0; i < 200; i++) {
            nested.i32(ValueType.ARRAY.id()).i64(1);
        }
        return Stream.of(
                wrong(
                        "string is 1152921504606846976 bytes",
                        "metadata key 1 of 1",
                        24,
                        RawGguf.start(3, 0, 1).i64(1L << 60).i64(0)),
                wrong(
                        "string is 18446744073709551615 bytes",
                        "metadata key 1 of 1",
                        24,
                        RawGguf.start(3, 0, 1).i64(-1).i64(0)),
                wrong("key is empty", "", 24, RawGguf.start(3, 0, 1).string("").i32(0).i32(0)),
                wrong(
                        "not valid UTF-8",
                        "metadata key 1 of 1",
                        24,
                        RawGguf.start(3, 0, 1).i64(2).bytes((byte) 0xC3, (byte) 0x28).i64(0)),
                wrong("occurs twice", "a.key", 42, twice),
                wrong("value type 13", "a.key", 37, RawGguf.start(3, 0, 1).string("a.key").i64(13)),
                wrong(
                        "value type 4294967295",
                        "a.key",
                        37,
                        RawGguf.start(3, 0, 1).string("a.key").i32(-1).i32(0)),
                wrong("ends where", "a.key", 41, withKey(ValueType.UINT64).i32(1)),
                wrong("flag is 2", "a.key", 41, withKey(ValueType.BOOL).bytes((byte) 2)),
                wrong(
                        "not valid UTF-8",
                        "a.key",
                        41,
                        withKey(ValueType.STRING).i64(1).bytes((byte) 0xFF)),
                wrong("string is 9 bytes", "a.key", 41, withKey(ValueType.STRING).i64(9).i64(0)),
                wrong("array has", "a.key", 41, array(ValueType.UINT8).i64(1L << 61).i64(0)),
                wrong("array has", "a.key", 41, array(ValueType.FLOAT64).i64(-1).i64(0)),
                wrong("array has 3", "a.key", 41, array(ValueType.UINT32).i64(3).i64(0)),
                wrong("array has 2", "a.key", 41, array(ValueType.STRING).i64(2).i64(0)),
                wrong(
                        "string is 1 bytes",
                        "a.key",
                        61,
                        array(ValueType.STRING).i64(2).i64(0).i64(1)),
                wrong(
                        "not valid UTF-8",
                        "a.key",
                        53,
                        array(ValueType.STRING).i64(1).i64(1).bytes((byte) 0x80)),
                wrong(
                        "flag is 7",
                        "a.key",
                        54,
                        array(ValueType.BOOL).i64(2).bytes(new byte[] {1, 7})),
                wrong("nested too deep", "a.key", 77, nested),
                wrong("value type 77", "a.key", 41, withKey(ValueType.ARRAY).i32(77).i64(1).i64(0)),
                wrong("power of two", GgufPart.ALIGNMENT, 24, alignment(0)),
                wrong("power of two", GgufPart.ALIGNMENT, 24, alignment(48)),
                wrong("power of two", GgufPart.ALIGNMENT, 24, alignment(-1)),
                wrong(
                        "must be an integer",
                        GgufPart.ALIGNMENT,
                        24,
                        RawGguf.start(3, 0, 1)
                                .key(GgufPart.ALIGNMENT, ValueType.STRING)
                                .string("32")));
    }

    private static Stream<Arguments> tensors() {
        RawGguf many = RawGguf.start(3, 1, 0).string("t").i32(5);
        for (int i = 0; i < 5; i++) {
            many.i64(1);
        }
        return Stream.of(
                wrong("no name", "", 24, one("", 8, F32, 0)),
                wrong(
                        "not valid UTF-8",
                        "tensor 1 of 1",
                        24,
                        RawGguf.start(3, 1, 0).i64(1).bytes((byte) 0xF8).data(64)),
                wrong("5 dimensions", "t", 24, many),
                wrong("0 dimensions", "t", 24, RawGguf.start(3, 1, 0).string("t").i32(0).data(64)),
                wrong("-1", "t", 24, one("t", -1, F32, 0)),
                wrong("Dimension 0 is 0", "t", 24, one("t", 0, F32, 0)),
                wrong(
                        "Dimension 1 is",
                        "t",
                        24,
                        RawGguf.start(3, 1, 0)
                                .string("t")
                                .i32(2)
                                .i64(1L << 40)
                                .i64(1L << 40)
                                .i32(F32)
                                .i64(0)),
                wrong("larger than any", "t", 24, one("t", 1L << 62, F32, 0)),
                wrong("type number 1000", "t", 24, one("t", 8, 1000, 0)),
                wrong("type number 4294967295", "t", 24, one("t", 8, -1, 0)),
                wrong("Q4_0_4_4 was given up", "t", 24, one("t", 8, 31, 0)),
                wrong("whole blocks of type Q4_K", "t", 24, one("t", 128, GgmlType.Q4_K.id(), 0)),
                wrong("multiple of the alignment", "t", 24, one("t", 8, F32, 16)),
                wrong("multiple of the alignment", "t", 24, one("t", 8, F32, -32)),
                wrong("cut short", "t", 24, one("t", 17, F32, 0)),
                wrong("cut short", "t", 24, one("t", 8, F32, 64)),
                wrong("cut short", "t", 24, one("t", 8, F32, Long.MAX_VALUE - 31)),
                wrong("same name", "t", 57, two("t", 0, "t", 8)),
                wrong("overlaps that of t", "u", 57, two("t", 0, "u", 8)),
                wrong("overlaps that of u", "t", 24, two("t", 32, "u", 16)));
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("malformed")
    void isRefusedInOneSentence(String words, String subject, long offset, byte[] file) {
        GgufFormatException e = assertThrows(GgufFormatException.class, () -> RawGguf.parse(file));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains(words), message);
        assertTrue(message.contains("at byte " + offset + " of raw.gguf"), message);
        assertTrue(message.endsWith("."), message);
        assertEquals(subject, e.subject());
        assertEquals(offset, e.offset());
    }

    /** Of a file of 4000 bytes, 64 may be its head. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("beyondTheHead")
    void aHeadThatIsTooLargeIsNotToldAsAFileThatEnds(String words, Reading reading, RawGguf head) {
        byte[] file = Arrays.copyOf(head.toBytes(), 4000);
        ByteCursor in = new ByteCursor("raw.gguf", MemorySegment.ofArray(file), 64);
        GgufFormatException e = assertThrows(GgufFormatException.class, () -> reading.of(in));
        assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
    }

    interface Reading {
        void of(ByteCursor in) throws GgufFormatException;
    }

    static Stream<Arguments> beyondTheHead() {
        String large = "larger than the 64 bytes allowed";
        Reading string = ByteCursor::string;
        Reading key = in -> new MetadataReader(in).read(1);
        RawGguf list = new RawGguf().key("a", ValueType.ARRAY).i32(ValueType.UINT32.id());
        RawGguf absurd = new RawGguf().key("a", ValueType.ARRAY).i32(ValueType.UINT32.id());
        return Stream.of(
                arguments(large, string, new RawGguf().i64(3000)),
                arguments("5000 bytes long, and only 3992", string, new RawGguf().i64(5000)),
                arguments(large, key, list.i64(900)),
                arguments("and only 3975 bytes", key, absurd.i64(1000)),
                arguments(large, (Reading) in -> new MetadataReader(in).read(100), new RawGguf()),
                arguments(
                        "and only 4000 bytes",
                        (Reading) in -> new MetadataReader(in).read(-1),
                        new RawGguf()),
                arguments(large, table(100), new RawGguf()),
                arguments("and only 4000 bytes", table(200), new RawGguf()));
    }

    private static Reading table(long count) {
        return in -> new TensorTable(in).read(count, 32, MemorySegment.NULL);
    }

    @Test
    void namesThatWouldSteerATerminalAreMadeHarmless() {
        RawGguf file = RawGguf.start(3, 0, 1).string("\u001b[31m" + "k".repeat(500)).i32(99).i64(0);
        GgufFormatException e = assertThrows(GgufFormatException.class, file::parse);
        String message = String.valueOf(e.getMessage());
        assertTrue(message.length() < 300, message);
        assertTrue(message.chars().noneMatch(Character::isISOControl), message);
    }

    @Test
    void whatIsNoModelFileIsSaidInASentence(@TempDir Path folder) throws IOException {
        assertSentence("There is no file", folder.resolve("absent.gguf"));
        assertSentence("is a folder", folder);
        Path empty = Files.createFile(folder.resolve("empty.gguf"));
        assertSentence("is empty", empty);
        Path text = Files.writeString(folder.resolve("text.gguf"), "hello", StandardCharsets.UTF_8);
        assertSentence("not begin with GGUF", text);
    }

    @Test
    void aFileThatMayNotBeReadIsSaidInASentence(@TempDir Path folder) throws IOException {
        Path secret = Files.createFile(folder.resolve("secret.gguf"));
        Assumptions.assumeTrue(
                secret.toFile().setReadable(false) && !Files.isReadable(secret),
                "skipped: this user or file system reads every file");
        assertSentence("may not be read", secret);
    }

    private static void assertSentence(String words, Path path) {
        IOException e = assertThrows(IOException.class, () -> GgufFile.open(path).close());
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains(words), message);
        assertTrue(message.endsWith("."), message);
    }

    private static Arguments wrong(String words, String subject, long offset, RawGguf file) {
        return arguments(words, subject, offset, file.toBytes());
    }

    /** A key whose value's type is at byte 37 and value at byte 41. */
    private static RawGguf withKey(ValueType type) {
        return RawGguf.start(3, 0, 1).key("a.key", type);
    }

    private static RawGguf array(ValueType elements) {
        return withKey(ValueType.ARRAY).i32(elements.id());
    }

    private static RawGguf alignment(int bytes) {
        return RawGguf.start(3, 0, 1).key(GgufPart.ALIGNMENT, ValueType.UINT32).i32(bytes);
    }

    /** One tensor, and room for 16 floats of data. */
    private static RawGguf one(String name, long size, int type, long offset) {
        return RawGguf.start(3, 1, 0).tensor(name, size, type, offset).data(64);
    }

    /** The second tensor begins with the data section. */
    private static RawGguf two(String name, long offset, String other, long otherSize) {
        return RawGguf.start(3, 2, 0)
                .tensor(name, 8, F32, offset)
                .tensor(other, otherSize, F32, 0)
                .data(64);
    }
}
