package org.ponder.app.view;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.controlsfx.control.textfield.TextFields;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.ExchangeViewModel;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;

/** The conversations at the left. */
final class SidebarView extends VBox {
    static final double WIDTH = 264;

    /** Of the window's width, where large letters make it wider. */
    private static final double MOST_SHARE = 0.33;

    private static final double MENU_INDENT = 24;

    private final WindowViewModel window;
    private final CustomTextField search = (CustomTextField) TextFields.createClearableTextField();
    private final ListView<ChatsViewModel.Entry> list = new ListView<>();
    private final Label nothing = new Label();
    private final EndsPane trashHead;
    private final ChatActions actions;
    private final ChatSelection selection;

    SidebarView(WindowViewModel window, Sheets sheets) {
        this.window = window;
        Texts texts = window.workspace().texts();
        actions =
                new ChatActions(window, sheets, new Renaming(window.chats(), texts, list::refresh));
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
        NameFor.control(search, texts.get("sidebar.search"));
        search.setTooltip(new Tooltip(texts.get("sidebar.search")));
        search.textProperty().bindBidirectional(window.chats().queryProperty());
        search.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (Shortcut.CLOSE.matches(event) && !search.getText().isEmpty()) {
                        search.clear();
                        event.consume();
                    } else if (event.getCode() == KeyCode.DOWN) {
                        focusChats();
                        event.consume();
                    } else if (Shortcut.OPEN_CHAT.matches(event)) {
                        firstHit().ifPresent(actions::open);
                        event.consume();
                    }
                });
        selection = new ChatSelection(list, window);
        list(texts);
        HBox foot =
                new HBox(
                        Buttons.icon("settings", texts.get("settings.open"), sheets::settings),
                        Buttons.icon("keyboard", texts.get("shortcuts.open"), sheets::shortcuts),
                        themeToggle(texts),
                        trashToggle(texts),
                        library(texts, sheets));
        foot.getStyleClass().add("sidebar-foot");
        trashHead = trashHead(texts, sheets);
        VBox.setVgrow(list, Priority.ALWAYS);
        getStyleClass().add("sidebar");
        setMinWidth(USE_PREF_SIZE);
        setMaxWidth(USE_PREF_SIZE);
        sceneProperty()
                .flatMap(Scene::widthProperty)
                .orElse(0)
                .subscribe(width -> fit(width.doubleValue()));
        Weakly.follow(
                this,
                window.workspace().preferences().fontScaleProperty(),
                scale -> fit(getScene() == null ? 0 : getScene().getWidth()));
        SearchedPartsChoice parts =
                new SearchedPartsChoice(texts, "search-parts", window.chats().searchedProperty());
        parts.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> search.isVisible() && !search.getText().isBlank(),
                                search.visibleProperty(),
                                search.textProperty()));
        parts.managedProperty().bind(parts.visibleProperty());
        getChildren().addAll(head, fresh, search, parts, trashHead, list, foot);
        for (Region usual : List.of(fresh, search)) {
            usual.visibleProperty().bind(window.chats().trashProperty().not());
            usual.managedProperty().bind(usual.visibleProperty());
        }
        // Before the list has it, which takes every Escape for itself.
        addEventFilter(KeyEvent.KEY_PRESSED, this::leaveTrash);
    }

    /** Large letters make it wider, where the window has room for that. */
    private void fit(double windowWidth) {
        double scale = window.workspace().preferences().fontScaleProperty().get();
        setPrefWidth(Math.max(WIDTH, Math.min(WIDTH * scale, windowWidth * MOST_SHARE)));
    }

    private void list(Texts texts) {
        list.setId("conversations");
        list.getStyleClass().add("conversation-list");
        selection.begin();
        list.setCellFactory(view -> new ChatCell(texts, actions));
        Weakly.follow(list, window.driver().answeringProperty(), chats -> list.refresh());
        nothing.getStyleClass().add("sidebar-note");
        nothing.setWrapText(true);
        Weakly.follow(
                nothing,
                window.chats().trashProperty(),
                trash -> nothing.setText(texts.get(trash ? "trash.empty" : "sidebar.empty")));
        list.setPlaceholder(nothing);
        list.setOnKeyPressed(this::key);
        list.addEventFilter(
                ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                event -> {
                    if (event.isKeyboardTrigger()) {
                        event.consume(); // the key itself has shown it
                    }
                });
    }

    private void key(KeyEvent event) {
        ChatsViewModel.Entry selected = list.getSelectionModel().getSelectedItem();
        selection.endDeleting();
        if (Shortcut.UNDO_DELETE.matches(event)) {
            window.chats().undoDelete();
            return;
        }
        if (Shortcut.OPEN_CHAT.matches(event)
                && selected instanceof ChatsViewModel.Chat deleted
                && deleted.deleted()) {
            actions.restore(deleted);
        } else if (Shortcut.OPEN_CHAT.matches(event) && selected != null) {
            actions.open(selected);
        } else if (selected instanceof ChatsViewModel.Chat chat) {
            if (Shortcut.DELETE_CHAT.matches(event) && chat.deleted()) {
                actions.purge(chat);
            } else if (Shortcut.DELETE_CHAT.matches(event)) {
                selection.beginDeleting(chat);
                window.delete(chat);
            } else if (Shortcut.CHAT_MENU.matches(event) && !chat.deleted()) {
                showMenu(chat);
                event.consume();
            } else if (Shortcut.RENAME_CHAT.matches(event) && !chat.deleted()) {
                actions.renaming().begin(chat);
            }
        }
    }

    /** Where a mouse would show it. */
    private void showMenu(ChatsViewModel.Chat chat) {
        for (Node node : list.lookupAll(".list-cell")) {
            if (node instanceof ListCell<?> cell && chat.equals(cell.getItem())) {
                actions.menu(chat).show(cell, Side.BOTTOM, MENU_INDENT, 0);
                return;
            }
        }
    }

    private EndsPane trashHead(Texts texts, Sheets sheets) {
        Label title = new Label(texts.get("trash.title"));
        title.getStyleClass().add("trash-title");
        Button empty = new Button(texts.get("trash.empty.now"));
        empty.setId("empty-trash");
        empty.getStyleClass().add("quiet");
        empty.setOnAction(event ->
                sheets.confirm(
                        texts.get("trash.empty.ask"),
                        texts.get("trash.empty.now"),
                        window.chats()::emptyTrash));
        empty.disableProperty().bind(Bindings.isEmpty(window.chats().entries()));
        HBox name =
                new HBox(
                        Buttons.icon("chevron-left", texts.get("trash.leave"), this::leaveTrash),
                        title);
        name.getStyleClass().add("sidebar-foot");
        empty.setMinWidth(USE_PREF_SIZE);
        EndsPane head = new EndsPane(name, empty, true);
        head.visibleProperty().bind(window.chats().trashProperty());
        head.managedProperty().bind(head.visibleProperty());
        return head;
    }

    /** Lists all chats again where a key says so and the trash is listed. */
    void leaveTrash(KeyEvent event) {
        if (Shortcut.CLOSE.matches(event) && window.chats().trashProperty().get()) {
            leaveTrash();
            event.consume();
        }
    }

    private void leaveTrash() {
        // What is above the list goes; the keyboard stays here.
        if (FocusKeeper.isWithin(trashHead)) {
            list.requestFocus();
        }
        window.chats().trashProperty().set(false);
    }

    private Button trashToggle(Texts texts) {
        var trash = window.chats().trashProperty();
        Button toggle =
                Buttons.icon("trash", texts.get("trash.open"), () -> trash.set(!trash.get()));
        toggle.setId("trash");
        return toggle;
    }

    private static MenuButton library(Texts texts, Sheets sheets) {
        MenuItem importing = new MenuItem(texts.get("import.title"), new Icon("import", 16));
        importing.setId("import");
        importing.setOnAction(event -> sheets.importFile());
        MenuItem exporting = new MenuItem(texts.get("export.all"), new Icon("export", 16));
        exporting.setId("export-all");
        exporting.setOnAction(event -> sheets.export(new ExchangeViewModel.What.All()));
        MenuButton menu = new MenuButton();
        menu.setId("library");
        menu.setGraphic(new Icon("more"));
        menu.getItems().addAll(importing, exporting);
        menu.getStyleClass().addAll("quiet", "bare", "round");
        return Buttons.named(menu, texts.get("library.menu"));
    }

    /** Whether a chat is being deleted by a key, after which the keyboard stays in the list. */
    boolean isDeleting() {
        return selection.isDeleting();
    }

    private Button themeToggle(Texts texts) {
        var theme = window.workspace().preferences().themeProperty();
        var desktop = Platform.getPreferences().colorSchemeProperty();
        Button toggle =
                Buttons.icon(
                        "moon",
                        texts.get("theme.toggle"),
                        () -> theme.set(Appearance.other(theme.get(), desktop.get())));
        toggle.setId("theme");
        Runnable draw =
                () -> toggle.setGraphic(new Icon(Appearance.isDark(theme.get()) ? "sun" : "moon"));
        Weakly.follow(toggle, theme, now -> draw.run());
        Weakly.follow(toggle, desktop, now -> draw.run());
        return toggle;
    }

    /** Shows the chats that another showed, which was in another language. */
    void goOnFrom(SidebarView before) {
        if (before.list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                && flow.getFirstVisibleCell() != null) {
            int first = flow.getFirstVisibleCell().getIndex();
            Platform.runLater(() -> list.scrollTo(first)); // when it has been laid out
        }
    }

    /** Whether the keyboard is somewhere here. */
    boolean holdsFocus() {
        return FocusKeeper.isWithin(this);
    }

    /** Gives the keyboard to the list, at the conversation that is open. */
    void focusList() {
        list.requestFocus();
        if (list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
    }

    /** From the search to the first of the chats below it. */
    private void focusChats() {
        list.requestFocus();
        list.getItems().stream()
                .filter(ChatsViewModel.Chat.class::isInstance)
                .findFirst()
                .ifPresent(list.getSelectionModel()::select);
    }

    private Optional<ChatsViewModel.Chat> firstHit() {
        return list.getItems().stream()
                .filter(ChatsViewModel.Chat.class::isInstance)
                .map(ChatsViewModel.Chat.class::cast)
                .filter(chat -> chat.hit() != null)
                .findFirst();
    }

    /** Puts the cursor into the search. */
    void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }
}
