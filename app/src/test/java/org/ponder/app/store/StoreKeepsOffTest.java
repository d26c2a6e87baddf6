package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** A thread that must not wait for the disk cannot use the store, as long as assertions are on. */
class StoreKeepsOffTest {

    @Test
    void aThreadThatIsKeptOffCanNeitherReadNorWrite() throws Exception {
        try (ConversationStore store = ConversationStore.inMemory()) {
            store.keepOff(Thread.currentThread());
            assertThrows(AssertionError.class, () -> store.conversations().newChatDraft());
            assertThrows(
                    AssertionError.class, () -> store.conversations().saveNewChatDraft("Why?"));
            assertThrows(AssertionError.class, () -> store.search().find("Why", 1));
            store.keepOff(null);
            store.conversations().saveNewChatDraft("Why?");
            assertEquals("Why?", store.conversations().newChatDraft());
        }
    }
}
