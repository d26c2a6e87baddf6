package org.ponder.engine.reply;

/** Where in a reply the model is when its first token comes: known from the prompt. */
public enum ReplyStart {
    /** At the very beginning: the model may open a thought itself, or answer at once. */
    CLOSED,
    /** Inside a thought that the prompt has just opened. */
    THOUGHT,
    /** In the middle of a thought that is being continued: white space counts. */
    THOUGHT_RESUMED,
    /** Behind a thought that the prompt has closed. */
    ANSWER,
    /** In the middle of an answer that is being continued: white space counts. */
    ANSWER_RESUMED
}
