package org.ponder.app.view;

import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.controlsfx.control.textfield.CustomTextField;
import org.ponder.app.viewmodel.FindViewModel;
import org.ponder.app.viewmodel.Texts;

/** Where words are looked for in the conversation that is open. */
final class FindBar extends HBox {
    /** How often a conversation that streams is looked through again. */
    private static final Duration AGAIN = Duration.millis(300);

    private final FindViewModel find;
    private final Texts texts;
    private final CustomTextField field = new CustomTextField();
    private final Label count = new Label();

    FindBar(FindViewModel find, Texts texts, Runnable closed) {
        this.find = find;
        this.texts = texts;
        field.setId("find");
        field.setLeft(new Icon("search", 16));
        field.getStyleClass().add("search-field");
        field.setPromptText(texts.get("find.prompt"));
        NameFor.control(field, texts.get("find.prompt"));
        field.textProperty().bindBidirectional(find.queryProperty());
        field.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (Shortcut.PREVIOUS_MATCH.matches(event)) {
                        find.previous();
                        event.consume();
                    } else if (Shortcut.NEXT_MATCH.matches(event)) {
                        find.next();
                        event.consume();
                    }
                });
        Runnable leave =
                () -> {
                    find.shownProperty().set(false);
                    closed.run();
                };
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (Shortcut.CLOSE.matches(event)) {
                        leave.run();
                        event.consume();
                    }
                });
        count.getStyleClass().add("find-count");
        count.setMinWidth(USE_PREF_SIZE);
        var previous = Buttons.smallIcon("chevron-up", texts.get("find.previous"), find::previous);
        previous.getStyleClass().add("find-previous");
        var next = Buttons.smallIcon("chevron-down", texts.get("find.next"), find::next);
        next.getStyleClass().add("find-next");
        var close = Buttons.smallIcon("close", texts.get("find.close"), leave);
        SearchedPartsChoice parts =
                new SearchedPartsChoice(texts, "find-parts", find.searchedProperty());
        getStyleClass().add("find-bar");
        getChildren().addAll(parts, field, count, previous, next, close);
        visibleProperty().bind(find.shownProperty());
        managedProperty().bind(visibleProperty());
        Weakly.follow(this, find.countProperty(), now -> showCount());
        Weakly.follow(this, find.currentProperty(), now -> showCount());
        Weakly.follow(this, find.queryProperty(), now -> showCount());
        PauseTransition again = new PauseTransition(AGAIN);
        again.setOnFinished(event -> find.refresh());
        Weakly.follow(
                this,
                find.staleProperty(),
                stale -> {
                    if (stale) {
                        again.playFromStart();
                    }
                });
    }

    private void showCount() {
        int matches = find.countProperty().get();
        int at = find.currentProperty().get();
        String text =
                matches > 0
                        ? at < 0
                                ? texts.format("find.matches", matches)
                                : texts.format("find.count", at + 1, matches)
                        : find.queryProperty().get().isBlank() ? "" : texts.get("find.none");
        count.setText(text);
        field.setAccessibleHelp(text);
    }

    /** Puts the cursor where the words are written. */
    void focus() {
        find.shownProperty().set(true);
        field.requestFocus();
        field.selectAll();
    }
}
