package org.ponder.app.markdown;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of running text.
 *
 * @param text what is read
 * @param styles how it looks
 * @param target where a link leads; null for other text
 */
public record Span(String text, Set<SpanStyle> styles, @Nullable String target) {

    public Span {
        styles = Set.copyOf(styles);
    }

    /** Text without any style. */
    public static Span plain(String text) {
        return new Span(text, Set.of(), null);
    }
}
