package org.ponder.engine.reply;

/**
 * What the parser makes of the model's output, in order: pieces of the thought, its end, pieces of
 * the answer and the tool calls in it. A model that first says a word to the user may think again
 * behind it. No text is empty.
 */
public sealed interface ReplyPiece {

    /** Some of the thought. */
    record ThoughtText(String text) implements ReplyPiece {}

    /** The model closed the thought; an empty one has no text before this. */
    record ThoughtClosed() implements ReplyPiece {}

    /** Some of the answer. */
    record AnswerText(String text) implements ReplyPiece {}

    /**
     * The model wants a tool to be called.
     *
     * @param name of the tool
     * @param arguments as the model wrote them, in most formats a JSON object
     */
    record ToolCall(String name, String arguments) implements ReplyPiece {}
}
