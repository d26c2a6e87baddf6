/**
 * Writes conversations in forms that other programs read, and reads them back from JSON and
 * Markdown.
 *
 * <p>Conversation trees enter, text leaves; and the other way round for JSON, which holds all that
 * a conversation has, and for Markdown, which holds what was seen of it. What is imported may come
 * from anyone: it is read in one pass, within limits, and only ever adds conversations.
 *
 * <p>Nothing here keeps a thread or a file open.
 */
@NullMarked
package org.ponder.app.exchange;

import org.jspecify.annotations.NullMarked;
