package org.ponder.app.view;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Bounds;
import org.fxmisc.flowless.VirtualFlow;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.WindowViewModel;

/**
 * Follows the end of the conversation while the user is there, and leaves them where they are
 * otherwise. Only what the user does ends or resumes the following: they scroll, or open something
 * that takes the end out of sight.
 */
final class ReadingPosition {
    /** Pixels from the end within which the user counts as being there. */
    private static final double NEAR = 24;

    private static final double EXACT = 1;

    /** Of sums of heights, which differ a little with their order. */
    private static final double ROUNDING = 0.01;

    private final VirtualFlow<Block, BlockCell> flow;
    private final WindowViewModel window;
    private final ReadOnlyBooleanWrapper away = new ReadOnlyBooleanWrapper();
    private boolean following = true;

    /** Whether the user is doing something that may move them. */
    private boolean moving;

    /** How it was before that. */
    private boolean followed;

    private @Nullable Place before;

    /**
     * What is read: what grows below it does not move it.
     *
     * @param block the first in sight
     * @param y of its upper edge
     */
    private record Place(Block block, double y) {}

    ReadingPosition(VirtualFlow<Block, BlockCell> flow, WindowViewModel window) {
        this.flow = flow;
        this.window = window;
        Weakly.follow(flow, window.conversation().arrivalsProperty(), arrival -> follow(true));
        Pulses.afterLayout(flow, this::frame);
    }

    /** Once per frame: what grew below is brought into sight, in one step. */
    private void frame() {
        if (following && below() > EXACT) {
            flow.showAsLast(window.conversation().blocks().size() - 1);
        }
        away.set(!following && below() > NEAR);
    }

    /**
     * The user is about to scroll, or to open or fold something: where they are afterwards tells
     * whether they follow.
     */
    void touched() {
        if (!moving) {
            followed = following;
            before = place();
            following = false;
            moving = true;
            Platform.runLater(this::look);
        }
    }

    /**
     * Whoever comes near the end from above is there; whoever goes up from it, however little, is
     * not, unless all is in sight.
     */
    private void look() {
        if (moving) {
            double down = down();
            double near = down < -ROUNDING ? ROUNDING : down > ROUNDING || followed ? NEAR : EXACT;
            follow(below() <= near);
        }
    }

    /** How far the user has gone down, in pixels or in blocks; negative is up. */
    private double down() {
        Place from = before;
        Place to = place();
        if (from == null || to == null) {
            return 0;
        }
        List<Block> blocks = window.conversation().blocks();
        return to.block().equals(from.block())
                ? from.y() - to.y()
                : blocks.indexOf(to.block()) - blocks.indexOf(from.block());
    }

    /** Null where nothing is in sight. */
    private @Nullable Place place() {
        flow.layout();
        int first = flow.getFirstVisibleIndex();
        if (first < 0) {
            return null;
        }
        return flow.getCellIfVisible(first)
                .map(cell ->
                        new Place(
                                window.conversation().blocks().get(first),
                                flow.cellToViewport(cell, 0, 0).getY()))
                .orElse(null);
    }

    /** The user looks at another place. */
    void leave() {
        follow(false);
    }

    /** Goes to the end and follows it. */
    void toEnd() {
        follow(true);
        frame();
    }

    private void follow(boolean on) {
        moving = false;
        following = on;
        window.driver().setAtEnd(on);
    }

    /** How far the end is below what is in sight; negative where there is room below it. */
    private double below() {
        int last = window.conversation().blocks().size() - 1;
        if (last < 0) {
            return 0;
        }
        Optional<BlockCell> cell = flow.getCellIfVisible(last);
        if (cell.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        Column node = cell.get().getNode();
        Bounds bounds = flow.cellToViewport(cell.get(), node.getLayoutBounds());
        return bounds.getMaxY() - flow.getHeight();
    }

    /** Whether what comes at the end is brought into sight. */
    boolean follows() {
        return following;
    }

    /** Whether the user is away from the end. */
    ReadOnlyBooleanProperty awayProperty() {
        return away.getReadOnlyProperty();
    }
}
