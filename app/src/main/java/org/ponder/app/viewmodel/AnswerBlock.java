package org.ponder.app.viewmodel;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.ponder.app.markdown.MarkdownBlock;

/** One block of an answer; its content changes while it is the last and the answer streams. */
public final class AnswerBlock {
    private final ReadOnlyObjectWrapper<MarkdownBlock> content;
    private int moreLines;

    AnswerBlock(MarkdownBlock content) {
        this.content = new ReadOnlyObjectWrapper<>(content);
    }

    /** Takes new content where it is of the same kind, so that the same node can show it. */
    boolean update(MarkdownBlock newer) {
        if (newer.getClass() != content.get().getClass()) {
            return false;
        }
        if (!newer.equals(content.get())) {
            content.set(newer);
        }
        return true;
    }

    /** How many more lines of long code the user wants in sight than are shown at first. */
    public int moreLines() {
        return moreLines;
    }

    /** The user wants more lines of long code in sight. */
    public void showMoreLines(int lines) {
        moreLines += lines;
    }

    /** What is shown. */
    public ReadOnlyObjectProperty<MarkdownBlock> contentProperty() {
        return content.getReadOnlyProperty();
    }
}
