package org.ponder.app.viewmodel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.ConversationSummary;
import org.ponder.app.store.Conversations;
import org.ponder.app.store.SearchHit;
import org.ponder.app.store.StoreException;

/**
 * The conversations at the left: all of them, those in which the words of a search are, or those in
 * the trash. They are read beside the window; the list changes when they are there.
 */
public final class ChatsViewModel {
    private static final int MOST_FOUND = 200;

    /** Lines that change one by one; where more change, the list changes whole. */
    private static final int FEW = 8;

    /** Chats that are deleted for good in one go; so many are gone in moments. */
    static final int PURGED_AT_ONCE = 50;

    private final Workspace workspace;
    private final Consumer<ConversationSummary> renamed;
    private final ChatList lister;
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final ObservableList<Entry> shown = FXCollections.unmodifiableObservableList(entries);
    private final StringProperty query = new SimpleStringProperty("");
    private final ObjectProperty<SearchedParts> searched =
            new SimpleObjectProperty<>(SearchedParts.ALL);
    private final BooleanProperty trash = new SimpleBooleanProperty();
    private final Set<String> closedFolders = new HashSet<>();
    private List<String> folders = List.of();

    /** Those that can be taken back, the last one first. */
    private final Deque<Chat> deleted = new ArrayDeque<>();

    /** Grows with each look at the store, so that only the last one counts. */
    private final AtomicLong looks = new AtomicLong();

    /** A line of the list. */
    public sealed interface Entry {}

    /** A heading above some conversations. */
    public record Heading(String text) implements Entry {}

    /**
     * A folder; its conversations follow where it is open.
     *
     * @param name that the user gave it
     * @param chats how many are in it
     * @param open whether they are listed
     */
    public record Folder(String name, int chats, boolean open) implements Entry {}

    /**
     * A conversation.
     *
     * @param summary of it
     * @param title as it is shown
     * @param hit the place that a search found; null where none was
     */
    public record Chat(ConversationSummary summary, String title, @Nullable SearchHit hit)
            implements Entry {

        /** What stays the same of its line while the rest of it changes. */
        public Line line() {
            return new Line(
                    summary.id(),
                    hit == null ? null : hit.message(),
                    hit == null ? null : hit.part());
        }

        /** Whether it is in the trash. */
        public boolean deleted() {
            return summary.deletedAt() != null;
        }
    }

    /**
     * Which line of the list it is: a search lists a conversation once for each place that it
     * finds.
     *
     * @param conversation that is listed
     * @param message in which something was found; null where nothing was, and for a title
     * @param part that was found; null where nothing was
     */
    public record Line(long conversation, @Nullable Long message, SearchHit.@Nullable Part part) {}

    /**
     * Lists what the store has.
     *
     * @param renamed told of a conversation that the user gave another title
     */
    ChatsViewModel(Workspace workspace, Consumer<ConversationSummary> renamed) {
        this.workspace = workspace;
        this.renamed = renamed;
        this.lister = new ChatList(workspace.texts());
        query.subscribe(text -> refresh());
        searched.subscribe((before, now) -> refresh());
        trash.subscribe((before, now) -> refresh());
    }

    /** Brings the list up to date; entries that stayed the same stay the same. */
    public void refresh() {
        long look = looks.incrementAndGet();
        String words = query.get();
        SearchedParts parts = searched.get();
        boolean deleted = trash.get();
        Set<String> closed = Set.copyOf(closedFolders);
        workspace.beside(
                () ->
                        look == looks.get()
                                ? new Listed(
                                        entries(words, parts, deleted, closed),
                                        conversations().folders())
                                : new Listed(List.of(), List.of()),
                now -> {
                    if (look == looks.get()) {
                        folders = now.folders();
                        show(now.entries());
                    }
                });
    }

    /** What a look at the store has found. */
    private record Listed(List<Entry> entries, List<String> folders) {}

    /** Where little changed, the other lines stay as they are drawn. */
    private void show(List<Entry> now) {
        List<Integer> changed =
                now.size() == entries.size()
                        ? IntStream.range(0, now.size())
                                .filter(i -> !now.get(i).equals(entries.get(i)))
                                .limit(FEW + 1)
                                .boxed()
                                .toList()
                        : List.of();
        if (now.size() != entries.size() || changed.size() > FEW) {
            entries.setAll(now);
        } else {
            changed.forEach(i -> entries.set(i, now.get(i)));
        }
    }

