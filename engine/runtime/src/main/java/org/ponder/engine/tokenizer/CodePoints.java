package org.ponder.engine.tokenizer;

/**
 * A set of code points, as a pattern's character class names it. Categories are those of the
 * running JDK's Unicode tables; white space is Unicode's White_Space property, which is neither of
 * Java's own notions of it.
 */
sealed interface CodePoints {
    /** Whether the set has this code point. */
    boolean contains(int codePoint);

    /** The White_Space property. */
    static CodePoints whiteSpace() {
        return new Ranges(
                0x09, 0x0D, 0x20, 0x20, 0x85, 0x85, 0xA0, 0xA0, 0x1680, 0x1680, 0x2000, 0x200A,
                0x2028, 0x2029, 0x202F, 0x202F, 0x205F, 0x205F, 0x3000, 0x3000);
    }

    /** An ASCII character in all its cases. */
    static CodePoints ignoringCase(int c) {
        int lower = Character.toLowerCase(c);
        int upper = Character.toUpperCase(c);
        // The two code points outside ASCII that fold to an ASCII letter: long s and Kelvin.
        int other = lower == 's' ? 0x017F : lower == 'k' ? 0x212A : lower;
        return new Ranges(
                Math.min(lower, upper),
                Math.min(lower, upper),
                Math.max(lower, upper),
                Math.max(lower, upper),
                other,
                other);
    }

    /** The same set, quick to ask for ASCII. */
    default CodePoints quick() {
        long low = 0;
        long high = 0;
        for (int c = 0; c < Long.SIZE; c++) {
            low |= contains(c) ? 1L << c : 0;
            high |= contains(c + Long.SIZE) ? 1L << c : 0;
        }
        return new Quick(low, high, this);
    }

    /** A set with the answers for ASCII in two words. */
    record Quick(long low, long high, CodePoints all) implements CodePoints {
        @Override
        public boolean contains(int codePoint) {
            if (codePoint >= 2 * Long.SIZE) {
                return all.contains(codePoint);
            }
            return ((codePoint < Long.SIZE ? low : high) >>> codePoint & 1) != 0;
        }
    }

    /** Ranges by their first and last code points, in any order. */
    final class Ranges implements CodePoints {
        private final int[] bounds;

        Ranges(int... bounds) {
            this.bounds = bounds.clone();
        }

        @Override
        public boolean contains(int codePoint) {
            for (int i = 0; i < bounds.length; i += 2) {
                if (codePoint >= bounds[i] && codePoint <= bounds[i + 1]) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The general categories whose numbers in {@link Character} are in a mask. */
    record Categories(int mask) implements CodePoints {
        @Override
        public boolean contains(int codePoint) {
            return (mask >>> Character.getType(codePoint) & 1) != 0;
        }
    }

    /** A script. */
    record Script(Character.UnicodeScript script) implements CodePoints {
        @Override
        public boolean contains(int codePoint) {
            return Character.UnicodeScript.of(codePoint) == script;
        }
    }

    /** What is in one of two sets. */
    record Union(CodePoints one, CodePoints other) implements CodePoints {
        @Override
        public boolean contains(int codePoint) {
            return one.contains(codePoint) || other.contains(codePoint);
        }
    }

    /** What is in both of two sets. */
    record Intersection(CodePoints one, CodePoints other) implements CodePoints {
        @Override
        public boolean contains(int codePoint) {
            return one.contains(codePoint) && other.contains(codePoint);
        }
    }

    /** What is not in a set. */
    record Complement(CodePoints of) implements CodePoints {
        @Override
        public boolean contains(int codePoint) {
            return !of.contains(codePoint);
        }
    }
}
