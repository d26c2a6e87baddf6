package org.ponder.engine.tokenizer;

import java.util.function.IntPredicate;

/**
 * A set of code points, as a pattern's character class names it. Categories are those of the
 * running JDK's Unicode tables; white space is Unicode's White_Space property, which is neither of
 * Java's own notions of it.
 */
final class CodePointClass {
    /** First and last code point of each run with the White_Space property. */
    private static final int[] WHITE_SPACE = {
        0x09, 0x0D, 0x20, 0x20, 0x85, 0x85, 0xA0, 0xA0, 0x1680, 0x1680, 0x2000, 0x200A, 0x2028,
        0x2029, 0x202F, 0x202F, 0x205F, 0x205F, 0x3000, 0x3000
    };

    private static final int ASCII = 128;

    private final IntPredicate rule;
    private final long low;
    private final long high;

    private CodePointClass(IntPredicate rule) {
        this.rule = rule;
        long lowBits = 0;
        long highBits = 0;
        for (int c = 0; c < Long.SIZE; c++) {
            lowBits |= rule.test(c) ? 1L << c : 0;
            highBits |= rule.test(c + Long.SIZE) ? 1L << c : 0;
        }
        this.low = lowBits;
        this.high = highBits;
    }

    /** Whether the set has this code point. */
    boolean contains(int codePoint) {
        if (codePoint < ASCII) {
            long bits = codePoint < Long.SIZE ? low : high;
            return (bits >>> codePoint & 1) != 0;
        }
        return rule.test(codePoint);
    }

    /** The code points from {@code first} to {@code last}, both included. */
    static CodePointClass range(int first, int last) {
        return new CodePointClass(c -> c >= first && c <= last);
    }

    /**
     * Several ranges.
     *
     * @param bounds first and last of each range, in ascending order
     */
    static CodePointClass ranges(int[] bounds) {
        int[] sorted = bounds.clone();
        return new CodePointClass(c -> inRanges(sorted, c));
    }

    /** Code points of the general categories whose numbers in {@link Character} are in the mask. */
    static CodePointClass categories(int mask) {
        return new CodePointClass(c -> (mask >>> Character.getType(c) & 1) != 0);
    }

    /** Code points of one script. */
    static CodePointClass script(Character.UnicodeScript script) {
        return new CodePointClass(c -> Character.UnicodeScript.of(c) == script);
    }

    /** The White_Space property. */
    static CodePointClass whiteSpace() {
        return ranges(WHITE_SPACE);
    }

    /** An ASCII letter or other character in all its cases. */
    static CodePointClass ignoringCase(int c) {
        int lower = Character.toLowerCase(c);
        int upper = Character.toUpperCase(c);
        // The two code points outside ASCII that fold to an ASCII letter: long s and Kelvin.
        int other = lower == 's' ? 0x017F : lower == 'k' ? 0x212A : lower;
        return new CodePointClass(p -> p == lower || p == upper || p == other);
    }

    CodePointClass or(CodePointClass other) {
        return new CodePointClass(rule.or(other.rule));
    }

    CodePointClass and(CodePointClass other) {
        return new CodePointClass(rule.and(other.rule));
    }

    CodePointClass not() {
        return new CodePointClass(rule.negate());
    }

    private static boolean inRanges(int[] bounds, int c) {
        int from = 0;
        int to = bounds.length / 2;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (c < bounds[2 * middle]) {
                to = middle;
            } else if (c > bounds[2 * middle + 1]) {
                from = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }
}
