package org.ponder.app.view;

import java.util.function.DoubleConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.ponder.app.viewmodel.Texts;

/**
 * Lets the keyboard reach what is wider than the column, and scroll it sideways. Other keys go on
 * to the conversation, which scrolls up and down.
 */
final class SideScroll {
    /** Height of the bar below what is wider than its place. */
    static final double BAR = 14;

    /** What an arrow key scrolls by. */
    private static final double STEP = 48;

    /** Beyond any end. */
    private static final double FAR = 1e6;

    private final Region place;
    private final Texts texts;
    private final DoubleConsumer scroll;

    /**
     * @param kind the end of the key of the text that tells screen readers what it is
     * @param scroll scrolls so many pixels to the right, at most to the end; negative is to the
     *     left
     */
    SideScroll(Region place, Texts texts, String kind, DoubleConsumer scroll) {
        this.place = place;
        this.texts = texts;
        this.scroll = scroll;
        place.setAccessibleRole(AccessibleRole.TEXT);
        place.setAccessibleRoleDescription(texts.get("wide." + kind));
        place.getStyleClass().add("side-scroll");
        place.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** The same for what is in a scroll pane. */
    SideScroll(Region place, Texts texts, String kind, ScrollPane pane) {
        this(place, texts, kind, pixels -> by(pane, pixels));
    }

    /** Whether there is anything out of sight; nobody stops at what is in sight as a whole. */
    void setWide(boolean wide) {
        if (wide != place.isFocusTraversable()) {
            place.setFocusTraversable(wide);
            place.setAccessibleHelp(wide ? texts.get("wide.keys") : null);
        }
    }

    private void key(KeyEvent event) {
        if (!isPlain(event) || !place.isFocused()) {
            return;
        }
        KeyCode code = event.getCode();
        switch (code) {
            case LEFT -> scroll.accept(-STEP);
            case RIGHT -> scroll.accept(STEP);
            case HOME -> scroll.accept(-FAR);
            case END -> scroll.accept(FAR);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** Whether a key is pressed alone. */
    static boolean isPlain(KeyEvent event) {
        return !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
    }

    /** Scrolls as far as it takes for a part of the content to be in sight. */
    static void show(ScrollPane pane, double left, double right) {
        double from = pane.getHvalue() * hidden(pane);
        double to = from + pane.getViewportBounds().getWidth();
        if (left < from) {
            by(pane, left - from);
        } else if (right > to) {
            by(pane, right - to);
        }
    }

    private static void by(ScrollPane pane, double pixels) {
        double hidden = hidden(pane);
        if (hidden > 0) {
            pane.setHvalue(Math.clamp(pane.getHvalue() + pixels / hidden, 0, 1));
        }
    }

    private static double hidden(ScrollPane pane) {
        return pane.getContent().getLayoutBounds().getWidth() - pane.getViewportBounds().getWidth();
    }
}
