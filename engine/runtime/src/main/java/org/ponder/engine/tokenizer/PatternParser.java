package org.ponder.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import org.ponder.engine.tokenizer.Matcher.Times;

/** Compiles the expression of a {@link SplitPattern}; a recursive descent, used once. */
final class PatternParser {
    private static final Matcher DONE = new Matcher.Done();

    private final String source;
    private final ClassParser classes;
    private int at;

    PatternParser(String source) {
        this.source = source;
        this.classes = new ClassParser(source);
    }

    Matcher parse() {
        Matcher whole = alternatives(false);
        if (at < source.length()) {
            throw bad("an unmatched ')'");
        }
        return whole;
    }

    /** Alternatives up to the closing bracket or the end. */
    private Matcher alternatives(boolean ignoreCase) {
        List<Matcher> ways = new ArrayList<>();
        ways.add(sequence(ignoreCase));
        while (peek() == '|') {
            at++;
            ways.add(sequence(ignoreCase));
        }
        return ways.size() == 1 ? ways.get(0) : new Matcher.Either(List.copyOf(ways));
    }

    private Matcher sequence(boolean ignoreCase) {
        Matcher steps = DONE;
        while (at < source.length() && peek() != '|' && peek() != ')') {
            steps = steps.then(step(ignoreCase));
        }
        return steps;
    }

    private Matcher step(boolean ignoreCase) {
        if (peek() == '(') {
            return group(ignoreCase);
        }
        if (peek() == '$') {
            at++;
            return new Matcher.AtEnd(DONE);
        }
        CodePoints of = classes.parse(at, ignoreCase);
        at = classes.end();
        return new Matcher.Run(of.quick(), times(), DONE);
    }

    private Matcher group(boolean ignoreCase) {
        expect('(');
        boolean ahead = source.startsWith("?=", at) || source.startsWith("?!", at);
        boolean wanted = !source.startsWith("?!", at);
        boolean foldsCase = ignoreCase || source.startsWith("?i:", at);
        if (ahead || source.startsWith("?:", at)) {
            at += 2;
        } else if (source.startsWith("?i:", at)) {
            at += 3;
        } else if (peek() == '?') {
            throw bad("an unknown kind of group");
        }
        Matcher inside = alternatives(foldsCase);
        expect(')');
        if (ahead) {
            return new Matcher.Ahead(inside, wanted, DONE);
        }
        Times times = times();
        if (times.once()) {
            return inside;
        }
        if (times.optional()) {
            return new Matcher.Either(List.of(inside, DONE));
        }
        return new Matcher.Repeat(inside, times, DONE);
    }

    private Times times() {
        int least = 1;
        int most = 1;
        switch (peek()) {
            case '?' -> least = 0;
            case '+' -> most = Times.MANY;
            case '*' -> {
                least = 0;
                most = Times.MANY;
            }
            case '{' -> {
                at++;
                least = number();
                most = least;
                if (peek() == ',') {
                    at++;
                    most = peek() == '}' ? Times.MANY : number();
                }
                if (peek() != '}') {
                    throw bad("an unfinished count");
                }
            }
            default -> {
                return Times.ONCE;
            }
        }
        at++;
        boolean possessive = peek() == '+';
        at += possessive ? 1 : 0;
        return new Times(least, most, possessive);
    }

    private int number() {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
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
