package org.ponder.app.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place where the words of a search were found.
 *
 * @param conversation it is in
 * @param message it is in; null for a title
 * @param part of the message that matched
 * @param snippet the text around the first match, on one line
 * @param matches where in the snippet the words are
 */
public record SearchHit(
        ConversationSummary conversation,
        @Nullable Long message,
        Part part,
        String snippet,
        List<Range> matches) {

    public SearchHit {
        matches = List.copyOf(matches);
    }

    /** A part of a conversation that is searched. */
    public enum Part {
        TITLE,
        QUESTION,
        ANSWER,
        THOUGHT
    }

    /**
     * Some characters of a text.
     *
     * @param start of the first, counted in chars
     * @param end behind the last
     */
    public record Range(int start, int end) {}
}
