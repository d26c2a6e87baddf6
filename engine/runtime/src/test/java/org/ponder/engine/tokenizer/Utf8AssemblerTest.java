package org.ponder.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole characters come out, as soon as they are whole, however the bytes were cut. */
class Utf8AssemblerTest {
    @ParameterizedTest
    @CsvSource({
        "80, '\uFFFD'",
        "c3, '\uFFFD'",
        "61e4bd, 'a\uFFFD'",
        "f09f98, '\uFFFD'",
        "6162ff6364, 'ab\uFFFDcd'",
        "c0af2078, '\uFFFD\uFFFD x'",
        "eda080edb080, '\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD'",
        "f888808080, '\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD'",
        "f5808080, '\uFFFD\uFFFD\uFFFD\uFFFD'",
        "f4908080, '\uFFFD\uFFFD\uFFFD\uFFFD'",
        "e08080, '\uFFFD\uFFFD\uFFFD'",
        "e4bd41, '\uFFFDA'",
        "c4e3bac3, '\uFFFD\uFFFD\uFFFD'",
        "f09f9982c3a9, '\uD83D\uDE42\u00E9'",
        "efbfbd00, '\uFFFD\0'",
    })
    void bytesThatAreNoCharacterAreReplacedPartByPart(String hex, String text) {
        assertEquals(text, decoded(HexFormat.of().parseHex(hex), 1));
    }

    @Test
    void aCharacterIsUnfinishedUntilItsLastByteComes() {
        Utf8Assembler assembler = new Utf8Assembler();
        for (byte[] piece : new byte[][] {{'a', (byte) 0xE4}, {(byte) 0xBD}}) {
            assembler.feed(piece);
            assertTrue(assembler.unfinished());
        }
        assembler.feed(new byte[] {(byte) 0xA0});
        assertFalse(assembler.unfinished());
        assembler.feed(new byte[] {(byte) 0xE4});
        assembler.finish();
        assertFalse(assembler.unfinished());
    }

    @Test
    void validTextComesOutAsItIs() {
        StringBuilder all = new StringBuilder();
        for (int c = 1; c <= Character.MAX_CODE_POINT; c += 7) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                all.appendCodePoint(c);
            }
        }
        byte[] utf8 = all.toString().getBytes(StandardCharsets.UTF_8);
        assertEquals(all.toString(), decoded(utf8, 1));
        assertEquals(all.toString(), decoded(utf8, 5));
    }

    @Test
    void theCutDoesNotMatter() {
        Random random = new Random(1);
        int[] likely = {0x41, 0x80, 0xBF, 0xC3, 0xE0, 0xE4, 0xED, 0xF0, 0xF4, 0x9F, 0xA0, 0xFF};
        for (int round = 0; round < 5000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(12)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) likely[random.nextInt(likely.length)];
            }
            String whole = decoded(bytes, bytes.length);
            assertEquals(whole, decoded(bytes, 1 + random.nextInt(3)));
            // The JDK makes one character of a surrogate's three bytes, the standard three.
            if (!HexFormat.of().formatHex(bytes).contains("ed")) {
                assertEquals(new String(bytes, StandardCharsets.UTF_8), whole);
            }
        }
    }

    @Test
    void aCharacterComesOutWithItsLastByteAndNoneBefore() {
        Utf8Assembler assembler = new Utf8Assembler();
        byte[] smile = "\uD83D\uDE42".getBytes(StandardCharsets.UTF_8);
        assertEquals("", assembler.feed(Arrays.copyOf(smile, 3)));
        assertEquals("\uD83D\uDE42", assembler.feed(Arrays.copyOfRange(smile, 3, 4)));
        assertEquals("", assembler.finish());
    }

    @Test
    void afterFinishANewTextBegins() {
        Utf8Assembler assembler = new Utf8Assembler();
        assembler.feed(new byte[] {(byte) 0xE4});
        assertEquals("\uFFFD", assembler.finish());
        assertEquals("", assembler.finish());
        assertEquals("a", assembler.feed(new byte[] {'a'}));
        assertFalse(assembler.feed(new byte[] {(byte) 0xBD}).isEmpty());
    }

    private static String decoded(byte[] bytes, int step) {
        Utf8Assembler assembler = new Utf8Assembler();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length; i += step) {
            text.append(
                    assembler.feed(Arrays.copyOfRange(bytes, i, Math.min(i + step, bytes.length))));
        }
        return text.append(assembler.finish()).toString();
    }
}
