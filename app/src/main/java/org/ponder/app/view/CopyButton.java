package org.ponder.app.view;

import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;
import org.ponder.app.viewmodel.Texts;

/** A button that copies something and says for a moment that it did. */
final class CopyButton {
    private static final Duration MOMENT = Duration.seconds(1.6);

    private CopyButton() {}

    /**
     * @param name key of what the button is called
     * @param copied what is copied
     */
    static Button of(Texts texts, String name, Supplier<String> copied) {
        Button button = Buttons.smallIcon("copy", texts.get(name), () -> {});
        PauseTransition pause = new PauseTransition(MOMENT);
        pause.setOnFinished(event -> show(button, "copy", texts.get(name)));
        button.setOnAction(event -> {
            Clipboards.copy(copied.get());
            show(button, "check", texts.get("reply.copied"));
            pause.playFromStart();
        });
        return button;
    }

    private static void show(Button button, String icon, String name) {
        button.setGraphic(new Icon(icon, 16));
        button.setAccessibleText(name);
        Tooltip tooltip = button.getTooltip();
        if (tooltip != null) {
            tooltip.setText(name);
        }
    }
}
