package org.ponder.app.eval;

import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Works out a formula, written plainly or in what {@link Latex#plain} leaves of LaTeX. Letters are
 * variables, to which values are given.
 */
final class Formula {
    private static final int DEEPEST = 120;
    private static final int MOST_BASES = 10_000;

    private final String text;
    private final int round;
    private int at;
    private int depth;
    private int bases;
    private boolean variables;

    /** The text is no formula. */
    private static final class NoFormula extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoFormula() {
            super("no formula", null, false, false);
        }
    }

    /**
     * What a formula comes to.
     *
     * @param quantity with values given to its variables
     * @param variables whether it has any
     */
    record Result(Quantity quantity, boolean variables) {}

    private Formula(String text, int round) {
        this.text = text;
        this.round = round;
    }

    /**
     * The value of a formula.
     *
     * @param round which values variables have: others in each round
     */
    static Optional<Result> value(String text, int round) {
        if (text.length() > MathAnswer.LONGEST) {
            return Optional.empty();
        }
        Formula formula = new Formula(text.replace(" ", ""), round);
        try {
            Quantity value = formula.sum();
            boolean whole = formula.at == formula.text.length() && !formula.text.isEmpty();
            boolean sound = whole && !Double.isNaN(value.value());
            return sound ? Optional.of(new Result(value, formula.variables)) : Optional.empty();
        } catch (NoFormula | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Quantity sum() {
        boolean negative = false;
        while (peek() == '-' || peek() == '+') {
            negative ^= text.charAt(at++) == '-';
        }
        Quantity sum = product();
        sum = negative ? sum.negated() : sum;
        while (peek() == '+' || peek() == '-') {
            boolean minus = text.charAt(at++) == '-';
            Quantity next = product();
            sum = sum.plus(minus ? next.negated() : next);
        }
        return sum;
    }

    private Quantity product() {
        Quantity product = factor();
        while (true) {
            if (peek() == '*') {
                at++;
                product = product.times(signed());
            } else if (peek() == '/') {
                at++;
                product = product.over(signed());
            } else if (startsFactor()) {
                product = product.times(factor());
            } else {
                return product;
            }
        }
    }

    private Quantity signed() {
        if (peek() == '-') {
            at++;
            return factor().negated();
        }
        return factor();
    }

    private boolean startsFactor() {
        char c = peek();
        return c == '(' || c == '\\' || c == '{' || c == 'π' || c == '∞' || Character.isLetter(c);
    }

    private Quantity factor() {
        boolean number = Character.isDigit(peek());
        Quantity base = base();
        if (number && text.startsWith("\\frac", at)) {
            // 3\frac{1}{2} is three and a half; with letters it is a product.
            int before = at;
            boolean had = variables;
            variables = false;
            Quantity part = base();
            boolean mixed = !variables && Math.abs(part.value()) < 1;
            variables |= had;
            if (mixed) {
                base = base.plus(part);
            } else {
                at = before;
            }
        }
        while (peek() == '^') {
            at++;
            base = base.toThe(argument());
        }
        return base;
    }

    /** All nesting leads through here, be it of brackets, of roots or of functions. */
    private Quantity base() {
        // A mixed number's fraction is read twice, and the fractions in it four times and more
        // often.
        if (++depth > DEEPEST || ++bases > MOST_BASES) {
            throw new NoFormula();
        }
        Quantity base = bare();
        depth--;
        return base;
    }

    private Quantity bare() {
        char c = peek();
        if (Character.isDigit(c) || c == '.') {
            return number();
        }
        if (c == '(' || c == '[' || c == '{') {
            at++;
            Quantity inside = sum();
            expect(c == '(' ? ')' : c == '[' ? ']' : '}');
            return inside;
        }
        if (c == '\\') {
            return command();
        }
        if (c == 'π') {
            at++;
            return Quantity.of(Math.PI);
        }
        if (Character.isLetter(c)) {
            if (text.startsWith("sqrt(", at)) {
                at += "sqrt".length();
                return base().root(2);
            }
            at++;
            variables = true;
            return variable(c);
        }
        throw new NoFormula();
    }

    /** A value that no answer is likely to have by chance. */
    private Quantity variable(char name) {
        return Quantity.of(1.0 + ((name * 7919L + round * 104729L) % 1009) / 577.0);
    }

    private Quantity number() {
        int from = at;
        while (Character.isDigit(peek())) {
            at++;
        }
        if (peek() == '.') {
            at++;
            while (Character.isDigit(peek())) {
                at++;
            }
        }
        if ((peek() == 'e' || peek() == 'E')
                && text.substring(at).matches("[eE][+-]?\\d{1,3}\\b.*")) {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            while (Character.isDigit(peek())) {
                at++;
            }
        }
        return Quantity.decimal(text.substring(from, at));
    }

    private Quantity command() {
        int from = ++at;
        while (Character.isLetter(peek()) && at < text.length()) {
            at++;
            String name = text.substring(from, at);
            if (name.equals("frac")) {
                Quantity top = argument();
                return top.over(argument());
            }
            if (name.equals("sqrt")) {
                return root();
            }
        }
        String name = text.substring(from, at);
        DoubleSupplier value = () -> base().value();
        return switch (name) {
            case "sin" -> Quantity.of(Math.sin(value.getAsDouble()));
            case "cos" -> Quantity.of(Math.cos(value.getAsDouble()));
            case "tan" -> Quantity.of(Math.tan(value.getAsDouble()));
            case "ln" -> Quantity.of(Math.log(value.getAsDouble()));
            case "log" -> Quantity.of(Math.log10(value.getAsDouble()));
            default -> throw new NoFormula();
        };
    }

    private Quantity root() {
        int degree = 2;
        if (peek() == '[') {
            at++;
            int from = at;
            while (Character.isDigit(peek())) {
                at++;
            }
            degree = Integer.parseInt(text.substring(from, at));
            expect(']');
        }
        return argument().root(degree);
    }

    /** What a command or a power is applied to: a group, or a single character. */
    private Quantity argument() {
        char c = peek();
        if (c == '-') {
            at++;
            return argument().negated();
        }
        if (Character.isDigit(c)) {
            at++;
            return Quantity.of(c - '0');
        }
        return base();
    }

    private void expect(char c) {
        if (peek() != c) {
            throw new NoFormula();
        }
        at++;
    }

    /** The next character; a blank at the end, which is none of a formula's. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : ' ';
    }
}
