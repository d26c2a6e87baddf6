package org.ponder.engine.chat;

import org.ponder.engine.prompt.ChatTemplate;
import org.ponder.engine.prompt.TemplateException;

/** The chat template cannot render this conversation. Nothing was generated. */
public final class TemplateFailureException extends RuntimeException {

    TemplateFailureException(TemplateException cause) {
        super(
                cause.getMessage()
                        + " Load the model with a template of Ponder's own instead: "
                        + String.join(", ", ChatTemplate.builtInNames())
                        + ".",
                cause);
    }
}
