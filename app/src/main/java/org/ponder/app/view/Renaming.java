package org.ponder.app.view;

import javafx.application.Platform;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.Texts;

/**
 * A conversation whose title is being written in its place in the list. What is written outlives
 * the field: the list may make its cells anew at any time.
 */
final class Renaming {
    private final ChatsViewModel chats;
    private final Texts texts;
    private final StringProperty title = new SimpleStringProperty("");
    private final Runnable refresh;
    private ChatsViewModel.@Nullable Chat chat;

    /** From where to where the title is selected; the caret is at the second place. */
    private int anchor;

    private int caret;

    /**
     * @param refresh makes the cells of the list anew
     */
    Renaming(ChatsViewModel chats, Texts texts, Runnable refresh) {
        this.chats = chats;
        this.texts = texts;
        this.refresh = refresh;
    }

    void begin(ChatsViewModel.Chat renamed) {
        chat = renamed;
        title.set(renamed.title());
        anchor = 0;
        caret = renamed.title().length();
        refresh.run();
    }

    /** Whether this is the line in which the title is being written. */
    boolean of(ChatsViewModel.Chat other) {
        ChatsViewModel.Chat renamed = chat;
        return renamed != null && renamed.line().equals(other.line());
    }

    /** A field for the title. */
    TextField field() {
        TextField field = new TextField(title.get());
        field.getStyleClass().add("rename");
        NameFor.control(field, texts.get("conversation.rename"));
        field.textProperty().subscribe(title::set);
        field.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                        finish(true);
                        event.consume();
                    } else if (event.getCode() == KeyCode.ESCAPE) {
                        finish(false);
                        event.consume();
                    }
                });
        // A field that is out of the scene was replaced by another, which goes on.
        field.focusedProperty()
                .subscribe((before, now) -> {
                    if (before && !now && field.getScene() != null) {
                        Platform.runLater(() -> {
                            if (field.getScene() != null && !field.isFocused()) {
                                finish(true);
                            }
                        });
                    }
                });
        Platform.runLater(() -> {
            int from = anchor;
            int to = caret;
            field.applyCss(); // with a skin, it selects everything now rather than later
            field.requestFocus();
            field.selectRange(from, to);
            field.anchorProperty().subscribe(() -> remember(field));
            field.caretPositionProperty().subscribe(() -> remember(field));
        });
        return field;
    }

    private void remember(TextField field) {
        if (field.getScene() != null) {
            anchor = field.getAnchor();
            caret = field.getCaretPosition();
        }
    }

    private void finish(boolean keep) {
        ChatsViewModel.Chat renamed = chat;
        chat = null;
        if (renamed != null && keep && !title.get().equals(renamed.title())) {
            chats.rename(renamed, title.get());
        }
        refresh.run();
    }
}
