package org.ponder.app.viewmodel;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.ponder.app.markdown.FormulaScanner;

/**
 * A stretch of a thought, about a paragraph or a few. Layout costs by the stretch, so only the last
 * one changes while a thought streams, and none grows beyond {@link #MOST_CHARACTERS}.
 */
public final class ThoughtChunk {
    /** From here on a chunk ends at the next line. */
    static final int ENOUGH_CHARACTERS = 700;

    /** Here a chunk ends wherever it is. */
    static final int MOST_CHARACTERS = 2000;

    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");

    /**
     * Takes as much of the piece, from an offset, as belongs here; returns where the rest begins.
     */
    int take(String piece, int from) {
        int end = from;
        int length = text.get().length();
        while (end < piece.length()) {
            char c = piece.charAt(end++);
            length++;
            boolean wordEnds = c == ' ' || c == '\n';
            boolean halfPair = Character.isHighSurrogate(c);
            if ((c == '\n'
                            && length >= ENOUGH_CHARACTERS
                            && isWhole(text.get() + piece.substring(from, end)))
                    || (length >= MOST_CHARACTERS - 100 && wordEnds)
                    || (length >= MOST_CHARACTERS && !halfPair)) {
                text.set(text.get() + piece.substring(from, end));
                return end;
            }
        }
        text.set(text.get() + piece.substring(from));
        return end;
    }

    /** Whether a next piece belongs into a new chunk. */
    boolean full() {
        String now = text.get();
        int length = now.length();
        return (length >= ENOUGH_CHARACTERS && now.endsWith("\n") && isWhole(now))
                || (length >= MOST_CHARACTERS - 100 && (now.endsWith(" ") || now.endsWith("\n")))
                || (length >= MOST_CHARACTERS
                        && !Character.isHighSurrogate(now.charAt(length - 1)));
    }

    /** A formula of several lines is not torn apart, as long as it fits. */
    private static boolean isWhole(String text) {
        return !FormulaScanner.isOpenAtEnd(text);
    }

    /** Its text, with the line's end where a line ends here. */
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }
}
