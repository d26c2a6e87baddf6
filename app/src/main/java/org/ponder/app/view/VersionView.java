package org.ponder.app.view;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.viewmodel.Texts;

/** Which of its versions a message is, and the way to the others: ‹ 2/3 ›. */
final class VersionView extends HBox {

    VersionView(StoredMessage.Place place, CellContext context) {
        Texts texts = context.texts();
        Button previous =
                Buttons.smallIcon(
                        "chevron-left",
                        texts.get("version.previous"),
                        () -> context.window().conversation().showVersion(place, -1));
        previous.setDisable(place.version() <= 1);
        Button next =
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
}
