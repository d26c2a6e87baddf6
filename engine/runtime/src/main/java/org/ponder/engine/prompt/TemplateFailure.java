package org.ponder.engine.prompt;

/**
 * Ends parsing or rendering from any depth; {@link ChatTemplate} turns it into a {@link
 * TemplateException}. Without a stack trace: a template's fault says nothing about our stack.
 */
final class TemplateFailure extends RuntimeException {
    private final int line;

    /** A failure whose line the renderer knows. */
    TemplateFailure(String message) {
        this(message, 0);
    }

    TemplateFailure(String message, int line) {
        super(message, null, false, false);
        this.line = line;
    }

    /** Line of the template, from 1; 0 where it is not known here. */
    int line() {
        return line;
    }

    TemplateException at(int runningLine) {
        return new TemplateException(String.valueOf(getMessage()), line > 0 ? line : runningLine);
    }
}
