package org.ponder.engine.prompt;

import java.util.Arrays;

/** Puts a {@link Text} together, paying for each character before it is there. */
final class TextBuilder {
    private final Budget budget;
    private final StringBuilder string = new StringBuilder();
    private int[] changes = new int[4];
    private int changeCount;
    private boolean trustedFirst = true;
    private boolean trustedLast = true;

    TextBuilder(Budget budget) {
        this.budget = budget;
    }

    int length() {
        return string.length();
    }

    /** Adds characters that are all trusted, or all not. */
    TextBuilder append(String more, boolean trusted) {
        budget.characters(more.length());
        turn(more.length(), trusted);
        string.append(more);
        return this;
    }

    /** Adds characters of the template or of the engine. */
    TextBuilder append(String more) {
        return append(more, true);
    }

    TextBuilder append(Text more) {
        for (RenderedPrompt.Segment segment : more.segments()) {
            append(segment.text(), segment.trusted());
        }
        return this;
    }

    /** Adds the same trusted character so many times. */
    TextBuilder repeat(String character, int count) {
        if (count > 0) {
            budget.characters(count * (long) character.length());
            turn(count, true);
            string.repeat(character, count);
        }
        return this;
    }

    private void turn(int count, boolean trusted) {
        if (count == 0) {
            return;
        }
        if (string.isEmpty()) {
            trustedFirst = trusted;
        } else if (trusted != trustedLast) {
            if (changeCount == changes.length) {
                budget.characters(changes.length * 2L);
                changes = Arrays.copyOf(changes, changes.length * 2);
            }
            changes[changeCount++] = string.length();
        }
        trustedLast = trusted;
    }

    Text build() {
        return new Text(string.toString(), trustedFirst, Arrays.copyOf(changes, changeCount));
    }
}
