package org.ponder.engine.tokenizer;

/**
 * A regular expression that cuts text into pieces: each match is a piece, and so is what lies
 * between two matches. The language is the part of Oniguruma's that pre-tokenizers use, with its
 * meaning: alternatives in order, greedy and possessive runs, look-ahead, classes by Unicode
 * category. The JDK's own engine is not used because its white space is another one and because a
 * pattern here must never recurse along the text.
 */
final class SplitPattern {
    private final Matcher matcher;

    private SplitPattern(Matcher matcher) {
        this.matcher = matcher;
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException if it uses what this class does not know
     */
    static SplitPattern of(String expression) {
        return new SplitPattern(new PatternParser(expression).parse());
    }

    /** Where the next match may begin, there being none at a place. */
    private int nextStart(char[] text, int at, int to) {
        int next = at;
        if (matcher instanceof Matcher.Run run && run.next() instanceof Matcher.AtEnd) {
            // A run that does not reach the end does not from its middle either; to try each place
            // would be quadratic.
            while (next < to && run.of().contains(Character.codePointAt(text, next, to))) {
                next += Character.charCount(Character.codePointAt(text, next, to));
            }
        }
        return next > at ? next : at + Character.charCount(Character.codePointAt(text, at, to));
    }

    /**
     * Cuts {@code text[from, to)}, as if nothing were around it, and adds the end of every piece.
     */
    void split(char[] text, int from, int to, IntList ends) {
        int pieceStart = from;
        int at = from;
        while (at < to) {
            int matched = matcher.match(text, at, to);
            if (matched > at) {
                if (at > pieceStart) {
                    ends.add(at);
                }
                ends.add(matched);
                pieceStart = matched;
                at = matched;
            } else {
                at = nextStart(text, at, to);
            }
        }
        if (to > pieceStart) {
            ends.add(to);
        }
    }
}
