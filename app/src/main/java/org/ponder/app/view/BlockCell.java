package org.ponder.app.view;

import javafx.scene.Node;
import javafx.util.Subscription;
import org.fxmisc.flowless.Cell;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.Block;

/** One block of the conversation in the middle column, with what has to end when it leaves. */
final class BlockCell implements Cell<Block, Column> {
    private final Column node;
    private final @Nullable TextSurface text;
    private Subscription subscription = Subscription.EMPTY;

    BlockCell(Node content) {
        this(content, null);
    }

    BlockCell(Node content, @Nullable TextSurface text) {
        this.node = new Column(content);
        this.text = text;
    }

    /** Ends with the cell. */
    BlockCell until(Subscription more) {
        subscription = Subscription.combine(subscription, more);
        return this;
    }

    /** The text in it that can be selected; null where there is none. */
    @Nullable TextSurface text() {
        return text;
    }

    @Override
    public Column getNode() {
        return node;
    }

    @Override
    public void dispose() {
        subscription.unsubscribe();
    }
}
