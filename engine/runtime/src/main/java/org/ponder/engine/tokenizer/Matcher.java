package org.ponder.engine.tokenizer;

import java.util.List;

/**
 * A step of a compiled {@link SplitPattern}. Steps are chained: a step that fits hands on to what
 * follows it, and where that fails tries its next choice. Runs of a character class, the only
 * choices that can be long, are loops, so the depth of the stack depends on the pattern alone and
 * never on the text.
 */
sealed interface Matcher {
    /** No match. */
    int NONE = -1;

    /**
     * Matches this step and all that follows it.
     *
     * @param text the characters
     * @param at where to match, at most {@code end}
     * @param end where the piece ends; nothing beyond is looked at
     * @return where the match ends, or {@link #NONE}
     */
    int match(char[] text, int at, int end);

    /** The end of the pattern, or of a group that is matched on its own. */
    record Done() implements Matcher {
        @Override
        public int match(char[] text, int at, int end) {
            return at;
        }
    }

    /** The end of the piece. */
    record AtEnd(Matcher next) implements Matcher {
        @Override
        public int match(char[] text, int at, int end) {
            return at == end ? next.match(text, at, end) : NONE;
        }
    }

    /** One code point of a class. */
    record One(CodePointClass of, Matcher next) implements Matcher {
        @Override
        public int match(char[] text, int at, int end) {
            if (at == end) {
                return NONE;
            }
            int c = Character.codePointAt(text, at, end);
            return of.contains(c) ? next.match(text, at + Character.charCount(c), end) : NONE;
        }
    }

    /** As many code points of a class as there are, giving back one by one unless possessive. */
    record Run(CodePointClass of, int least, int most, boolean possessive, Matcher next)
            implements Matcher {
        @Override
        public int match(char[] text, int at, int end) {
            int count = 0;
            int here = at;
            while (count < most && here < end) {
                int c = Character.codePointAt(text, here, end);
                if (!of.contains(c)) {
                    break;
                }
                here += Character.charCount(c);
                count++;
            }
            while (count >= least) {
                int matched = next.match(text, here, end);
                if (matched != NONE || possessive || count == 0) {
                    return matched;
                }
                here -= Character.charCount(Character.codePointBefore(text, here, at));
                count--;
            }
            return NONE;
        }
    }

    /** The first of several ways that leads to a match; each ends in what follows. */
    record Either(List<Matcher> ways) implements Matcher {
        @Override
        public int match(char[] text, int at, int end) {
            for (Matcher way : ways) {
                int matched = way.match(text, at, end);
                if (matched != NONE) {
                    return matched;
                }
            }
            return NONE;
        }
    }

    /**
     * A group over and over, each time as far as it goes. Never gives a repetition back: no pattern
     * in use needs it, and the loop stays off the stack.
     */
    record Repeat(Matcher group, int least, Matcher next) implements Matcher {
        @Override
        public int match(char[] text, int at, int end) {
            int here = at;
            int count = 0;
            while (true) {
                int matched = group.match(text, here, end);
                if (matched == NONE || matched == here) {
                    break;
                }
                here = matched;
                count++;
            }
            return count >= least ? next.match(text, here, end) : NONE;
        }
    }

    /** Whether a group follows, or does not, without taking it. */
    record Ahead(Matcher group, boolean wanted, Matcher next) implements Matcher {
        @Override
        public int match(char[] text, int at, int end) {
            boolean follows = group.match(text, at, end) != NONE;
            return follows == wanted ? next.match(text, at, end) : NONE;
        }
    }
}
