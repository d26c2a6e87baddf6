package org.ponder.engine.prompt;

import org.ponder.engine.gguf.SafeText;

/** A chat template that cannot be parsed or rendered. The message is one sentence with the line. */
public final class TemplateException extends Exception {
    private final int line;

    /**
     * @param message what is wrong, as one sentence without the place and the full stop
     * @param line line of the template, from 1; 0 where there is none
     */
    public TemplateException(String message, int line) {
        super(
                (line > 0 ? "The chat template fails in line " + line : "The chat template fails")
                        + ": "
                        + sentence(message));
        this.line = line;
    }

    /** Line of the template, from 1; 0 where there is none. */
    public int line() {
        return line;
    }

    /** Messages may quote the template, which may be hostile. */
    private static String sentence(String message) {
        String shown = SafeText.message(message);
        return shown.isEmpty() || ".!?…".indexOf(shown.charAt(shown.length() - 1)) >= 0
                ? shown
                : shown + ".";
    }
}
