package org.ponder.engine.chat;

/**
 * What drafting was good for.
 *
 * @param drafted tokens that were guessed and verified
 * @param accepted those of them that the reply went on with
 */
public record DraftUse(long drafted, long accepted) {}
