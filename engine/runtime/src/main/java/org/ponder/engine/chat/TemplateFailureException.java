package org.ponder.engine.chat;

import java.util.List;
import org.ponder.engine.prompt.ChatTemplate;
import org.ponder.engine.prompt.TemplateException;

/** The chat template cannot render this conversation. Nothing was generated. */
public final class TemplateFailureException extends RuntimeException {
    private final int line;

    TemplateFailureException(TemplateException cause) {
        super(
                cause.getMessage()
                        + " Load the model with a template of Ponder's own instead: "
                        + String.join(", ", ChatTemplate.builtInNames())
                        + ".",
                cause);
        this.line = cause.line();
    }

    /** Line of the template, from 1; 0 where there is none. */
    public int line() {
        return line;
    }

    /** The templates of Ponder's own that would do instead. */
    public List<String> others() {
        return ChatTemplate.builtInNames();
    }
}
