package org.ponder.app.viewmodel;

import java.util.EnumSet;
import java.util.Set;
import org.ponder.app.store.SearchHit;

/** The parts of conversations in which words are looked for: a thought is a record of its own. */
public enum SearchedParts {
    /** Everything, titles too. */
    ALL,
    /** What was asked and what was answered. */
    TALK,
    /** What was thought before an answer. */
    THOUGHTS;

    Set<SearchHit.Part> parts() {
        return switch (this) {
            case ALL -> EnumSet.allOf(SearchHit.Part.class);
            case TALK -> EnumSet.of(SearchHit.Part.QUESTION, SearchHit.Part.ANSWER);
            case THOUGHTS -> EnumSet.of(SearchHit.Part.THOUGHT);
        };
    }
}