    private List<Entry> entries(
            String words, SearchedParts parts, boolean deleted, Set<String> closed)
            throws StoreException {
        if (deleted) {
            return lister.deleted(conversations().trash(0, ChatList.MOST));
        }
        return words.isBlank()
                ? lister.all(conversations().list(null, 0, ChatList.MOST), closed)
                : lister.found(workspace.store().search().find(words, parts.parts(), MOST_FOUND));
    }

    private Conversations conversations() {
        return workspace.store().conversations();
    }

    /** The user's own title; a blank one brings the automatic title back. */
    public void rename(Chat chat, String title) {
        long id = chat.summary().id();
        workspace.beside(
                () -> {
                    conversations().rename(id, title);
                    return conversations().find(id);
                },
                found -> {
                    refresh();
                    found.ifPresent(now -> renamed.accept(now.summary()));
                });
    }

    /** Keeps a conversation on top, or no longer. */
    public void togglePin(Chat chat) {
        boolean pinned = chat.summary().pinned();
        change(() -> conversations().pin(chat.summary().id(), !pinned));
    }

    /** Puts a conversation into a folder; null takes it out of any. */
    public void move(Chat chat, @Nullable String folder) {
        change(() -> conversations().move(chat.summary().id(), folder));
    }

    /** Lists a folder's conversations, or no longer. */
    public void toggle(Folder folder) {
        if (!closedFolders.remove(folder.name())) {
            closedFolders.add(folder.name());
        }
        refresh();
    }

    /** Moves a conversation to the trash and offers to take it back. */
    public void delete(Chat chat) {
        change(() -> conversations().delete(chat.summary().id()));
        deleted.push(chat);
        offerUndo(chat);
    }

    /** Takes back the chat that was deleted last, then the one before it. */
    public void undoDelete() {
        Chat last = deleted.peek();
        if (last != null) {
            restore(
                    last,
                    () ->
                            workspace
                                    .notices()
                                    .tell(
                                            workspace
                                                    .texts()
                                                    .format(
                                                            "conversation.restored",
                                                            last.title())));
        }
    }

    private void offerUndo(Chat chat) {
        workspace
                .notices()
                .offer(
                        () -> workspace.texts().format("conversation.deleted", chat.title()),
                        () -> workspace.texts().get("undo"),
                        () -> restore(chat));
    }

    /** Takes a conversation out of the trash. */
    public void restore(Chat chat) {
        restore(chat, () -> {});
    }

    private void restore(Chat chat, Runnable then) {
        forget(chat.summary().id());
        change(() -> conversations().restore(chat.summary().id()), then);
    }

    /** Deletes a conversation of the trash for good. */
    public void purge(Chat chat) {
        forget(chat.summary().id());
        change(() -> conversations().purge(chat.summary().id()));
    }

    private void forget(long id) {
        deleted.removeIf(chat -> chat.summary().id() == id);
    }

    /** Deletes everything that is in the trash for good. */
    public void emptyTrash() {
        List<Long> ids =
                entries.stream()
                        .filter(Chat.class::isInstance)
                        .map(Chat.class::cast)
                        .filter(Chat::deleted)
                        .map(chat -> chat.summary().id())
                        .toList();
        ids.forEach(this::forget);
        purge(ids);
    }

    /** A few at a time: what is asked of the store meanwhile gets its turn in between. */
    private void purge(List<Long> ids) {
        int now = Math.min(ids.size(), PURGED_AT_ONCE);
        if (now == 0) {
            return;
        }
        workspace
                .background()
                .run(
                        () -> {
                            conversations().purge(ids.subList(0, now));
                            return true;
                        },
                        workspace.outcome(
                                done -> {
                                    refresh();
                                    purge(ids.subList(now, ids.size()));
                                },
                                () -> {}));
    }

    private void change(StoreTask task) {
        change(task, () -> {});
    }

    private void change(StoreTask task, Runnable then) {
        workspace.beside(
                () -> {
                    task.run();
                    return true;
                },
                done -> {
                    refresh();
                    then.run();
                });
    }

    private interface StoreTask {
        void run() throws StoreException;
    }

    /** Headings, folders and conversations from top to bottom. */
    public ObservableList<Entry> entries() {
        return shown;
    }

    /** The names of all folders, whether they are listed or not. */
    public List<String> folders() {
        return folders;
    }

    /** The words that are searched for; blank lists everything. */
    public StringProperty queryProperty() {
        return query;
    }

    /** In which parts of the conversations they are searched for. */
    public ObjectProperty<SearchedParts> searchedProperty() {
        return searched;
    }

    /** Whether the trash is listed. */
    public BooleanProperty trashProperty() {
        return trash;
    }
}
