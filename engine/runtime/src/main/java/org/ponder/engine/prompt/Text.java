package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A string that knows where its characters come from: the template (trusted) or a person. Equality
 * is that of the characters alone, so conditions in templates do not see the difference.
 */
final class Text implements Value {
    private static final int[] ONE_RUN = {};
    static final Text EMPTY = trusted("");

    private final String string;

    /** Trust of the first character. */
    private final boolean trustedFirst;

    /** Rising indices, inside the string, at which the trust changes. */
    private final int[] changes;

    /** Lazily counted; 0 is not counted yet. Harmless when two threads count at once. */
    private int codePoints;

    Text(String string, boolean trustedFirst, int[] changes) {
        this.string = string;
        this.trustedFirst = trustedFirst;
        this.changes = changes;
    }

    static Text trusted(String string) {
        return new Text(string, true, ONE_RUN);
    }

    static Text untrusted(String string) {
        return new Text(string, false, ONE_RUN);
    }

    String string() {
        return string;
    }

    /** Length in Java's chars. */
    int length() {
        return string.length();
    }

    /** Length as Python counts it. */
    int codePoints() {
        if (codePoints == 0) {
            codePoints = string.codePointCount(0, string.length());
        }
        return codePoints;
    }

    /** Whether chars and code points are the same thing here. */
    boolean plain() {
        return codePoints() == string.length();
    }

    /** The part from one char index up to another, with its trust. */
    Text substring(int from, int to) {
        if (from == 0 && to == string.length()) {
            return this;
        }
        String part = string.substring(from, to);
        if (changes.length == 0) {
            return new Text(part, trustedFirst, ONE_RUN);
        }
        int first = firstChangeAfter(from);
        int last = firstChangeAfter(Math.max(from, to - 1));
        int[] moved = new int[last - first];
        for (int i = first; i < last; i++) {
            moved[i - first] = changes[i] - from;
        }
        return new Text(part, (first % 2 == 0) == trustedFirst, moved);
    }

    /** Index into {@link #changes} of the first change behind a position. */
    private int firstChangeAfter(int position) {
        int found = Arrays.binarySearch(changes, position);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Changes the characters of each run of equal trust, such as to upper case. */
    Text map(UnaryOperator<String> change) {
        if (changes.length == 0) {
            return new Text(change.apply(string), trustedFirst, ONE_RUN);
        }
        StringBuilder changed = new StringBuilder();
        int[] moved = new int[changes.length];
        int from = 0;
        for (int i = 0; i < changes.length; i++) {
            changed.append(change.apply(string.substring(from, changes[i])));
            moved[i] = changed.length();
            from = changes[i];
        }
        changed.append(change.apply(string.substring(from)));
        return new Text(changed.toString(), trustedFirst, moved);
    }

    /** The runs of equal trust, in order. */
    List<RenderedPrompt.Segment> segments() {
        List<RenderedPrompt.Segment> segments = new ArrayList<>(changes.length + 1);
        boolean trust = trustedFirst;
        int from = 0;
        for (int change : changes) {
            segments.add(new RenderedPrompt.Segment(string.substring(from, change), trust));
            from = change;
            trust = !trust;
        }
        segments.add(new RenderedPrompt.Segment(string.substring(from), trust));
        return segments;
    }

    @Override
    public String typeName() {
        return "str";
    }

    @Override
    public boolean truthy() {
        return !string.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && text.string.equals(string);
    }

    @Override
    public int hashCode() {
        return string.hashCode();
    }

    @Override
    public String toString() {
        return string;
    }
}
