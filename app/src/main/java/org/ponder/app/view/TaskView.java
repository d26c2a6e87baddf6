package org.ponder.app.view;

import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.ExchangeViewModel;
import org.ponder.app.viewmodel.LongTask;
import org.ponder.app.viewmodel.Texts;

/** How far work is that takes a while, and a button that ends it. */
final class TaskView extends HBox {
    /** What is done sooner is not worth a look. */
    private static final Duration PATIENCE = Duration.millis(300);

    private final Texts texts;
    private final Label name = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final Button stop;
    private final PauseTransition waiting = new PauseTransition(PATIENCE);

    TaskView(ExchangeViewModel exchange, Texts texts) {
        this.texts = texts;
        stop = new Button(texts.get("cancel"));
        stop.setId("stop-task");
        stop.setMinWidth(USE_PREF_SIZE);
        setId("task");
        getStyleClass().add("notice");
        setMaxWidth(USE_PREF_SIZE);
        getChildren().addAll(name, bar, stop);
        waiting.setOnFinished(event -> show(true));
        show(false);
        Weakly.follow(this, exchange.runningProperty(), this::follow);
    }

    private void follow(@Nullable LongTask task) {
        bar.progressProperty().unbind();
        if (task == null) {
            waiting.stop();
            show(false);
            return;
        }
        name.setText(texts.get(task.key()));
        bar.setAccessibleText(name.getText());
        bar.progressProperty().bind(task.shareProperty());
        stop.setOnAction(event -> task.stop());
        if (!isVisible()) {
            waiting.playFromStart();
        }
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }
}
