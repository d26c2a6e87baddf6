package org.ponder.engine.prompt;

import java.util.Map;

/**
 * How a template is told to let the model think, or not to.
 *
 * @param extras variables to render with, besides the messages
 * @param suffix trusted text to put behind the rendered prompt; may be empty
 * @param honoured whether the prompt then really is as asked; a model without thoughts cannot be
 *     told to think
 * @param how what was found in the template, as one plain sentence
 */
public record ThinkSwitch(Map<String, Object> extras, String suffix, boolean honoured, String how) {

    public ThinkSwitch {
        extras = Map.copyOf(extras);
    }
}
