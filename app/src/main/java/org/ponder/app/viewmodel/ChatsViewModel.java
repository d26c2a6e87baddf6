package org.ponder.app.viewmodel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.ConversationSummary;
import org.ponder.app.store.SearchHit;
import org.ponder.app.store.StoreException;

/** The conversations at the left: all of them, or those in which the words of a search are. */
public final class ChatsViewModel {
    private static final int MOST_LISTED = 10_000;
    private static final int MOST_FOUND = 200;

    private final Workspace workspace;
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final ObservableList<Entry> shown = FXCollections.unmodifiableObservableList(entries);
    private final StringProperty query = new SimpleStringProperty("");

    /** A line of the list. */
    public sealed interface Entry {}

    /** A heading above some conversations. */
    public record Heading(String text) implements Entry {}

    /**
     * A conversation.
     *
     * @param summary of it
     * @param title as it is shown
     * @param hit the place that a search found; null where none was
     */
    public record Chat(ConversationSummary summary, String title, @Nullable SearchHit hit)
            implements Entry {}

    /** Lists what the store has. */
    public ChatsViewModel(Workspace workspace) {
        this.workspace = workspace;
        query.subscribe(text -> refresh());
    }

    /** Brings the list up to date; entries that stayed the same stay the same. */
    public void refresh() {
        try {
            List<Entry> now = query.get().isBlank() ? all() : found(query.get());
            if (!now.equals(entries)) {
                entries.setAll(now);
            }
        } catch (StoreException e) {
            workspace.report(e);
        }
    }

    private List<Entry> all() throws StoreException {
        Map<String, List<Entry>> groups = new LinkedHashMap<>();
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        for (ConversationSummary summary :
                workspace.store().conversations().list(null, 0, MOST_LISTED)) {
            String group = summary.pinned() ? "sidebar.pinned" : age(summary.updated(), today);
            groups.computeIfAbsent(group, name -> new ArrayList<>()).add(chat(summary, null));
        }
        List<Entry> all = new ArrayList<>();
        groups.forEach((name, chats) -> {
            all.add(new Heading(workspace.texts().get(name)));
            all.addAll(chats);
        });
        return all;
    }

    private List<Entry> found(String words) throws StoreException {
        List<Entry> found = new ArrayList<>();
        for (SearchHit hit : workspace.store().search().find(words, MOST_FOUND)) {
            found.add(chat(hit.conversation(), hit));
        }
        found.addFirst(
                new Heading(
                        workspace
                                .texts()
                                .get(found.isEmpty() ? "sidebar.nothing" : "sidebar.found")));
        return found;
    }

    private Chat chat(ConversationSummary summary, @Nullable SearchHit hit) {
        String title = summary.title();
        return new Chat(
                summary,
                title.isBlank() ? workspace.texts().get("conversation.untitled") : title,
                hit);
    }

    private static String age(Instant moment, LocalDate today) {
        LocalDate day = LocalDate.ofInstant(moment, ZoneId.systemDefault());
        if (!day.isBefore(today)) {
            return "sidebar.today";
        }
        if (!day.isBefore(today.minusDays(1))) {
            return "sidebar.yesterday";
        }
        return day.isBefore(today.minusDays(7)) ? "sidebar.older" : "sidebar.week";
    }

    /** The user's own title; a blank one brings the automatic title back. */
    public void rename(Chat chat, String title) {
        change(() -> workspace.store().conversations().rename(chat.summary().id(), title));
    }

    /** Keeps a conversation on top, or no longer. */
    public void togglePin(Chat chat) {
        boolean pinned = chat.summary().pinned();
        change(() -> workspace.store().conversations().pin(chat.summary().id(), !pinned));
    }

    /** Moves a conversation to the trash and offers to take it back. */
    public void delete(Chat chat) {
        long id = chat.summary().id();
        change(() -> workspace.store().conversations().delete(id));
        workspace
                .notices()
                .offer(
                        workspace.texts().format("conversation.deleted", chat.title()),
                        workspace.texts().get("undo"),
                        () -> change(() -> workspace.store().conversations().restore(id)));
    }

    private void change(StoreTask task) {
        try {
            task.run();
        } catch (StoreException e) {
            workspace.report(e);
        }
        refresh();
    }

    private interface StoreTask {
        void run() throws StoreException;
    }

    /** Headings and conversations from top to bottom. */
    public ObservableList<Entry> entries() {
        return shown;
    }

    /** The words that are searched for; blank lists everything. */
    public StringProperty queryProperty() {
        return query;
    }
}
