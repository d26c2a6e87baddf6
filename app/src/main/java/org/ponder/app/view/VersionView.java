package org.ponder.app.view;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.viewmodel.Texts;

/** Which of its versions a message is, and the way to the others: ‹ 2/3 ›. */
final class VersionView extends HBox {
    private final Button previous;
    private final Button next;

    VersionView(StoredMessage.Place place, CellContext context) {
        Texts texts = context.texts();
        previous =
                Buttons.smallIcon(
                        "chevron-left",
                        texts.get("version.previous"),
                        () -> context.window().conversation().showVersion(place, -1));
        previous.setDisable(place.version() <= 1);
        next =
                Buttons.smallIcon(
                        "chevron-right",
                        texts.get("version.next"),
                        () -> context.window().conversation().showVersion(place, 1));
        next.setDisable(place.version() >= place.versions());
        Label label = new Label(texts.format("version.of", place.version(), place.versions()));
        setMinWidth(USE_PREF_SIZE);
        getStyleClass().add("version");
        getChildren().addAll(previous, label, next);
    }

    /** Gives the keyboard to the button that goes on in this direction, or back from its end. */
    void focus(int step) {
        Button on = step > 0 ? next : previous;
        Button back = step > 0 ? previous : next;
        (on.isDisabled() ? back : on).requestFocus();
    }
}
