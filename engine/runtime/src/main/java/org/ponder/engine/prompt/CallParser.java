package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.prompt.Expression.CallArguments;

/** Parses what follows a value: members, items, calls, filters and tests. */
final class CallParser {
    private final TokenStream tokens;
    private final ExpressionParser expressions;

    CallParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** Members, items and calls. */
    Expression postfix(Expression start) {
        Expression result = start;
        while (tokens.at(Token.Kind.OPERATOR)) {
            if (tokens.atOperator(".")) {
                result = member(result);
            } else if (tokens.atOperator("[")) {
                result = item(result);
            } else if (tokens.atOperator("(")) {
                result = call(result);
            } else {
                break;
            }
        }
        return result;
    }

    /** Filters, tests, and calls of what they give. */
    Expression filters(Expression start) {
        Expression result = start;
        while (true) {
            if (tokens.skipOperator("|")) {
                result = filter(result);
            } else if (tokens.atName("is")) {
                result = test(result);
            } else if (tokens.atOperator("(")) {
                result = call(result);
            } else {
                return result;
            }
        }
    }

    private Expression member(Expression target) {
        int line = tokens.next().line();
        Token name = tokens.next();
        if (name.is(Token.Kind.NAME)) {
            return new Expression.Member(target, name.text(), line);
        }
        if (!name.is(Token.Kind.INTEGER)) {
            throw new TemplateFailure("expected a name behind the dot", line);
        }
        Value index = ExpressionParser.integer(name);
        return new Expression.Item(target, new Expression.Literal(index), line);
    }

    private Expression item(Expression target) {
        int line = tokens.next().line();
        List<Expression> indices = new ArrayList<>();
        while (!tokens.skipOperator("]")) {
            if (!indices.isEmpty()) {
                tokens.expectOperator(",");
            }
            indices.add(index());
        }
        Expression index =
                indices.size() == 1 ? indices.getFirst() : new Expression.Sequence(indices, true);
        return new Expression.Item(target, index, line);
    }

    private Expression index() {
        Expression start = null;
        if (!tokens.atOperator(":")) {
            start = expressions.expression();
            if (!tokens.atOperator(":")) {
                return start;
            }
        }
        tokens.expectOperator(":");
        Expression stop = bound();
        Expression step = tokens.skipOperator(":") ? bound() : null;
        return new Expression.Slice(start, stop, step);
    }

    private @Nullable Expression bound() {
        boolean absent = tokens.atOperator(":") || tokens.atOperator("]") || tokens.atOperator(",");
        return absent ? null : expressions.expression();
    }

    private Expression call(Expression target) {
        int line = tokens.line();
        return new Expression.Call(target, arguments(), line);
    }

    CallArguments arguments() {
        tokens.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        List<Expression.Named> named = new ArrayList<>();
        Expression spread = null;
        Expression spreadNamed = null;
        boolean first = true;
        while (!tokens.skipOperator(")")) {
            if (!first) {
                tokens.expectOperator(",");
                if (tokens.skipOperator(")")) {
                    break;
                }
            }
            first = false;
            if (spread == null && spreadNamed == null && tokens.skipOperator("*")) {
                spread = expressions.expression();
            } else if (spreadNamed == null && tokens.skipOperator("**")) {
                spreadNamed = expressions.expression();
            } else if (tokens.at(Token.Kind.NAME) && tokens.peekNext().isOperator("=")) {
                String name = tokens.next().text();
                tokens.next();
                named.add(new Expression.Named(name, expressions.expression()));
            } else if (named.isEmpty() && spread == null && spreadNamed == null) {
                positional.add(expressions.expression());
            } else {
                throw new TemplateFailure(
                        "the arguments of a call are out of order", tokens.line());
            }
        }
        return new CallArguments(positional, named, spread, spreadNamed);
    }

    private CallArguments argumentsIfAny() {
        return tokens.atOperator("(") ? arguments() : CallArguments.NONE;
    }

    Expression.Filtered filter(@Nullable Expression input) {
        int line = tokens.line();
        String name = dottedName();
        return new Expression.Filtered(input, name, argumentsIfAny(), line);
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(tokens.expectName());
        while (tokens.skipOperator(".")) {
            name.append('.').append(tokens.expectName());
        }
        return name.toString();
    }

    private Expression test(Expression input) {
        int line = tokens.next().line();
        boolean negated = tokens.skipName("not");
        String name = dottedName();
        boolean parenthesized = tokens.atOperator("(");
        CallArguments arguments = argumentsIfAny();
        if (!parenthesized && atTestArgument()) {
            if (tokens.atName("is")) {
                throw new TemplateFailure("tests cannot be chained with 'is'", line);
            }
            Expression argument = postfix(expressions.primary());
            arguments = new CallArguments(List.of(argument), List.of(), null, null);
        }
        Expression test = new Expression.Tested(input, name, arguments, line);
        return negated ? new Expression.Not(test) : test;
    }

    /** Whether an argument without parentheses follows, as in {@code x is divisibleby 3}. */
    private boolean atTestArgument() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NAME -> !token.isName("else") && !token.isName("or") && !token.isName("and");
            case STRING, INTEGER, REAL -> true;
            case OPERATOR -> token.isOperator("[") || token.isOperator("{");
            default -> false;
        };
    }
}
