package org.ponder.engine.prompt;

/**
 * A piece of a template's source.
 *
 * @param text for names and operators what is written, for strings what is meant, for numbers the
 *     digits without underscores
 */
record Token(Kind kind, String text, int line) {
    /** Kinds of tokens. */
    enum Kind {
        /** Text outside of tags. */
        DATA,
        /** The start of a statement. */
        BLOCK_BEGIN,
        BLOCK_END,
        /** The start of an expression to print. */
        PRINT_BEGIN,
        PRINT_END,
        NAME,
        STRING,
        INTEGER,
        REAL,
        OPERATOR,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    /** The token in a message. */
    String described() {
        return switch (kind) {
            case DATA -> "text";
            case BLOCK_BEGIN -> "'{%'";
            case BLOCK_END -> "'%}'";
            case PRINT_BEGIN -> "'{{'";
            case PRINT_END -> "'}}'";
            case STRING -> "a string";
            case END -> "the end of the template";
            default -> "'" + text + "'";
        };
    }
}
