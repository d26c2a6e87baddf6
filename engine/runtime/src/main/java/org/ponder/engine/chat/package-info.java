/**
 * Joins the engine's parts: loading a model, chat sessions, the generation loop.
 *
 * <p>A model is loaded once and shared; whoever loads it closes it, and all its memory outside of
 * Java's heap is given back then. A session owns its KV cache and belongs to one thread at a time.
 * Replies run on the caller's thread, which receives the events; cancelling may come from any
 * thread.
 */
package org.ponder.engine.chat;
