package org.ponder.engine.reply;

import java.time.Duration;

/**
 * What happens in a reply, in order: what had to be left out, reading the prompt, the thought in
 * pieces and its end (where the model thinks), the answer in pieces with the tool calls in it, the
 * end. A model that first says a word to the user, as gpt-oss may, thinks again behind that piece
 * of the answer: thoughts add up. Counts and times are the engine's own.
 */
public sealed interface ReplyEvent {

    /**
     * The conversation did not fit the context; it comes first, where the options allow it.
     *
     * @param turns how many of the oldest questions were left out, each with its answer
     */
    record LeftOut(int turns) implements ReplyEvent {}

    /**
     * Some of the prompt has been read (prefill).
     *
     * @param tokens prompt tokens in the KV cache so far, reused ones included
     * @param total prompt tokens in all
     */
    record Reading(int tokens, int total) implements ReplyEvent {}

    /**
     * A piece of the thought.
     *
     * @param text whole characters only; may be empty where a token ends inside one
     * @param tokens thought tokens so far, this piece included
     * @param spent time since the first thought token was asked for
     */
    record Thought(String text, int tokens, Duration spent) implements ReplyEvent {}

    /**
     * The thought is over; it comes once, before the first answer, where there was a thought, and
     * again where the model has thought on behind a piece of the answer.
     *
     * @param spent time until then since the first token was asked for
     * @param tokens its length
     * @param why what ended it
     */
    record ThoughtEnded(Duration spent, int tokens, ThoughtEnd why) implements ReplyEvent {}

    /**
     * A piece of the answer.
     *
     * @param text whole characters only; may be empty where a token ends inside one
     * @param tokens answer tokens so far, this piece included
     */
    record Answer(String text, int tokens) implements ReplyEvent {}

    /**
     * The model wants a tool to be called. The engine runs none.
     *
     * @param name of the tool
     * @param arguments as the model wrote them, in most formats a JSON object
     * @param tokens answer tokens so far, those of the call included
     */
    record ToolCall(String name, String arguments, int tokens) implements ReplyEvent {}

    /** The reply is over; always the last event. */
    record Finished(FinishReason reason, ReplyStats stats) implements ReplyEvent {}
}
