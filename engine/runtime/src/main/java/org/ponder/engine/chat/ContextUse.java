package org.ponder.engine.chat;

/**
 * What a session's context is filled with, in tokens.
 *
 * @param system the system prompt
 * @param chat questions, answers and what the template puts around them
 * @param thoughts thoughts: the last one, and earlier ones where the template keeps them
 * @param total of the three
 */
public record ContextUse(int system, int chat, int thoughts, int total) {}
