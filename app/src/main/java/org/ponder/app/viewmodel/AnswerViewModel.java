package org.ponder.app.viewmodel;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.ponder.app.markdown.MarkdownBlock;
import org.ponder.app.markdown.MarkdownStream;

/** An answer's text and its blocks. */
public final class AnswerViewModel {
    private final ObservableList<AnswerBlock> blocks = FXCollections.observableArrayList();
    private final ObservableList<AnswerBlock> shownBlocks =
            FXCollections.unmodifiableObservableList(blocks);
    private final MarkdownStream markdown = new MarkdownStream();
    private final StringBuilder text = new StringBuilder();
    private String unread = "";

    /** Takes all of a text that is read as Markdown when it is first to be shown. */
    void appendUnread(String whole) {
        text.append(whole);
        unread = whole;
    }

    private void readUnread() {
        if (!unread.isEmpty()) {
            String whole = unread;
            unread = "";
            markdown.append(whole);
            markdown.blocks().forEach(block -> blocks.add(new AnswerBlock(block)));
        }
    }

    void append(String piece) {
        readUnread();
        if (piece.isEmpty()) {
            return;
        }
        int settled = markdown.closedCount();
        text.append(piece);
        markdown.append(piece);
        List<MarkdownBlock> now = markdown.blocks();
        for (int i = settled; i < now.size(); i++) {
            if (i >= blocks.size()) {
                blocks.add(new AnswerBlock(now.get(i)));
            } else if (!blocks.get(i).update(now.get(i))) {
                blocks.set(i, new AnswerBlock(now.get(i)));
            }
        }
        if (blocks.size() > now.size()) {
            blocks.remove(now.size(), blocks.size());
        }
    }

    /** The answer in blocks; only the last ones change while it streams. */
    public ObservableList<AnswerBlock> blocks() {
        readUnread();
        return shownBlocks;
    }

    /** The answer as the model wrote it. */
    public String text() {
        return text.toString();
    }

    /** Whether there is any text. */
    public boolean isEmpty() {
        return text.isEmpty();
    }
}
