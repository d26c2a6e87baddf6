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
    private AskedQuestion one;
    private long conversation;

    @BeforeEach
    void open() throws StoreException {
        store = ConversationStore.inMemory();
        one = Stores.ask(store, "One?");
        conversation = one.conversation().id();
    }

    @AfterEach
    void close() throws StoreException {
        store.close();
    }

    @Test
    void questionsAndRepliesFollowEachOther() throws Exception {
        Stores.reply(store, one, "1", "First.");
        Stores.reply(store, Stores.ask(store, conversation, "Two?"), "2", "Second.");

        assertEquals(List.of("One?", "First.", "Two?", "Second."), shown());
    }

    @Test
    void anEditedQuestionIsAnotherVersionAndTheFirstStaysReachable() throws Exception {
        StoredMessage old = one.question();
        Stores.reply(store, one, "1", "First.");
        AskedQuestion half = Stores.edit(store, old.id(), "One and a half?");
        Stores.reply(store, half, "1.5", "Half.");
        StoredMessage edited = half.question();

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
        StoredMessage first = Stores.reply(store, one, "a", "A.");
        StoredMessage second = Stores.replyAgain(store, one, "b", "B.");

        assertEquals(List.of("One?", "B."), shown());
        assertEquals(List.of(first.id(), second.id()), store.messages().versions(first.id()));
        assertEquals(2, store.messages().find(first.id()).orElseThrow().place().versions());
    }

    @Test
    void showingADeepMessageOfAnotherBranchShowsAllAboveIt() throws Exception {
        Stores.reply(store, one, "a", "A.");
        AskedQuestion deep = Stores.ask(store, conversation, "Deep?");
        Stores.reply(store, deep, "d", "Down.");
        AskedQuestion other = Stores.edit(store, one.question().id(), "Other?");
        Stores.reply(store, other, "o", "O.");
        assertEquals(List.of("Other?", "O."), shown());

        store.messages().show(deep.question().id());

        assertEquals(List.of("One?", "A.", "Deep?", "Down."), shown());
    }

    @Test
    void anEditedThoughtIsContinuedInAnotherVersion() throws Exception {
        long question = one.question().id();
        Stores.reply(store, one, "Wrong way", "No.");
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
        long question = one.question().id();
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
        StoredMessage a = Stores.reply(store, one, "a", "A.");
        Stores.replyAgain(store, one, "b", "B.");
        store.messages().show(a.id());

        Stores.reply(store, Stores.ask(store, conversation, "And A?"), "c", "C.");

        assertEquals(List.of("One?", "A.", "And A?", "C."), shown());
    }

    @Test
    void onlyAQuestionIsRepliedTo() throws Exception {
        StoredMessage reply = Stores.reply(store, one, "a", "A.");

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
                assertThrows(StoreException.class, () -> Stores.ask(store, 999, "One?"));
        assertEquals(Problem.MISSING, missing.problem());
    }

    @Test
    void theUsersChoiceForAThoughtIsKept() throws Exception {
        StoredMessage reply = Stores.reply(store, one, "a", "A.");
        store.messages().showThought(reply.id(), ThoughtMode.PEEK);

        ReplyRecord found = store.messages().find(reply.id()).orElseThrow().reply();
        assertEquals(ThoughtMode.PEEK, found == null ? null : found.shown());
    }

    private List<String> shown() throws StoreException {
        return store.messages().path(conversation).stream().map(StoredMessage::content).toList();
    }
}
