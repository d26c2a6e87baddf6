package org.ponder.app.view;

import java.util.List;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.ListView;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.Conversation;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.WindowViewModel;

/**
 * Which line of the list of chats is selected: the open chat, or wherever the user has gone with
 * keys. Changes of the list do not move it.
 */
final class ChatSelection {
    private final ListView<ChatsViewModel.Entry> list;
    private final WindowViewModel window;
    private final List<ChatsViewModel.Entry> entries;
    private final InvalidationListener changed = source -> keepPlace();

    /** What is selected while the entries change, and whether they do. */
    private @Nullable Object place;

    private boolean changing;

    /** The chat that a key is deleting, and where what follows it will stand. */
    private @Nullable Long deleting;

    private int deletingIndex;

    ChatSelection(ListView<ChatsViewModel.Entry> list, WindowViewModel window) {
        this.list = list;
        this.window = window;
        this.entries = window.chats().entries();
    }

    /** Gives the list its entries and selects what is open, now and whenever that changes. */
    void begin() {
        // Before the list, which selects something else when it sees a change.
        window.chats().entries().addListener(new WeakInvalidationListener(changed));
        list.setItems(window.chats().entries());
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> endDeleting());
        Weakly.follow(list, window.conversation().conversationProperty(), open -> markOpen());
        // A chat that could not be opened was selected when it was chosen.
        Weakly.follow(
                list,
                window.conversation().openingProperty(),
                opening -> {
                    if (!opening) {
                        markOpen();
                    }
                });
    }

    /** A key deletes a chat: what takes its place is selected when it is gone. */
    void beginDeleting(ChatsViewModel.Chat chat) {
        deleting = chat.summary().id();
        int index = list.getSelectionModel().getSelectedIndex();
        // A search lists a chat more than once, and all its lines go.
        deletingIndex =
                (int)
                        entries.stream()
                                .limit(Math.max(0, index))
                                .filter(entry -> !isOf(entry, chat.summary().id()))
                                .count();
    }

    /** The user does something else. */
    void endDeleting() {
        deleting = null;
    }

    /** Whether a chat is being deleted by a key, after which the keyboard stays in the list. */
    boolean isDeleting() {
        return deleting != null;
    }

    private void keepPlace() {
        if (changing) {
            return;
        }
        changing = true;
        place = keyOf(list.getSelectionModel().getSelectedItem());
        Platform.runLater(() -> {
            changing = false;
            selectAgain();
        });
    }

    private void selectAgain() {
        Object kept = place;
        Long gone = deleting;
        int index = kept != null && (list.isFocused() || isOpen(kept)) ? indexOf(kept) : -1;
        if (index >= 0) {
            list.getSelectionModel().select(index);
        } else if (gone != null && indexOfChat(gone) < 0 && list.isFocused()) {
            deleting = null;
            selectNear(deletingIndex);
        } else {
            markOpen();
        }
    }

    /** The chat that has taken the place of one, or the last before it. */
    private void selectNear(int index) {
        for (int i = index; i < entries.size(); i++) {
            if (isChat(i)) {
                list.getSelectionModel().select(i);
                return;
            }
        }
        for (int i = Math.min(index, entries.size()) - 1; i >= 0; i--) {
            if (isChat(i)) {
                list.getSelectionModel().select(i);
                return;
            }
        }
        list.getSelectionModel().clearSelection();
    }

    private void markOpen() {
        if (deleting != null) {
            return; // the keyboard's place is found when it is gone
        }
        Object selected = keyOf(list.getSelectionModel().getSelectedItem());
        if (selected != null && isOpen(selected)) {
            return; // of the places that a search found in it, the one that was chosen
        }
        Conversation open = window.conversation().conversationProperty().get();
        int index = open == null ? -1 : indexOfChat(open.id());
        if (index >= 0) {
            list.getSelectionModel().select(index);
        } else {
            list.getSelectionModel().clearSelection();
        }
    }

    /** Whether it is a line of the chat that is open. */
    private boolean isOpen(Object key) {
        Conversation open = window.conversation().conversationProperty().get();
        return open != null
                && key instanceof ChatsViewModel.Line line
                && line.conversation() == open.id();
    }

    private boolean isChat(int index) {
        return entries.get(index) instanceof ChatsViewModel.Chat;
    }

    /** What stays the same of a line while the rest of it changes; null for a heading. */
    private static @Nullable Object keyOf(ChatsViewModel.@Nullable Entry entry) {
        return switch (entry) {
            case ChatsViewModel.Chat chat -> chat.line();
            case ChatsViewModel.Folder folder -> folder.name();
            case ChatsViewModel.Heading heading -> null;
            case null -> null;
        };
    }

    private int indexOf(Object key) {
        for (int i = 0; i < entries.size(); i++) {
            if (key.equals(keyOf(entries.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isOf(ChatsViewModel.Entry entry, long id) {
        return entry instanceof ChatsViewModel.Chat chat && chat.summary().id() == id;
    }

    /** Its first line. */
    private int indexOfChat(long id) {
        for (int i = 0; i < entries.size(); i++) {
            if (isOf(entries.get(i), id)) {
                return i;
            }
        }
        return -1;
    }
}
