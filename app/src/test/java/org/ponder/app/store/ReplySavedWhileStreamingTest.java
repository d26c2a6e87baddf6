package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;
import org.ponder.engine.sampling.SamplingSettings;

final class ReplySavedWhileStreamingTest {
    @TempDir Path folder;

    @Test
    void whatWasFlushedIsReadByAnotherStoreWhileTheReplyStreams() throws Exception {
        try (ConversationStore store = Stores.open(folder);
                ConversationStore other = Stores.open(folder)) {
            long question = question(store);
            ReplyRecorder recorder =
                    store.replies().begin(question, ReplyOrigin.unknown(), PartialReply.none());
            recorder.accept(new ReplyEvent.Thought("Hm, ", 2, Duration.ofMillis(10)));
            recorder.flush();
            recorder.accept(new ReplyEvent.Thought("wait.", 4, Duration.ofMillis(20)));
            recorder.flush();

            StoredMessage seen = other.messages().find(recorder.begun().id()).orElseThrow();

            assertEquals("Hm, wait.", seen.thought());
            assertEquals("", seen.content());
            ReplyRecord reply = reply(seen);
            assertEquals(ReplyState.STREAMING, reply.state());
            assertEquals(4, reply.stats().thoughtTokens());
            assertEquals(Duration.ofMillis(20), reply.stats().thinking());
            assertEquals(List.of(), other.replies().markInterrupted(), "its writer is alive");
        }
    }

    @Test
    void aFinishedReplyHasThoughtAndAnswerApartAndTheEnginesMeasures() throws Exception {
        try (ConversationStore store = Stores.open(folder)) {
            long question = question(store);
            ReplyOrigin origin = new ReplyOrigin("Pebble", SamplingSettings.r1(42));
            ReplyRecorder recorder = store.replies().begin(question, origin, PartialReply.none());
            recorder.accept(new ReplyEvent.LeftOut(3));
            recorder.accept(new ReplyEvent.Reading(7, 7));
            recorder.accept(new ReplyEvent.Thought("r, r, r", 5, Duration.ofMillis(900)));
            recorder.accept(
                    new ReplyEvent.ThoughtEnded(Duration.ofMillis(900), 5, ThoughtEnd.BUDGET));
            recorder.accept(new ReplyEvent.Answer("Three", 1));
            recorder.accept(new ReplyEvent.Answer(".", 2));
            recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, Stores.stats(5, 2)));

            StoredMessage saved = recorder.saved().join();

