package org.ponder.engine.prompt;

import java.util.List;

/** The tokens of a template with a place in them, and the depth of the parser. */
final class TokenStream {
    /** Nested brackets, signs and statements; keeps the parser's Java stack small. */
    private static final int MAX_DEPTH = 200;

    private final List<Token> tokens;
    private int position;
    private int depth;

    /**
     * @param tokens ending in one of kind END
     */
    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(position);
    }

    Token peekNext() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        if (!token.is(Token.Kind.END)) {
            position++;
        }
        return token;
    }

    int line() {
        return peek().line();
    }

    boolean at(Token.Kind kind) {
        return peek().is(kind);
    }

    boolean atName(String name) {
        return peek().isName(name);
    }

    boolean atOperator(String operator) {
        return peek().isOperator(operator);
    }

    boolean skipName(String name) {
        boolean there = atName(name);
        if (there) {
            next();
        }
        return there;
    }

    boolean skipOperator(String operator) {
        boolean there = atOperator(operator);
        if (there) {
            next();
        }
        return there;
    }

    Token expect(Token.Kind kind, String what) {
        if (!at(kind)) {
            throw unexpected(what);
        }
        return next();
    }

    String expectName() {
        return expect(Token.Kind.NAME, "a name").text();
    }

    void expectWord(String name) {
        if (!skipName(name)) {
            throw unexpected("'" + name + "'");
        }
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    TemplateFailure unexpected(String expected) {
        return new TemplateFailure(
                "expected " + expected + " but found " + peek().described(), line());
    }

    /** Goes one level deeper; {@link #leave} must follow. */
    void enter() {
        if (++depth > MAX_DEPTH) {
            throw new TemplateFailure("it is nested too deeply", line());
        }
    }

    void leave() {
        depth--;
    }
}
