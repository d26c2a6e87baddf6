package org.ponder.engine.chat;

import org.ponder.engine.prompt.TemplateException;

/** The chat template cannot render this conversation. Nothing was generated. */
public final class TemplateFailureException extends RuntimeException {

    TemplateFailureException(TemplateException cause) {
        super(cause.getMessage() + " Load the model with another chat template.", cause);
    }
}