            assertEquals("r, r, r", saved.thought());
            assertEquals("Three.", saved.content());
            assertEquals(
                    new ReplyRecord(
                            ReplyState.COMPLETE,
                            ThoughtEnd.BUDGET,
                            Stores.stats(5, 2),
                            new ReplyOrigin(origin.model(), origin.sampling(), 3, 0),
                            null,
                            null),
                    saved.reply());
            assertEquals(
                    List.of(saved),
                    store.messages().path(saved.place().conversation()).subList(1, 2));
        }
    }

    @Test
    void aReplyWithoutThoughtHasNone() throws Exception {
        try (ConversationStore store = Stores.open(folder)) {
            ReplyRecorder recorder =
                    store.replies()
                            .begin(question(store), ReplyOrigin.unknown(), PartialReply.none());
            recorder.accept(new ReplyEvent.Answer("Yes.", 2));
            recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, Stores.stats(0, 2)));

            assertNull(recorder.saved().join().thought());
        }
    }

    @Test
    void closingTheStoreKeepsWhatCameAndMarksItInterrupted() throws Exception {
        long id;
        try (ConversationStore store = Stores.open(folder)) {
            ReplyRecorder recorder =
                    store.replies()
                            .begin(question(store), ReplyOrigin.unknown(), PartialReply.none());
            recorder.accept(new ReplyEvent.Thought("Let me see", 3, Duration.ofMillis(30)));
            id = recorder.begun().id();
        }
        try (ConversationStore store = Stores.open(folder)) {
            StoredMessage found = store.messages().find(id).orElseThrow();
            assertEquals("Let me see", found.thought());
            assertEquals(ReplyState.INTERRUPTED, reply(found).state());
        }
    }

    @Test
    void aReplyThatEndedThisMomentIsContinued() throws Exception {
        try (ConversationStore store = Stores.open(folder)) {
            long question = question(store);
            for (int i = 0; i < 20; i++) {
                ReplyRecorder first =
                        store.replies().begin(question, ReplyOrigin.unknown(), PartialReply.none());
                first.accept(new ReplyEvent.Thought("One, ", 2, Duration.ofMillis(100)));
                first.accept(new ReplyEvent.Finished(FinishReason.CANCELLED, Stores.stats(2, 0)));
                ReplyRecorder second =
                        store.replies().resume(first.begun().id(), ReplyOrigin.unknown());
                assertEquals("One, ", second.begun().thought());
                second.accept(new ReplyEvent.Thought("two.", 2, Duration.ofMillis(50)));
                second.accept(new ReplyEvent.Finished(FinishReason.STOP, Stores.stats(2, 0)));
                assertEquals("One, two.", second.saved().join().thought());
            }
        }
    }

    @Test
    void anInterruptedReplyIsContinuedInItsPlace() throws Exception {
        try (ConversationStore store = Stores.open(folder)) {
            ReplyRecorder first =
                    store.replies()
                            .begin(question(store), ReplyOrigin.unknown(), PartialReply.none());
            first.accept(new ReplyEvent.Thought("One, ", 2, Duration.ofMillis(100)));
            first.accept(new ReplyEvent.Finished(FinishReason.CANCELLED, Stores.stats(2, 0)));
            StoredMessage stopped = first.saved().join();
            assertEquals(new PartialReply("One, ", false, ""), stopped.toPartialReply());

            ReplyRecorder second = store.replies().resume(stopped.id(), ReplyOrigin.unknown());
            second.accept(new ReplyEvent.Thought("two.", 2, Duration.ofMillis(50)));
            second.accept(new ReplyEvent.ThoughtEnded(Duration.ofMillis(50), 2, ThoughtEnd.CLOSED));
            second.accept(new ReplyEvent.Answer("Done", 1));
            second.accept(new ReplyEvent.Finished(FinishReason.STOP, Stores.stats(2, 1)));
            StoredMessage whole = second.saved().join();

            assertEquals(stopped.place(), whole.place());
            assertEquals("One, two.", whole.thought());
            assertEquals("Done", whole.content());
            assertEquals(4, reply(whole).stats().thoughtTokens());
            assertEquals(ReplyState.COMPLETE, reply(whole).state());
        }
    }

    @Test
    void aContinuedReplyCountsEachOfItsPartsOnceWhenItIsOpenedAgain() throws Exception {
        long id;
        try (ConversationStore store = Stores.open(folder)) {
            ReplyRecorder first =
                    store.replies()
                            .begin(question(store), ReplyOrigin.unknown(), PartialReply.none());
            first.accept(new ReplyEvent.Thought("One, ", 2, Duration.ofMillis(900)));
            first.accept(new ReplyEvent.ThoughtEnded(Duration.ofMillis(900), 2, ThoughtEnd.CLOSED));
            first.accept(new ReplyEvent.Answer("A", 1));
            first.accept(new ReplyEvent.Finished(FinishReason.CANCELLED, stats(7, 2, 1)));
            id = first.begun().id();
            first.saved().join();
            // Its prompt holds the three tokens that are there.
            ReplyRecorder second = store.replies().resume(id, ReplyOrigin.unknown());
            second.accept(new ReplyEvent.Answer("nd", 4));
            second.accept(new ReplyEvent.Finished(FinishReason.CANCELLED, stats(10, 0, 4)));
            second.saved().join();
            // Stopped before it began.
            ReplyRecorder third = store.replies().resume(id, ReplyOrigin.unknown());
            third.accept(new ReplyEvent.Finished(FinishReason.CANCELLED, stats(0, 0, 0)));
            third.saved().join();
        }
        try (ConversationStore store = Stores.open(folder)) {
            StoredMessage found = store.messages().find(id).orElseThrow();
            assertEquals("And", found.content());
            assertEquals(
                    new ReplyStats(
                            7,
                            3,
                            2,
                            5,
                            Duration.ofMillis(33),
                            Duration.ofMillis(20),
                            Duration.ofMillis(50)),
                    reply(found).stats());
        }
    }

    /** Each token takes ten milliseconds. */
    private static ReplyStats stats(int promptTokens, int thoughtTokens, int answerTokens) {
        return new ReplyStats(
                promptTokens,
                3,
                thoughtTokens,
                answerTokens,
                Duration.ofMillis(11),
                Duration.ofMillis(10L * thoughtTokens),
                Duration.ofMillis(10L * answerTokens));
    }

    private static long question(ConversationStore store) throws StoreException {
        AskedQuestion asked = Stores.ask(store, "How many r's?");
        Stores.reply(store, asked, "Hm.", "As many as there are.");
        return asked.question().id();
    }

    private static ReplyRecord reply(StoredMessage message) {
        ReplyRecord reply = message.reply();
        assertNotNull(reply);
        return reply;
    }
}
