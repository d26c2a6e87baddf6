package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.store.ThoughtMode;
import org.ponder.engine.prompt.Role;
import org.ponder.ui.UiResources;

/** A long conversation is listed from its end, and in the end is the same as one listed at once. */
class LongConversationTest {
    private static final Texts TEXTS = new Texts(UiResources.messages(Locale.ENGLISH));

    private final BlockList list = new BlockList();

    @Test
    void itsEndIsThereAtOnceAndTheRestFollowsInOrder() {
        List<Object> messages = messages(100);
        list.add(messages);
        assertEquals(8, shown().size());
        assertEquals("answer 100", shown().getLast());
        Iterator<Boolean> threeTimes = List.of(true, true, true, false).iterator();
        assertTrue(list.listEarlier(threeTimes::next));
        assertEquals(11, shown().size());
        assertFalse(list.listEarlier(() -> true));
        List<String> all = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            all.add((i % 2 == 1 ? "question " : "answer ") + i);
        }
        assertEquals(all, shown());
        assertFalse(list.listEarlier(() -> true));
        assertEquals(100, shown().size());
    }

    @Test
    void whatIsDroppedBeforeItWasListedIsNotListedLater() {
        list.add(messages(100));
        list.truncate(10);
        assertEquals(List.of(), shown());
        assertFalse(list.listEarlier(() -> true));
        assertEquals(10, shown().size());
        assertEquals(0, list.startOf(0));
        list.add(messages(2));
        assertEquals(12, shown().size());
    }

    @Test
    void aReplyThatChangesBeforeItIsListedIsListedAsItIsThen() {
        List<Object> messages = messages(100);
        list.add(messages);
        ReplyViewModel reply = (ReplyViewModel) messages.get(1);
        reply.answer().append(" and more");
        list.listEarlier(() -> true);
        assertEquals("answer 2 and more", shown().get(1));
        reply.answer().append("\n\nagain");
        assertEquals("again", shown().get(2));
    }

    /** The texts of questions and answers that are listed. */
    private List<String> shown() {
        return list.blocks().stream().map(Block::text).filter(text -> !text.isEmpty()).toList();
    }

    private static List<Object> messages(int count) {
        List<Object> messages = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            boolean question = i % 2 == 1;
            StoredMessage stored =
                    new StoredMessage(
                            new StoredMessage.Place(i, 1, null, 1, 1),
                            question ? Role.USER : Role.ASSISTANT,
                            (question ? "question " : "answer ") + i,
                            null,
                            Instant.EPOCH,
                            null);
            messages.add(
                    question
                            ? new QuestionViewModel(stored)
                            : ReplyViewModel.stored(stored, TEXTS, ThoughtMode.LIVE));
        }
        return messages;
    }
}
