package org.ponder.app.view;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.controlsfx.control.textfield.TextFields;
import org.ponder.app.store.Conversation;
import org.ponder.app.store.LookSettings;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;

/** The conversations at the left. */
final class SidebarView extends VBox {
    static final double WIDTH = 264;

    private final WindowViewModel window;
    private final CustomTextField search = (CustomTextField) TextFields.createClearableTextField();
    private final ListView<ChatsViewModel.Entry> list = new ListView<>();

    SidebarView(WindowViewModel window, Sheets sheets) {
        this.window = window;
        Texts texts = window.workspace().texts();
        Label name = new Label(texts.get("app.name"));
        name.getStyleClass().add("wordmark");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head =
                new HBox(
                        name,
                        space,
                        Buttons.icon(
                                "sidebar",
                                texts.get("sidebar.toggle"),
                                () ->
                                        window.workspace()
                                                .preferences()
                                                .sidebarProperty()
                                                .set(false)));
        head.getStyleClass().add("sidebar-head");
        Button fresh = new Button(texts.get("sidebar.new"), new Icon("plus"));
        fresh.setId("new-chat");
        fresh.getStyleClass().add("new-chat");
        fresh.setMaxWidth(Double.MAX_VALUE);
        fresh.setOnAction(event -> window.newChat());
        search.setId("search");
        search.setLeft(new Icon("search", 16));
        search.getStyleClass().add("search-field");
        search.setPromptText(texts.get("sidebar.search"));
        search.textProperty().bindBidirectional(window.chats().queryProperty());
        list(texts, sheets);
        HBox foot =
                new HBox(
                        Buttons.icon("settings", texts.get("settings.open"), sheets::settings),
                        Buttons.icon("keyboard", texts.get("shortcuts.open"), sheets::shortcuts),
                        themeToggle(texts));
        foot.getStyleClass().add("sidebar-foot");
        VBox.setVgrow(list, Priority.ALWAYS);
        getStyleClass().add("sidebar");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        setMaxWidth(WIDTH);
        getChildren().addAll(head, fresh, search, list, foot);
    }

    private void list(Texts texts, Sheets sheets) {
        list.setId("conversations");
        list.getStyleClass().add("conversation-list");
        list.setItems(window.chats().entries());
        list.setCellFactory(view -> new ChatCell(window, sheets, this::open));
        Label nothing = new Label(texts.get("sidebar.empty"));
        nothing.getStyleClass().add("sidebar-note");
        nothing.setWrapText(true);
        list.setPlaceholder(nothing);
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open(list.getSelectionModel().getSelectedItem());
            } else if (event.getCode() == KeyCode.DELETE
                    && list.getSelectionModel().getSelectedItem()
                            instanceof ChatsViewModel.Chat chat) {
                window.delete(chat);
            }
        });
        window.conversation().conversationProperty().subscribe(open -> select());
        window.chats()
                .entries()
                .addListener((javafx.beans.InvalidationListener) source -> select());
    }

    private void open(ChatsViewModel.Entry entry) {
        if (entry instanceof ChatsViewModel.Chat chat) {
            window.open(chat);
        }
    }

    /** Marks the conversation that is open. */
    private void select() {
        Conversation open = window.conversation().conversationProperty().get();
        if (open == null) {
            list.getSelectionModel().clearSelection();
            return;
        }
        for (ChatsViewModel.Entry entry : window.chats().entries()) {
            if (entry instanceof ChatsViewModel.Chat chat && chat.summary().id() == open.id()) {
                list.getSelectionModel().select(entry);
                return;
            }
        }
    }

    private Button themeToggle(Texts texts) {
        var theme = window.workspace().preferences().themeProperty();
        Button toggle =
                Buttons.icon(
                        "moon",
                        texts.get("theme.toggle"),
                        () ->
                                theme.set(
                                        theme.get() == LookSettings.Theme.DARK
                                                ? LookSettings.Theme.LIGHT
                                                : LookSettings.Theme.DARK));
        toggle.setId("theme");
        theme.subscribe(now ->
                toggle.setGraphic(new Icon(now == LookSettings.Theme.DARK ? "sun" : "moon")));
        return toggle;
    }

    /** Puts the cursor into the search. */
    void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }
}
