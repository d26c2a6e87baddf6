package org.ponder.app.view;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.ExchangeViewModel;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;

/** What can be done with a line of the list of conversations. */
final class ChatActions {
    private final WindowViewModel window;
    private final Texts texts;
    private final Sheets sheets;
    private final Renaming renaming;

    ChatActions(WindowViewModel window, Sheets sheets, Renaming renaming) {
        this.window = window;
        this.texts = window.workspace().texts();
        this.sheets = sheets;
        this.renaming = renaming;
    }

    Renaming renaming() {
        return renaming;
    }

    /** Opens a conversation or a folder; a folder that is open is closed. */
    void open(ChatsViewModel.Entry entry) {
        switch (entry) {
            case ChatsViewModel.Chat chat -> {
                if (!chat.deleted()) {
                    window.open(chat);
                }
            }
            case ChatsViewModel.Folder folder -> window.chats().toggle(folder);
            case ChatsViewModel.Heading heading -> {}
        }
    }

    /** Whether a reply runs or waits in a conversation. */
    boolean isAnswering(ChatsViewModel.Chat chat) {
        return window.driver().answeringProperty().get().contains(chat.summary().id());
    }

    void restore(ChatsViewModel.Chat chat) {
        window.chats().restore(chat);
    }

    /** Deletes a conversation for good, after the user has said so. */
    void purge(ChatsViewModel.Chat chat) {
        sheets.confirm(
                texts.format("trash.purge.ask", chat.title()),
                texts.get("trash.purge"),
                () -> window.chats().purge(chat));
    }

    MenuButton menuButton(ChatsViewModel.Chat chat) {
        MenuButton menu = new MenuButton();
        menu.setGraphic(new Icon("more", 16));
        menu.getStyleClass().addAll("quiet", "bare");
        menu.setAccessibleText(texts.get("conversation.menu"));
        menu.setFocusTraversable(false);
        menu.setOnShowing(event -> menu.getItems().setAll(items(chat)));
        return menu;
    }

    ContextMenu menu(ChatsViewModel.Chat chat) {
        // One without items is not shown; the folders are those that there are when it is.
        ContextMenu menu = new ContextMenu(new MenuItem());
        menu.setOnShowing(event -> menu.getItems().setAll(items(chat)));
        return menu;
    }

    private List<MenuItem> items(ChatsViewModel.Chat chat) {
        MenuItem rename = item("conversation.rename", "edit", () -> renaming.begin(chat));
        MenuItem pin =
                item(
                        chat.summary().pinned() ? "conversation.unpin" : "conversation.pin",
                        "pin",
                        () -> window.chats().togglePin(chat));
        MenuItem export =
                item(
                        "conversation.export",
                        "export",
                        () ->
                                sheets.export(
                                        new ExchangeViewModel.What.Chat(
                                                chat.summary().id(), chat.title())));
        MenuItem delete = item("conversation.delete", "trash", () -> window.delete(chat));
        return List.of(rename, pin, folders(chat), export, new SeparatorMenuItem(), delete);
    }

    private Menu folders(ChatsViewModel.Chat chat) {
        Menu menu = new Menu(texts.get("conversation.folder"), new Icon("folder", 16));
        List<MenuItem> items = new ArrayList<>();
        for (String folder : window.chats().folders()) {
            if (!folder.equals(chat.summary().folder())) {
                MenuItem item = new MenuItem(folder);
                item.setMnemonicParsing(false);
                item.setOnAction(event -> window.chats().move(chat, folder));
                items.add(item);
            }
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        if (chat.summary().folder() != null) {
            items.add(item("folder.none", "close", () -> window.chats().move(chat, null)));
        }
        items.add(item("folder.new", "plus", () -> sheets.newFolder(chat)));
        menu.getItems().setAll(items);
        return menu;
    }

    private MenuItem item(String key, String icon, Runnable action) {
        MenuItem item = new MenuItem(texts.get(key), new Icon(icon, 16));
        item.setOnAction(event -> action.run());
        return item;
    }
}
