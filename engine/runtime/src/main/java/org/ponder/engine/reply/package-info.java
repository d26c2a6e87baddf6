/**
 * Splits a model's output into thought, answer and tool calls.
 *
 * <p>Token ids enter, {@link org.ponder.engine.reply.ReplyEvent}s leave. A parser belongs to one
 * reply and one thread. It knows from the prompt whether the thought is already open.
 */
package org.ponder.engine.reply;
