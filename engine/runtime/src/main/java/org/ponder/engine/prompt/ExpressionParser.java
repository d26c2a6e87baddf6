package org.ponder.engine.prompt;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.prompt.Expression.CallArguments;

/**
 * Parses expressions by recursive descent, one method for each level of precedence, loosest first.
 */
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    /** Python refuses longer whole numbers too. */
    private static final int MAX_DIGITS = 4300;

    private final TokenStream tokens;
    private final CallParser calls;

    /** Names read, one set for each macro around the current place; the template's own last. */
    private final Deque<Set<String>> uses = new ArrayDeque<>(List.of(new HashSet<>()));

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
        this.calls = new CallParser(tokens, this);
    }

    /** Starts to collect the names that a macro reads. */
    void enterMacro() {
        uses.push(new HashSet<>());
    }

    /** The names read since {@link #enterMacro}. */
    Set<String> leaveMacro() {
        Set<String> inside = uses.pop();
        uses.getFirst().addAll(inside);
        return Set.copyOf(inside);
    }

    /** All names that the template reads. */
    Set<String> uses() {
        return Set.copyOf(uses.getLast());
    }

    Expression expression() {
        tokens.enter();
        Expression then = or();
        while (tokens.skipName("if")) {
            Expression test = or();
            Expression otherwise = tokens.skipName("else") ? expression() : null;
            then = new Expression.Conditional(test, then, otherwise);
        }
        tokens.leave();
        return then;
    }

    Expression or() {
        Expression left = and();
        while (tokens.skipName("or")) {
            left = new Expression.Or(left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.skipName("and")) {
            left = new Expression.And(left, not());
        }
        return left;
    }

    private Expression not() {
        if (!tokens.skipName("not")) {
            return comparisons();
        }
        tokens.enter();
        Expression operand = not();
        tokens.leave();
        return new Expression.Not(operand);
    }

    private Expression comparisons() {
        int line = tokens.line();
        Expression first = sum();
        List<Expression.Comparand> rest = new ArrayList<>();
        while (true) {
            if (tokens.at(Token.Kind.OPERATOR) && COMPARISONS.contains(tokens.peek().text())) {
                String operator = tokens.next().text();
                rest.add(new Expression.Comparand(operator, sum()));
            } else if (tokens.skipName("in")) {
                rest.add(new Expression.Comparand("in", sum()));
            } else if (tokens.atName("not") && tokens.peekNext().isName("in")) {
                tokens.next();
                tokens.next();
                rest.add(new Expression.Comparand("not in", sum()));
            } else {
                break;
            }
        }
        return rest.isEmpty() ? first : new Expression.Comparisons(first, rest, line);
    }

    private Expression sum() {
        return binary(Set.of("+", "-"), this::concatenation);
    }

    private Expression concatenation() {
        Expression first = product();
        if (!tokens.atOperator("~")) {
            return first;
        }
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (tokens.skipOperator("~")) {
            parts.add(product());
        }
        return new Expression.Concatenation(parts);
    }

    private Expression product() {
        return binary(Set.of("*", "/", "//", "%"), this::power);
    }

    private Expression power() {
        return binary(Set.of("**"), () -> unary(true));
    }

    private Expression binary(Set<String> operators, Supplier<Expression> operand) {
        Expression left = operand.get();
        while (tokens.at(Token.Kind.OPERATOR) && operators.contains(tokens.peek().text())) {
            Token operator = tokens.next();
            left = new Expression.Binary(operator.text(), left, operand.get(), operator.line());
        }
        return left;
    }

    /** A sign binds tighter than a filter: {@code -1|abs} is the filter of the negative. */
    private Expression unary(boolean withFilters) {
        Expression operand;
        if (tokens.atOperator("-") || tokens.atOperator("+")) {
            Token sign = tokens.next();
            tokens.enter();
            operand = new Expression.Sign(unary(false), sign.text().equals("-"), sign.line());
            tokens.leave();
        } else {
            operand = primary();
        }
        operand = calls.postfix(operand);
        return withFilters ? calls.filters(operand) : operand;
    }

    Expression primary() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NAME -> name(tokens.next());
            case STRING -> new Expression.Literal(Text.trusted(strings()));
            case INTEGER -> new Expression.Literal(integer(tokens.next()));
            case REAL -> new Expression.Literal(new Real(Double.parseDouble(tokens.next().text())));
            default -> bracketed(token);
        };
    }

    private Expression name(Token token) {
        return switch (token.text()) {
            case "true", "True" -> new Expression.Literal(Bool.TRUE);
            case "false", "False" -> new Expression.Literal(Bool.FALSE);
            case "none", "None" -> new Expression.Literal(None.NONE);
            default -> {
                uses.getFirst().add(token.text());
                yield new Expression.Name(token.text(), token.line());
            }
        };
    }

    /** String literals that follow each other are one. */
    private String strings() {
        StringBuilder all = new StringBuilder();
        while (tokens.at(Token.Kind.STRING)) {
            all.append(tokens.next().text());
        }
        return all.toString();
    }

    static Int integer(Token token) {
        String digits = token.text();
        if (digits.length() > MAX_DIGITS) {
            throw new TemplateFailure("a number is too long", token.line());
        }
        int radix =
                digits.length() < 3
                        ? 10
                        : switch (digits.charAt(1)) {
                            case 'x', 'X' -> 16;
                            case 'o', 'O' -> 8;
                            case 'b', 'B' -> 2;
                            default -> 10;
                        };
        return new Int(new BigInteger(radix == 10 ? digits : digits.substring(2), radix));
    }

    private Expression bracketed(Token token) {
        tokens.enter();
        Expression result;
        if (tokens.skipOperator("(")) {
            result = tupleIn(this::expression, ")", true);
            tokens.expectOperator(")");
        } else if (tokens.skipOperator("[")) {
            result = new Expression.Sequence(items("]"), false);
        } else if (tokens.skipOperator("{")) {
            result = dict();
        } else {
            throw new TemplateFailure(token.described() + " is unexpected", token.line());
        }
        tokens.leave();
        return result;
    }

    private List<Expression> items(String closing) {
        List<Expression> items = new ArrayList<>();
        while (!tokens.skipOperator(closing)) {
            if (!items.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.skipOperator(closing)) {
                    break;
                }
            }
            items.add(expression());
        }
        return items;
    }

    private Expression dict() {
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!tokens.skipOperator("}")) {
            if (!keys.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.skipOperator("}")) {
                    break;
                }
            }
            keys.add(expression());
            tokens.expectOperator(":");
            values.add(expression());
        }
        return new Expression.Dict(keys, values);
    }

    /** One expression, or several with commas between them, which make a tuple. */
    Expression tuple() {
        return tupleIn(this::expression, "", false);
    }

    /** As {@link #tuple}, but an {@code if} does not belong to it. */
    Expression tupleWithoutCondition() {
        return tupleIn(this::or, "", false);
    }

    /** Names and literals only, with commas between them: what a loop or a set assigns to. */
    Expression targets() {
        return tupleIn(this::primary, "", false);
    }

    private Expression tupleIn(Supplier<Expression> item, String closing, boolean mayBeEmpty) {
        List<Expression> items = new ArrayList<>();
        boolean tuple = false;
        while (!atTupleEnd(closing)) {
            items.add(item.get());
            if (!tokens.skipOperator(",")) {
                break;
            }
            tuple = true;
        }
        if (!tuple && !items.isEmpty()) {
            return items.getFirst();
        }
        if (items.isEmpty() && !mayBeEmpty) {
            throw tokens.unexpected("an expression");
        }
        return new Expression.Sequence(items, true);
    }

    private boolean atTupleEnd(String closing) {
        return tokens.at(Token.Kind.PRINT_END)
                || tokens.at(Token.Kind.BLOCK_END)
                || tokens.atName("in")
                || (!closing.isEmpty() && tokens.atOperator(closing))
                || tokens.atOperator(")");
    }

    CallArguments arguments() {
        return calls.arguments();
    }

    Expression.Filtered filter(@Nullable Expression input) {
        return calls.filter(input);
    }
}
