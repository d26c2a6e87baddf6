package org.ponder.app.view;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.SearchHit;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;

/** One line of the list of conversations. */
final class ChatCell extends ListCell<ChatsViewModel.Entry> {
    private final WindowViewModel window;
    private final Sheets sheets;

    ChatCell(WindowViewModel window, Sheets sheets, Consumer<ChatsViewModel.Entry> open) {
        this.window = window;
        this.sheets = sheets;
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && getItem() != null) {
                open.accept(getItem());
            }
        });
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(ChatsViewModel.@Nullable Entry entry, boolean empty) {
        super.updateItem(entry, empty);
        setText(null);
        if (empty || entry == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        switch (entry) {
            case ChatsViewModel.Heading heading -> {
                Label label = new Label(heading.text());
                label.getStyleClass().add("list-heading");
                setGraphic(label);
                setAccessibleText(heading.text());
            }
            case ChatsViewModel.Chat chat -> {
                setGraphic(row(chat));
                setAccessibleText(chat.title());
            }
        }
    }

    private HBox row(ChatsViewModel.Chat chat) {
        Label title = new Label(chat.title());
        title.getStyleClass().add("title");
        VBox words = new VBox(title);
        SearchHit hit = chat.hit();
        if (hit != null && !hit.snippet().isBlank()) {
            Label snippet = new Label(hit.snippet());
            snippet.getStyleClass().add("snippet");
            words.getChildren().add(snippet);
        }
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(words, menu(chat));
        if (chat.summary().pinned()) {
            row.getChildren().addFirst(new Icon("pin", 14));
        }
        row.getStyleClass().add("conversation-row");
        // A cell sets its graphic at its preferred width; the row is to fill the cell.
        row.prefWidthProperty().bind(widthProperty());
        return row;
    }

    private MenuButton menu(ChatsViewModel.Chat chat) {
        Texts texts = window.workspace().texts();
        MenuItem rename = new MenuItem(texts.get("conversation.rename"), new Icon("edit", 16));
        rename.setOnAction(event -> sheets.rename(chat));
        MenuItem pin =
                new MenuItem(
                        texts.get(
                                chat.summary().pinned()
                                        ? "conversation.unpin"
                                        : "conversation.pin"),
                        new Icon("pin", 16));
        pin.setOnAction(event -> window.chats().togglePin(chat));
        MenuItem delete = new MenuItem(texts.get("conversation.delete"), new Icon("trash", 16));
        delete.setOnAction(event -> window.delete(chat));
        MenuButton menu = new MenuButton();
        menu.setGraphic(new Icon("more", 16));
        menu.getItems().addAll(rename, pin, delete);
        menu.getStyleClass().addAll("quiet", "bare", "small");
        menu.setAccessibleText(texts.get("conversation.menu"));
        menu.setFocusTraversable(false);
        return menu;
    }
}
