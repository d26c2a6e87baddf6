package org.ponder.app.view;

import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/**
 * Has two texts scroll as one: where the user scrolls one of them, the other goes to the same share
 * of its own height. What moves them otherwise, such as text that comes, moves one alone.
 */
final class ScrollTogether {
    private final CompareColumn left;
    private final CompareColumn right;
    private final ObservableBooleanValue on;

    /** The one that the user scrolls. */
    private @Nullable CompareColumn leader;

    /** How far it was. */
    private double before;

    /** Whether a button of the mouse is held, which may scroll without further events. */
    private boolean held;

    /**
     * @param on whether they do
     */
    ScrollTogether(CompareColumn left, CompareColumn right, ObservableBooleanValue on) {
        this.left = left;
        this.right = right;
        this.on = on;
        follow(left);
        follow(right);
        // Once per frame, so that estimates of heights cannot chase each other.
        Pulses.afterLayout(left, this::frame);
    }

    private void follow(CompareColumn column) {
        column.addEventFilter(ScrollEvent.SCROLL, event -> touched(column, event));
        column.addEventFilter(KeyEvent.KEY_PRESSED, event -> touched(column, event));
        column.addEventFilter(MouseEvent.ANY, event -> touched(column, event));
    }

    private void touched(CompareColumn column, InputEvent event) {
        if (event instanceof MouseEvent mouse) {
            held = mouse.isPrimaryButtonDown();
            if (!held) {
                return;
            }
        }
        if (leader != column) {
            leader = column;
            before = column.share();
        }
    }

    private void frame() {
        CompareColumn moved = leader;
        if (moved == null) {
            return;
        }
        double share = moved.share();
        if (share != before && on.get()) {
            (moved == left ? right : left).scrollTo(share);
        }
        before = share;
        leader = held ? moved : null;
    }
}
