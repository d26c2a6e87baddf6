package org.ponder.app.view;

import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Bounds;
import org.fxmisc.flowless.VirtualFlow;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.WindowViewModel;

/**
 * Follows the end of the conversation while the user is there, and leaves them where they are
 * otherwise. Only the user's own scrolling ends or resumes the following.
 */
final class ReadingPosition {
    /** Pixels from the end within which the user counts as being there. */
    private static final double NEAR = 24;

    private static final double EXACT = 1;

    private final VirtualFlow<Block, BlockCell> flow;
    private final WindowViewModel window;
    private final ReadOnlyBooleanWrapper away = new ReadOnlyBooleanWrapper();
    private boolean following = true;
    private boolean looking;

    ReadingPosition(VirtualFlow<Block, BlockCell> flow, WindowViewModel window) {
        this.flow = flow;
        this.window = window;
        Weakly.follow(flow, window.conversation().arrivalsProperty(), arrival -> follow(true));
        Pulses.afterLayout(flow, this::frame);
    }

    /** Once per frame: what grew below is brought into sight, in one step. */
    private void frame() {
        if (following && !atEnd(EXACT)) {
            int last = window.conversation().blocks().size() - 1;
            if (last >= 0) {
                flow.showAsLast(last);
            }
        }
        away.set(!following && !atEnd(NEAR));
    }

    /** The user scrolled: where they are afterwards tells whether they follow. */
    void touched() {
        if (!looking) {
            looking = true;
            following = false;
            Platform.runLater(() -> {
                looking = false;
                follow(atEnd(NEAR));
            });
        }
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
        following = on;
        window.driver().setAtEnd(on);
    }

    private boolean atEnd(double tolerance) {
        int last = window.conversation().blocks().size() - 1;
        if (last < 0) {
            return true;
        }
        Optional<BlockCell> cell = flow.getCellIfVisible(last);
        if (cell.isEmpty()) {
            return false;
        }
        Column node = cell.get().getNode();
        Bounds bounds = flow.cellToViewport(cell.get(), node.getLayoutBounds());
        return bounds.getMaxY() <= flow.getHeight() + tolerance;
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
