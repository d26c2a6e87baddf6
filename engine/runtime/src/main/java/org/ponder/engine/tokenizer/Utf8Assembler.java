package org.ponder.engine.tokenizer;

/**
 * Puts characters together from tokens that may end inside one. Bytes that are no UTF-8 become
 * U+FFFD, one for each part that could not be continued, as the Unicode standard recommends: what
 * comes out does not depend on how the bytes were cut.
 */
public final class Utf8Assembler {
    private static final char REPLACEMENT = '\uFFFD';

    /** Bits of the character begun so far, how many bytes it lacks, and what the next may be. */
    private int begun;

    private int missing;
    private int least;
    private int most;

    /** Takes the bytes of a token and returns the characters that are now whole. */
    public String feed(byte[] piece) {
        StringBuilder whole = new StringBuilder(piece.length);
        for (byte b : piece) {
            take(b & 0xFF, whole);
        }
        return whole.toString();
    }

    /** Whether a character was begun whose other bytes have not come yet. */
    public boolean unfinished() {
        return missing > 0;
    }

    /** Ends the text: a character that was begun is given as U+FFFD. Ready for the next text. */
    public String finish() {
        boolean unfinished = unfinished();
        missing = 0;
        return unfinished ? String.valueOf(REPLACEMENT) : "";
    }

    private void take(int b, StringBuilder whole) {
        if (missing > 0) {
            if (b >= least && b <= most) {
                begun = begun << 6 | (b & 0x3F);
                least = 0x80;
                most = 0xBF;
                if (--missing == 0) {
                    whole.appendCodePoint(begun);
                }
                return;
            }
            missing = 0;
            whole.append(REPLACEMENT);
        }
        if (b < 0x80) {
            whole.append((char) b);
        } else if (b >= 0xC2 && b <= 0xDF) {
            begin(1, b & 0x1F, 0x80, 0xBF);
        } else if (b >= 0xE0 && b <= 0xEF) {
            // The bounds leave out longer forms than needed and surrogates.
            begin(2, b & 0x0F, b == 0xE0 ? 0xA0 : 0x80, b == 0xED ? 0x9F : 0xBF);
        } else if (b >= 0xF0 && b <= 0xF4) {
            // And code points beyond U+10FFFF.
            begin(3, b & 0x07, b == 0xF0 ? 0x90 : 0x80, b == 0xF4 ? 0x8F : 0xBF);
        } else {
            whole.append(REPLACEMENT);
        }
    }

    private void begin(int bytesMissing, int bits, int nextAtLeast, int nextAtMost) {
        begun = bits;
        missing = bytesMissing;
        least = nextAtLeast;
        most = nextAtMost;
    }
}
