package org.ponder.app.viewmodel;

import java.util.List;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What of the conversation's text is marked: what the user has selected, which may go from one
 * block to another, and what was found.
 */
public final class TextSelection {
    private final List<Block> blocks;
    private final @Nullable FindViewModel find;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
    private @Nullable Place anchor;
    private @Nullable Place focus;

    private record Place(Block block, int offset) {}

    /**
     * Some characters of a block's text.
     *
     * @param start of the first
     * @param end behind the last
     */
    public record Range(int start, int end) {
        static final Range NONE = new Range(0, 0);

        /** Whether it holds no character. */
        public boolean isEmpty() {
            return end <= start;
        }
    }

    /** Nothing is selected in these blocks yet. */
    public TextSelection(List<Block> blocks) {
        this.blocks = blocks;
        this.find = null;
    }

    /** Nothing is selected in these blocks yet; what is found in them is marked too. */
    public TextSelection(List<Block> blocks, FindViewModel find) {
        this.blocks = blocks;
        this.find = find;
        find.changesProperty().subscribe((before, now) -> changed());
    }

    /** What was looked for and found in this block. */
    public List<FindViewModel.Mark> found(Block block) {
        return find == null ? List.of() : find.marks(block);
    }

    /** Begins a selection here. */
    public void begin(Block block, int offset) {
        anchor = new Place(block, offset);
        focus = anchor;
        changed();
    }

    /** Extends the selection to here. */
    public void extend(Block block, int offset) {
        if (anchor != null) {
            focus = new Place(block, offset);
            changed();
        }
    }

    /** Selects some characters of one block. */
    public void select(Block block, int start, int end) {
        anchor = new Place(block, start);
        focus = new Place(block, end);
        changed();
    }

    /** Selects nothing. */
    public void clear() {
        if (anchor != null) {
            anchor = null;
            focus = null;
            changed();
        }
    }

    /** What of this block is selected. */
    public Range within(Block block) {
        Place from = anchor;
        Place to = focus;
        if (from == null || to == null) {
            return Range.NONE;
        }
        int first = blocks.indexOf(from.block());
        int last = blocks.indexOf(to.block());
        int here = blocks.indexOf(block);
        if (first < 0 || last < 0 || here < 0) {
            return Range.NONE;
        }
        if (first > last || (first == last && from.offset() > to.offset())) {
            return within(block, here, last, to.offset(), first, from.offset());
        }
        return within(block, here, first, from.offset(), last, to.offset());
    }

    private static Range within(Block block, int here, int first, int start, int last, int end) {
        if (here < first || here > last) {
            return Range.NONE;
        }
        int length = block.text().length();
        return new Range(
                here == first ? Math.min(start, length) : 0,
                here == last ? Math.min(end, length) : length);
    }

    /** The selected text; blocks that are apart are apart in it too. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Block block : blocks) {
            Range range = within(block);
            if (!range.isEmpty()) {
                boolean goesOn = block instanceof Block.ThoughtText;
                if (!text.isEmpty() && !goesOn) {
                    text.append(text.charAt(text.length() - 1) == '\n' ? "\n" : "\n\n");
                }
                text.append(block.text(), range.start(), range.end());
            }
        }
        return text.toString();
    }

    /** Whether nothing is selected. */
    public boolean isEmpty() {
        return text().isEmpty();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }

    /** Grows with each change. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }
}
