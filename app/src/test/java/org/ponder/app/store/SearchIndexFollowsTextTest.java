package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ponder.app.store.SearchHit.Part;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;

/** Whatever is done to conversations, a search finds what a look at every message would find. */
final class SearchIndexFollowsTextTest {
    private static final Set<Part> MESSAGES = EnumSet.complementOf(EnumSet.of(Part.TITLE));
    private static final String[] WORDS = {"an", "ant", "antler", "bee", "BEES", "Été", "x2"};
    private static final String CHINESE = "天地人你我他";

    private final Random random = new Random(99);

    @Test
    void afterManyChanges() throws Exception {
        try (ConversationStore store = ConversationStore.inMemory()) {
            List<Long> conversations = new ArrayList<>();
            for (int step = 0; step < 300; step++) {
                change(store, conversations);
            }
            Map<Long, String> texts = texts(store, conversations);
            for (int i = 0; i < 60; i++) {
                int start = random.nextInt(CHINESE.length());
                String chinese = chinese(1 + random.nextInt(3));
                assertEquals(
                        containing(texts, chinese), found(store, chinese), "searched: " + chinese);
                String two = CHINESE.charAt(start) + " " + chinese(2);
                assertEquals(
                        intersection(
                                containing(texts, two.substring(0, 1)),
                                containing(texts, two.substring(2))),
                        found(store, two),
                        "searched: " + two);
            }
            for (String word : List.of("an", "ant", "antl", "be", "bees", "ete", "x2", "ee")) {
                assertEquals(beginning(texts, word), found(store, word), "searched: " + word);
            }
        }
    }

    private void change(ConversationStore store, List<Long> conversations) throws StoreException {
        int what = random.nextInt(10);
        if (conversations.isEmpty() || what == 0) {
            AskedQuestion asked = Stores.ask(store, text());
            conversations.add(asked.conversation().id());
            finish(store.replies().record(asked.reply()));
            return;
        }
        long conversation = conversations.get(random.nextInt(conversations.size()));
        List<StoredMessage> path = store.messages().path(conversation);
        if (what == 1 && conversations.size() > 3) {
            store.conversations().delete(conversation);
            store.conversations().purge(conversation);
            conversations.remove(conversation);
        } else if (what == 2) {
            AskedQuestion asked = Stores.edit(store, path.getFirst().id(), text());
            finish(store.replies().record(asked.reply()));
        } else if (what < 5) {
            ReplyRecorder recorder =
                    store.replies().resume(path.getLast().id(), ReplyOrigin.unknown());
            finish(recorder);
        } else {
            AskedQuestion asked = Stores.ask(store, conversation, text());
            finish(store.replies().record(asked.reply()));
        }
    }

    private void finish(ReplyRecorder recorder) {
        recorder.accept(new ReplyEvent.Thought(text() + " ", 1, Duration.ZERO));
        recorder.accept(new ReplyEvent.Answer(text() + " ", 1));
        recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, Stores.stats(1, 1)));
        recorder.saved().join();
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            switch (random.nextInt(3)) {
                case 0 -> out.append(chinese(1 + random.nextInt(5)));
                case 1 -> out.append(chinese(2)).append("，");
                default -> out.append(' ').append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
        }
        return out.toString();
    }

    private String chinese(int length) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append(CHINESE.charAt(random.nextInt(CHINESE.length())));
        }
        return out.toString();
    }

    private static Set<Long> found(ConversationStore store, String query) throws StoreException {
        return store.search().find(query, MESSAGES, 10_000).stream()
                .map(SearchHit::message)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<Long, String> texts(ConversationStore store, List<Long> conversations)
            throws StoreException {
        Map<Long, String> texts = new HashMap<>();
        for (long conversation : conversations) {
            for (StoredMessage message : store.trees().read(conversation).messages()) {
                texts.put(message.id(), message.content() + "\n" + message.thought());
            }
        }
        return texts;
    }

    private static Set<Long> containing(Map<Long, String> texts, String part) {
        return texts.entrySet().stream()
                .filter(entry -> entry.getValue().contains(part))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Long> beginning(Map<Long, String> texts, String word) {
        return texts.entrySet().stream()
                .filter(entry ->
                        entry.getValue()
                                .replace("Été", "ete")
                                .toLowerCase(Locale.ROOT)
                                .matches("(?s)(.*[^a-z0-9])?" + word + ".*"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Long> intersection(Set<Long> one, Set<Long> other) {
        Set<Long> both = new TreeSet<>(one);
        both.retainAll(other);
        return both;
    }
}
