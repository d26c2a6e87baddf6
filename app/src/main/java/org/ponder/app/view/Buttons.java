package org.ponder.app.view;

import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;

/** The kinds of buttons in the window. */
final class Buttons {
    private static final Duration TOOLTIP_DELAY = Duration.millis(500);

    private Buttons() {}

    /** An icon alone; its name is in the tooltip and for screen readers. */
    static Button icon(String icon, String name, Runnable action) {
        Button button = new Button();
        button.setGraphic(new Icon(icon));
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().addAll("quiet", "round");
        button.setOnAction(event -> action.run());
        return named(button, name);
    }

    /** A small icon alone. */
    static Button smallIcon(String icon, String name, Runnable action) {
        Button button = icon(icon, name, action);
        button.setGraphic(new Icon(icon, 16));
        button.getStyleClass().add("small");
        return button;
    }

    /**
     * Has a button of several choose something: by the mouse, by its own key, and by the arrow
     * keys, which select it without an action. Pressed again, it stays chosen.
     */
    static void choosing(ToggleButton button, Runnable choose) {
        button.setOnAction(event -> button.setSelected(true));
        button.selectedProperty()
                .subscribe((before, now) -> {
                    if (now) {
                        choose.run();
                    }
                });
    }

    /** Gives a button without text its name. */
    static <B extends ButtonBase> B named(B button, String name) {
        Tooltip tooltip = new Tooltip(name);
        tooltip.setShowDelay(TOOLTIP_DELAY);
        button.setTooltip(tooltip);
        button.setAccessibleText(name);
        return button;
    }
}
