package org.ponder.app.viewmodel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.ConversationSummary;
import org.ponder.app.store.SearchHit;
import org.ponder.app.viewmodel.ChatsViewModel.Chat;
import org.ponder.app.viewmodel.ChatsViewModel.Entry;
import org.ponder.app.viewmodel.ChatsViewModel.Folder;
import org.ponder.app.viewmodel.ChatsViewModel.Heading;

/** Puts conversations under headings: pinned, folders, and by their age. Used on any thread. */
final class ChatList {
    /** More than anyone scrolls through. */
    static final int MOST = 100_000;

    private final Texts texts;

    ChatList(Texts texts) {
        this.texts = texts;
    }

    /** Pinned ones, then folders by name, then the rest by age. */
    List<Entry> all(List<ConversationSummary> summaries, Set<String> closedFolders) {
        List<Entry> pinned = new ArrayList<>();
        Map<String, List<Entry>> folders = new TreeMap<>();
        Map<String, List<Entry>> ages = new LinkedHashMap<>();
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        for (ConversationSummary summary : summaries) {
            String folder = summary.folder();
            List<Entry> group =
                    summary.pinned()
                            ? pinned
                            : folder != null
                                    ? folders.computeIfAbsent(folder, name -> new ArrayList<>())
                                    : ages.computeIfAbsent(
                                            age(summary.updated(), today),
                                            name -> new ArrayList<>());
            group.add(chat(summary, null));
        }
        List<Entry> all = new ArrayList<>();
        if (!pinned.isEmpty()) {
            all.add(new Heading(texts.get("sidebar.pinned")));
            all.addAll(pinned);
        }
        folders.forEach((name, chats) -> {
            boolean open = !closedFolders.contains(name);
            all.add(new Folder(name, chats.size(), open));
            if (open) {
                all.addAll(chats);
            }
        });
        ages.forEach((name, chats) -> {
            all.add(new Heading(texts.get(name)));
            all.addAll(chats);
        });
        return all;
    }

    /** Where the words of a search are. */
    List<Entry> found(List<SearchHit> hits) {
        List<Entry> found = new ArrayList<>();
        found.add(new Heading(texts.get(hits.isEmpty() ? "sidebar.nothing" : "sidebar.found")));
        once(hits).forEach(hit -> found.add(chat(hit.conversation(), hit)));
        return found;
    }

    /**
     * A title is mostly the first question: where both have the words, the question stands in the
     * title's place, since it shows them in their sentence and opens there.
     */
    private static List<SearchHit> once(List<SearchHit> hits) {
        Map<Long, SearchHit> questions = new HashMap<>();
        for (SearchHit hit : hits) {
            if (hit.part() == SearchHit.Part.QUESTION) {
                questions.put(hit.conversation().id(), hit); // the first question comes last
            }
        }
        Set<SearchHit> once = new LinkedHashSet<>();
        for (SearchHit hit : hits) {
            once.add(
                    hit.part() == SearchHit.Part.TITLE
                            ? questions.getOrDefault(hit.conversation().id(), hit)
                            : hit);
        }
        return List.copyOf(once);
    }

    /** What is in the trash. */
    List<Entry> deleted(List<ConversationSummary> summaries) {
        List<Entry> deleted = new ArrayList<>();
        summaries.forEach(summary -> deleted.add(chat(summary, null)));
        return deleted;
    }

    private Chat chat(ConversationSummary summary, @Nullable SearchHit hit) {
        String title = summary.title();
        return new Chat(summary, title.isBlank() ? texts.get("conversation.untitled") : title, hit);
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
}
