package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ponder.app.store.StoreException.Problem;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;

final class ConversationTreeTest {
    private ConversationStore store;
    private long conversation;

    @BeforeEach
    void open() throws StoreException {
        store = ConversationStore.inMemory();
        conversation = store.conversations().create(ConversationOptions.inherited()).id();
    }

    @AfterEach
    void close() throws StoreException {
        store.close();
    }

    @Test
    void questionsAndRepliesFollowEachOther() throws Exception {
        long first = store.messages().ask(conversation, "One?").id();
        Stores.reply(store, first, "1", "First.");
        long second = store.messages().ask(conversation, "Two?").id();
        Stores.reply(store, second, "2", "Second.");

        assertEquals(List.of("One?", "First.", "Two?", "Second."), shown());
    }

    @Test
    void anEditedQuestionIsAnotherVersionAndTheFirstStaysReachable() throws Exception {
        StoredMessage old = store.messages().ask(conversation, "One?");
        Stores.reply(store, old.id(), "1", "First.");
        StoredMessage edited = store.messages().editQuestion(old.id(), "One and a half?");
        Stores.reply(store, edited.id(), "1.5", "Half.");

        assertEquals(List.of("One and a half?", "Half."), shown());
        assertEquals(2, edited.place().version());
        assertEquals(2, edited.place().versions());
        assertEquals(List.of(old.id(), edited.id()), store.messages().versions(edited.id()));

        store.messages().show(old.id());
        assertEquals(List.of("One?", "First."), shown());
        assertEquals(1, store.messages().path(conversation).getFirst().place().version());
    }

    @Test
    void aRegeneratedReplyIsAnotherVersion() throws Exception {
        long question = store.messages().ask(conversation, "One?").id();
        StoredMessage first = Stores.reply(store, question, "a", "A.");
        StoredMessage second = Stores.reply(store, question, "b", "B.");

        assertEquals(List.of("One?", "B."), shown());
        assertEquals(List.of(first.id(), second.id()), store.messages().versions(first.id()));
        assertEquals(2, store.messages().find(first.id()).orElseThrow().place().versions());
    }

    @Test
    void showingADeepMessageOfAnotherBranchShowsAllAboveIt() throws Exception {
        StoredMessage first = store.messages().ask(conversation, "One?");
        Stores.reply(store, first.id(), "a", "A.");
        StoredMessage deep = store.messages().ask(conversation, "Deep?");
        store.messages().editQuestion(first.id(), "Other?");
        assertEquals(List.of("Other?"), shown());

        store.messages().show(deep.id());

        assertEquals(List.of("One?", "A.", "Deep?"), shown());
    }

    @Test
    void anEditedThoughtIsContinuedInAnotherVersion() throws Exception {
        long question = store.messages().ask(conversation, "One?").id();
        Stores.reply(store, question, "Wrong way", "No.");
        ReplyRecorder recorder =
                store.replies()
                        .begin(
                                question,
                                ReplyOrigin.unknown(),
                                new PartialReply("Right way: ", false, ""));
        recorder.accept(new ReplyEvent.Thought("go", 1, Duration.ofMillis(1)));
        recorder.accept(new ReplyEvent.Finished(FinishReason.CANCELLED, Stores.stats(1, 0)));
        StoredMessage saved = recorder.saved().join();

        assertEquals("Right way: go", saved.thought());
        assertEquals(2, saved.place().version());
        assertEquals(new PartialReply("Right way: go", false, ""), saved.toPartialReply());
    }

    @Test
    void aClosedThoughtThatIsContinuedStaysClosed() throws Exception {
        long question = store.messages().ask(conversation, "One?").id();
        ReplyRecorder recorder =
                store.replies()
                        .begin(
                                question,
                                ReplyOrigin.unknown(),
                                new PartialReply("Enough.", true, ""));
        recorder.accept(new ReplyEvent.Finished(FinishReason.CANCELLED, Stores.stats(0, 0)));

        assertEquals(
                new PartialReply("Enough.", true, ""), recorder.saved().join().toPartialReply());
    }

    @Test
    void askingGoesOnFromTheVersionThatIsShown() throws Exception {
        StoredMessage first = store.messages().ask(conversation, "One?");
        StoredMessage a = Stores.reply(store, first.id(), "a", "A.");
        Stores.reply(store, first.id(), "b", "B.");
        store.messages().show(a.id());

        store.messages().ask(conversation, "And A?");

        assertEquals(List.of("One?", "A.", "And A?"), shown());
    }

    @Test
    void onlyAQuestionIsRepliedTo() throws Exception {
        long question = store.messages().ask(conversation, "One?").id();
        StoredMessage reply = Stores.reply(store, question, "a", "A.");

        StoreException refused =
                assertThrows(
                        StoreException.class,
                        () ->
                                store.replies()
                                        .begin(
                                                reply.id(),
                                                ReplyOrigin.unknown(),
                                                PartialReply.none()));

        assertEquals("Only a question can be replied to.", refused.getMessage());
    }

    @Test
    void whatIsGoneIsSaidToBeMissing() {
        StoreException missing =
                assertThrows(StoreException.class, () -> store.messages().ask(999, "One?"));
        assertEquals(Problem.MISSING, missing.problem());
    }

    @Test
    void theUsersChoiceForAThoughtIsKept() throws Exception {
        long question = store.messages().ask(conversation, "One?").id();
        StoredMessage reply = Stores.reply(store, question, "a", "A.");
        store.messages().showThought(reply.id(), ThoughtMode.PEEK);

        ReplyRecord found = store.messages().find(reply.id()).orElseThrow().reply();
        assertEquals(ThoughtMode.PEEK, found == null ? null : found.shown());
    }

    private List<String> shown() throws StoreException {
        return store.messages().path(conversation).stream().map(StoredMessage::content).toList();
    }
}
