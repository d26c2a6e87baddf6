package org.ponder.engine.tokenizer;

import java.util.Arrays;

/**
 * The alphabet in which byte-level vocabularies spell bytes: printable Latin-1 bytes are their own
 * characters, the other 68 are those from U+0100 on, in order (GPT-2's table).
 */
final class ByteAlphabet {
    private static final int BYTES = 256;
    private static final int FIRST_OTHER = 0x100;

    /** The byte of each character below the alphabet's end, or -1. */
    private static final short[] BYTE_OF = new short[FIRST_OTHER + BYTES];

    private static final char[] CHARACTER_OF = new char[BYTES];

    static {
        Arrays.fill(BYTE_OF, (short) -1);
        char other = FIRST_OTHER;
        for (int b = 0; b < BYTES; b++) {
            CHARACTER_OF[b] = printable(b) ? (char) b : other++;
            BYTE_OF[CHARACTER_OF[b]] = (short) b;
        }
    }

    private ByteAlphabet() {}

    /** The byte that a character spells, or -1 where it is not of the alphabet. */
    static int byteOf(char c) {
        return c < BYTE_OF.length ? BYTE_OF[c] : -1;
    }

    /** The character that spells a byte. */
    static char character(int b) {
        return CHARACTER_OF[b & 0xFF];
    }

    private static boolean printable(int b) {
        // No blanks, no controls, and not the soft hyphen.
        return (b > 0x20 && b < 0x7F) || (b > 0xA0 && b != 0xAD);
    }
}
