package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.StoreException.Problem;

final class ConversationListTest {
    @TempDir Path folder;
    private ConversationStore store;
    private Conversations conversations;

    @BeforeEach
    void open() throws StoreException {
        store =
                ConversationStore.open(
                                Stores.folder(folder),
                                new StoreTuning(
                                        Stores.steps(),
                                        LiveWriter.Pace.usual(),
                                        Schema.current(),
                                        problem -> {}))
                        .store();
        conversations = store.conversations();
    }

    @AfterEach
    void close() throws StoreException {
        store.close();
    }

    @Test
    void theLastUsedComesFirstAndPinnedOnesBeforeAll() throws Exception {
        long a = begin("Apples?");
        long b = begin("Bananas?");
        begin("Cherries?");
        Stores.ask(store, a, "More apples?");
        conversations.pin(b, true);

        assertEquals(List.of("Bananas?", "Apples?", "Cherries?"), titles(null));
    }

    @Test
    void aPageGoesOnWhereTheOneBeforeEnded() throws Exception {
        for (int i = 0; i < 5; i++) {
            begin("Number " + i + "?");
        }

        assertEquals(
                List.of("Number 2?", "Number 1?"),
                conversations.list(null, 2, 2).stream().map(ConversationSummary::title).toList());
        assertEquals(5, conversations.count());
    }

    @Test
    void theFirstQuestionGivesTheTitleUntilTheUserDoes() throws Exception {
        long id = begin("How many r's are in strawberry? Think hard.");
        assertEquals("How many r's are in strawberry?", title(id));

        conversations.rename(id, "  Letters ");
        Stores.ask(store, id, "Another?");
        assertEquals("Letters", title(id));

        conversations.rename(id, " ");
        assertEquals("How many r's are in strawberry?", title(id));
    }

    @Test
    void foldersHoldWhatWasPutIntoThem() throws Exception {
        long a = begin("Apples?");
        begin("Bananas?");
        conversations.move(a, "Fruit");

        assertEquals(List.of("Apples?"), titles("Fruit"));
        assertEquals(List.of("Fruit"), conversations.folders());

        conversations.move(a, null);
        assertEquals(List.of(), conversations.folders());
    }

    @Test
    void aDeletedConversationIsInTheTrashUntilItIsRestored() throws Exception {
        long a = begin("Apples?");
        conversations.delete(a);

        assertEquals(List.of(), titles(null));
        assertEquals(1, conversations.trash(0, 10).size());
        assertNotNull(conversations.trash(0, 10).getFirst().deletedAt());

        conversations.restore(a);
        assertEquals(List.of("Apples?"), titles(null));
        assertEquals("Apples?", store.messages().path(a).getFirst().content());
    }

    @Test
    void aChatOfAnyLengthIsPurged() throws Exception {
        AskedQuestion last = Stores.ask(store, "Apples?");
        long id = last.conversation().id();
        for (int turn = 0; turn < 600; turn++) {
            Stores.reply(store, last, "", "a");
            last = Stores.ask(store, id, "Why?");
        }
        conversations.delete(id);
        conversations.purge(id);
        assertTrue(conversations.find(id).isEmpty());
        assertTrue(store.messages().find(last.reply().id()).isEmpty());
    }

    @Test
    void purgingTakesOnlyWhatIsInTheTrashLongEnough() throws Exception {
        long kept = begin("Apples?");
        long gone = begin("Bananas?");
        long message = Stores.reply(store, Stores.ask(store, gone, "Why?"), "t", "a").id();
        conversations.delete(gone);
        Instant deleted = conversations.trash(0, 1).getFirst().deletedAt();
        assertNotNull(deleted);
        conversations.purge(kept);

        assertEquals(0, conversations.purgeDeletedBefore(deleted));
        assertEquals(1, conversations.purgeDeletedBefore(deleted.plusSeconds(1)));

        assertTrue(conversations.find(gone).isEmpty());
        assertTrue(store.messages().find(message).isEmpty());
        assertTrue(conversations.find(kept).isPresent());
        StoreException missing =
                assertThrows(StoreException.class, () -> conversations.restore(gone));
        assertEquals(Problem.MISSING, missing.problem());
    }

    @Test
    void draftsAreKeptAndClearedByAsking() throws Exception {
        long id = begin("Apples?");
        conversations.saveDraft(id, "And pears");
        assertEquals("And pears", conversations.find(id).orElseThrow().draft());

        Stores.ask(store, id, "And pears?");
        assertEquals("", conversations.find(id).orElseThrow().draft());

        conversations.saveNewChatDraft("Something new");
        conversations.saveNewChatDraft("Something newer");
        assertEquals("Something newer", conversations.newChatDraft());
    }

    @Test
    void whatAConversationHasOfItsOwnIsKept() throws Exception {
        ConversationOptions own =
                new ConversationOptions("R1", "Be brief.", false, ThoughtMode.HIDDEN, 512);
        long id =
                store.messages()
                        .ask(new Question.First(own, "Why?"), ReplyOrigin.unknown())
                        .conversation()
                        .id();
        assertEquals(own, conversations.find(id).orElseThrow().options());

        conversations.configure(id, ConversationOptions.inherited());
        assertEquals(
                ConversationOptions.inherited(), conversations.find(id).orElseThrow().options());
    }

    private long begin(String question) throws StoreException {
        return Stores.ask(store, question).conversation().id();
    }

    private String title(long id) throws StoreException {
        return conversations.find(id).orElseThrow().summary().title();
    }

    private List<String> titles(@Nullable String inFolder) throws StoreException {
        return conversations.list(inFolder, 0, 100).stream()
                .map(ConversationSummary::title)
                .toList();
    }
}
