package org.ponder.app.view;

import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.fxmisc.flowless.VirtualFlow;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.ThoughtMode;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.ReplyViewModel;

/** Keeps a thought's header in sight while its text fills the window. */
final class StickyHead extends StackPane {
    private final VirtualFlow<Block, BlockCell> flow;
    private final CellContext context;
    private final Consumer<ReplyViewModel> toHead;
    private @Nullable ReplyViewModel shown;
    private Subscription subscription = Subscription.EMPTY;

    /**
     * @param toHead gives the keyboard to the line above a reply's thought
     */
    StickyHead(
            VirtualFlow<Block, BlockCell> flow,
            CellContext context,
            Consumer<ReplyViewModel> toHead) {
        this.flow = flow;
        this.context = context;
        this.toHead = toHead;
        getStyleClass().add("sticky-place");
        setPickOnBounds(false);
        setMaxHeight(USE_PREF_SIZE);
        Pulses.afterLayout(this, () -> show(replyAtTop()));
    }

    private @Nullable ReplyViewModel replyAtTop() {
        var blocks = context.window().conversation().blocks();
        if (blocks.isEmpty() || flow.getHeight() <= 0) {
            return null;
        }
        int first = flow.getFirstVisibleIndex();
        if (first < 0 || first >= blocks.size()) {
            return null;
        }
        return switch (blocks.get(first)) {
            case Block.ThoughtText text -> text.reply();
            case Block.ThoughtHead head ->
                    first + 1 < blocks.size()
                                    && blocks.get(first + 1) instanceof Block.ThoughtText
                                    && isCut(first)
                            ? head.reply()
                            : null;
            default -> null;
        };
    }

    /** Whether the cell's upper part is out of sight. */
    private boolean isCut(int index) {
        return flow.getCellIfVisible(index)
                .map(cell -> flow.cellToViewport(cell, 0, 0).getY() < -8)
                .orElse(false);
    }

    /** The keyboard stays where the user is: at a thought they folded, or in the text they read. */
    private void handOn(ReplyViewModel reply) {
        if (reply.thought().modeProperty().get() == ThoughtMode.LIVE) {
            flow.requestFocus();
        } else {
            Platform.runLater(() -> toHead.accept(reply)); // not amid a layout
        }
    }

    private void show(@Nullable ReplyViewModel reply) {
        if (reply == shown) {
            return;
        }
        if (shown != null && FocusKeeper.isWithin(this)) {
            handOn(shown);
        }
        shown = reply;
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
        getChildren().clear();
        if (reply != null) {
            ThoughtHeadView head = new ThoughtHeadView(reply, context);
            head.getStyleClass().add("sticky");
            subscription = head.subscription();
            Column column = new Column(head);
            column.setPickOnBounds(false);
            getChildren().add(column);
        }
    }
}
