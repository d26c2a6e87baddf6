package org.ponder.app.viewmodel;

import java.util.List;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import org.jspecify.annotations.Nullable;

/**
 * What of the conversation's text is marked: what the user has selected, which may go from one
 * block to another, and what was found.
 */
public final class TextSelection {
    private final List<Block> blocks;
    private final @Nullable FindViewModel find;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();

    /** Held here alone: what is looked for outlives the view that this selection is of. */
    private final ChangeListener<Number> foundAnew = (source, before, now) -> changed();

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
        find.changesProperty().addListener(new WeakChangeListener<>(foundAnew));
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

    /** Selects all of the text that a block is part of: its question, its thought or its answer. */
    public void selectAround(Block block) {
        int at = blocks.indexOf(block);
        if (at < 0) {
            return;
        }
        int first = at;
        while (first > 0 && isOneText(blocks.get(first - 1), block)) {
            first--;
        }
        int last = at;
        while (last < blocks.size() - 1 && isOneText(blocks.get(last + 1), block)) {
            last++;
        }
        anchor = new Place(blocks.get(first), 0);
        focus = new Place(blocks.get(last), blocks.get(last).text().length());
        changed();
    }

    private static boolean isOneText(Block one, Block other) {
        return switch (one) {
            case Block.Answer answer ->
                    other instanceof Block.Answer more && more.reply() == answer.reply();
            case Block.ThoughtText thought ->
                    other instanceof Block.ThoughtText more && more.reply() == thought.reply();
            case Block.Parting parting ->
                    other instanceof Block.ThoughtText more && more.reply() == parting.reply();
            default -> false;
        };
    }

    /** The block in which the selection began; null where nothing is selected. */
    public @Nullable Block origin() {
        Place from = anchor;
        return from == null ? null : from.block();
    }

    /** What of this block is selected. */
    public Range within(Block block) {
        Span span = span();
        if (span == null) {
            return Range.NONE;
        }
        return span.within(block, blocks.indexOf(block));
    }

    /**
     * The selected text; blocks that are apart are apart in it too. Items keep their numbers where
     * there is more than one block: words alone are taken without what stands before them.
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        Span span = span();
        if (span == null) {
            return "";
        }
        for (int i = span.first; i <= span.last; i++) {
            Block block = blocks.get(i);
            Range range = span.within(block, i);
            if (!range.isEmpty()) {
                boolean goesOn = block instanceof Block.ThoughtText;
                if (!text.isEmpty() && !goesOn) {
                    text.append(text.charAt(text.length() - 1) == '\n' ? "\n" : "\n\n");
                }
                if (span.first < span.last && range.start() == 0) {
                    text.append(block.marker());
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

    /** From which block to which; null where nothing is selected. */
    private @Nullable Span span() {
        Place from = anchor;
        Place to = focus;
        if (from == null || to == null) {
            return null;
        }
        int first = blocks.indexOf(from.block());
        int last = from.block().equals(to.block()) ? first : blocks.indexOf(to.block());
        if (first < 0 || last < 0) {
            return null;
        }
        return first > last || (first == last && from.offset() > to.offset())
                ? new Span(last, to.offset(), first, from.offset())
                : new Span(first, from.offset(), last, to.offset());
    }

    /** The selection from top to bottom. */
    private record Span(int first, int start, int last, int end) {
        Range within(Block block, int here) {
            if (here < first || here > last) {
                return Range.NONE;
            }
            int length = block.text().length();
            return new Range(
                    here == first ? Math.min(start, length) : 0,
                    here == last ? Math.min(end, length) : length);
        }
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }

    /** Grows with each change. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }
}
