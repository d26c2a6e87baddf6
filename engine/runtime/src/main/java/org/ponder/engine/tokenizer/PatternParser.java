package org.ponder.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Compiles the expression of a {@link SplitPattern}; a recursive descent, used once. */
final class PatternParser {
    private static final int MANY = Integer.MAX_VALUE;

    private final String source;
    private final ClassParser classes;
    private int at;

    PatternParser(String source) {
        this.source = source;
        this.classes = new ClassParser(source);
    }

    Matcher parse() {
        Matcher whole = alternatives(false).apply(new Matcher.Done());
        if (at < source.length()) {
            throw bad("an unmatched ')'");
        }
        return whole;
    }

    /** Alternatives up to the closing bracket or the end: from what follows, the whole. */
    private UnaryOperator<Matcher> alternatives(boolean ignoreCase) {
        List<UnaryOperator<Matcher>> ways = new ArrayList<>();
        ways.add(sequence(ignoreCase));
        while (peek() == '|') {
            at++;
            ways.add(sequence(ignoreCase));
        }
        if (ways.size() == 1) {
            return ways.getFirst();
        }
        return next -> new Matcher.Either(ways.stream().map(way -> way.apply(next)).toList());
    }

    private UnaryOperator<Matcher> sequence(boolean ignoreCase) {
        List<UnaryOperator<Matcher>> steps = new ArrayList<>();
        while (at < source.length() && peek() != '|' && peek() != ')') {
            steps.add(step(ignoreCase));
        }
        return next -> {
            Matcher built = next;
            for (UnaryOperator<Matcher> step : steps.reversed()) {
                built = step.apply(built);
            }
            return built;
        };
    }

    private UnaryOperator<Matcher> step(boolean ignoreCase) {
        char c = peek();
        if (c == '(') {
            return group(ignoreCase);
        }
        if (c == '$') {
            at++;
            return Matcher.AtEnd::new;
        }
        CodePointClass single = classes.parse(at, ignoreCase);
        at = classes.end();
        Times times = times();
        if (times == null) {
            return next -> new Matcher.One(single, next);
        }
        return next -> new Matcher.Run(single, times.least, times.most, times.possessive, next);
    }

    private UnaryOperator<Matcher> group(boolean ignoreCase) {
        at++;
        boolean foldsCase = ignoreCase;
        boolean lookAhead = false;
        boolean wanted = true;
        if (peek() == '?') {
            at++;
            if (peek() == 'i') {
                foldsCase = true;
                at++;
                expect(':');
            } else if (peek() == ':') {
                at++;
            } else if (peek() == '=' || peek() == '!') {
                lookAhead = true;
                wanted = peek() == '=';
                at++;
            } else {
                throw bad("an unknown kind of group");
            }
        }
        UnaryOperator<Matcher> inside = alternatives(foldsCase);
        expect(')');
        if (lookAhead) {
            boolean follows = wanted;
            return next -> new Matcher.Ahead(inside.apply(new Matcher.Done()), follows, next);
        }
        Times times = times();
        if (times == null) {
            return inside;
        }
        if (times.most == 1) {
            return next -> new Matcher.Either(List.of(inside.apply(next), next));
        }
        if (times.most != MANY) {
            throw bad("a counted group");
        }
        return next -> new Matcher.Repeat(inside.apply(new Matcher.Done()), times.least, next);
    }

    private record Times(int least, int most, boolean possessive) {}

    private @Nullable Times times() {
        int least;
        int most;
        switch (peek()) {
            case '?' -> {
                least = 0;
                most = 1;
                at++;
            }
            case '*' -> {
                least = 0;
                most = MANY;
                at++;
            }
            case '+' -> {
                least = 1;
                most = MANY;
                at++;
            }
            case '{' -> {
                at++;
                least = number();
                most = least;
                if (peek() == ',') {
                    at++;
                    most = peek() == '}' ? MANY : number();
                }
                expect('}');
            }
            default -> {
                return null;
            }
        }
        boolean possessive = peek() == '+';
        at += possessive ? 1 : 0;
        return new Times(least, most, possessive);
    }

    private int number() {
        int from = at;
        while (Character.isDigit(peek())) {
            at++;
        }
        return Integer.parseInt(source, from, at, 10);
    }

    private char peek() {
        return at < source.length() ? source.charAt(at) : '\0';
    }

    private void expect(char c) {
        if (peek() != c) {
            throw bad("no '" + c + "'");
        }
        at++;
    }

    private IllegalArgumentException bad(String what) {
        return new IllegalArgumentException(
                "The pattern has " + what + " at " + at + ": " + source);
    }
}
