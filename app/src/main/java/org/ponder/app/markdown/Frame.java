package org.ponder.app.markdown;

/**
 * Where a block stands among lists and quotes.
 *
 * @param indent depth of the lists around it
 * @param marker what stands before it: a bullet, a number, a box, or nothing
 * @param quotes depth of the quotes around it
 */
public record Frame(int indent, String marker, int quotes) {
    /** Outside of lists and quotes. */
    static final Frame NONE = new Frame(0, "", 0);

    Frame inList() {
        return new Frame(indent + 1, marker, quotes);
    }

    Frame inQuote() {
        return new Frame(indent, marker, quotes + 1);
    }

    Frame withMarker(String newMarker) {
        return new Frame(indent, newMarker, quotes);
    }
}
