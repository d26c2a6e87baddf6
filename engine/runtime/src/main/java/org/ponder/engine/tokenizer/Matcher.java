package org.ponder.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;

/**
 * A step of a compiled {@link SplitPattern}. Steps are chained: a step that fits hands on to the
 * next, and where that fails tries its other choices. Runs of a character class, the only choices
 * that can be long, are loops, so the depth of the stack depends on the pattern alone and never on
 * the text.
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

    /** This chain with another behind it. */
    Matcher then(Matcher rest);

    /** The end of the chain. */
    record Done() implements Matcher {
        @Override
        public int match(char[] text, int at, int end) {
            return at;
        }

        @Override
        public Matcher then(Matcher rest) {
            return rest;
        }
    }

    /** The end of the piece. */
    record AtEnd(Matcher next) implements Matcher {
        @Override
        public int match(char[] text, int at, int end) {
            return at == end ? next.match(text, at, end) : NONE;
        }

        @Override
        public Matcher then(Matcher rest) {
            return new AtEnd(next.then(rest));
        }
    }

    /** As many code points of a class as there are, giving back one by one unless possessive. */
    record Run(CodePoints of, Times times, Matcher next) implements Matcher {
        @Override
        public int match(char[] text, int at, int end) {
            int count = 0;
            int here = at;
            while (count < times.most() && here < end) {
                int c = Character.codePointAt(text, here, end);
                if (!of.contains(c)) {
                    break;
                }
                here += Character.charCount(c);
                count++;
            }
            while (count >= times.least()) {
                int matched = next.match(text, here, end);
                if (matched != NONE || times.possessive() || count == 0) {
                    return matched;
                }
                here -= Character.charCount(Character.codePointBefore(text, here, at));
                count--;
            }
            return NONE;
        }

        @Override
        public Matcher then(Matcher rest) {
            return new Run(of, times, next.then(rest));
        }
    }

    /** The first of several ways that leads to a match; each goes on to the end of the chain. */
    record Either(List<Matcher> ways) implements Matcher {
        @Override
        public int match(char[] text, int at, int end) {
            for (int i = 0; i < ways.size(); i++) {
                int matched = ways.get(i).match(text, at, end);
                if (matched != NONE) {
                    return matched;
                }
            }
            return NONE;
        }

        @Override
        public Matcher then(Matcher rest) {
            List<Matcher> longer = new ArrayList<>();
            for (Matcher way : ways) {
                longer.add(way.then(rest));
            }
            return new Either(List.copyOf(longer));
        }
    }

    /**
     * A group over and over, each time as far as it goes. Never gives a repetition back: no pattern
     * in use needs it, and the loop stays off the stack.
     */
    record Repeat(Matcher group, Times times, Matcher next) implements Matcher {
        @Override
        public int match(char[] text, int at, int end) {
            int here = at;
            int count = 0;
            while (count < times.most()) {
                int matched = group.match(text, here, end);
                if (matched == NONE || matched == here) {
                    break;
                }
                here = matched;
                count++;
            }
            return count >= times.least() ? next.match(text, here, end) : NONE;
        }

        @Override
        public Matcher then(Matcher rest) {
            return new Repeat(group, times, next.then(rest));
        }
    }

    /** Whether a group follows, or does not, without taking it. */
    record Ahead(Matcher group, boolean wanted, Matcher next) implements Matcher {
        @Override
        public int match(char[] text, int at, int end) {
            boolean follows = group.match(text, at, end) != NONE;
            return follows == wanted ? next.match(text, at, end) : NONE;
        }

        @Override
        public Matcher then(Matcher rest) {
            return new Ahead(group, wanted, next.then(rest));
        }
    }

    /**
     * How often something is repeated.
     *
     * @param least at least so often
     * @param most at most so often
     * @param possessive whether what was taken is never given back
     */
    record Times(int least, int most, boolean possessive) {
        static final Times ONCE = new Times(1, 1, false);
        static final int MANY = Integer.MAX_VALUE;

        boolean once() {
            return least == 1 && most == 1;
        }

        boolean optional() {
            return least == 0 && most == 1;
        }
    }
}
