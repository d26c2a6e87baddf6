package org.ponder.app.view;

import javafx.animation.PauseTransition;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.Notices;
import org.ponder.app.viewmodel.Texts;

/** The line at the lower edge that tells what happened; it leaves after a while. */
final class NoticeView extends StackPane {
    private static final Duration STAYS = Duration.seconds(8);

    private final Notices notices;
    private final Texts texts;
    private final PauseTransition leaving = new PauseTransition(STAYS);

    NoticeView(Notices notices, Texts texts) {
        this.notices = notices;
        this.texts = texts;
        setId("notice");
        setPickOnBounds(false);
        setMaxHeight(USE_PREF_SIZE);
        setMaxWidth(640);
        leaving.setOnFinished(event -> notices.dismiss());
        Weakly.follow(this, notices.currentProperty(), this::show);
    }

    private void show(Notices.@Nullable Notice notice) {
        getChildren().clear();
        leaving.stop();
        if (notice == null) {
            return;
        }
        Label sentence = new Label(notice.sentence());
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        HBox row = new HBox(sentence);
        if (!notice.action().isEmpty()) {
            Button action = new Button(notice.action());
            action.setMinWidth(USE_PREF_SIZE);
            action.setOnAction(event -> {
                notices.dismiss();
                notice.run().run();
            });
            row.getChildren().add(action);
        }
        Button close = Buttons.smallIcon("close", texts.get("close"), notices::dismiss);
        row.getChildren().add(close);
        row.getStyleClass().add("notice");
        row.setMaxWidth(USE_PREF_SIZE);
        row.setAccessibleRole(AccessibleRole.TEXT);
        row.setAccessibleText(notice.sentence());
        getChildren().add(row);
        leaving.playFromStart();
        // Nobody loses what they are reading or about to press.
        row.hoverProperty().subscribe((before, now) -> stay(row));
        row.focusWithinProperty().subscribe((before, now) -> stay(row));
    }

    private void stay(HBox row) {
        if (row.getParent() == null) {
            return; // another one is shown by now
        }
        if (row.isHover() || row.isFocusWithin()) {
            leaving.pause();
        } else {
            leaving.play();
        }
    }
}
