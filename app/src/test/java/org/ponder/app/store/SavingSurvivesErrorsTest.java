package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.StoreException.Problem;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;

/**
 * An error that is no problem of the database, such as memory that is short, costs a reply no word.
 * The assertion that keeps a thread off the disk stands for it.
 */
@Timeout(60)
final class SavingSurvivesErrorsTest {
    @TempDir Path folder;

    private final BlockingQueue<StoreException> problems = new LinkedBlockingQueue<>();

    @Test
    void inTheMiddleOfAReplyWhatWasNotSavedIsSavedWithTheRest() throws Exception {
        try (ConversationStore store = open()) {
            ReplyRecorder recorder = begin(store);
            recorder.accept(new ReplyEvent.Thought("Hm", 1, Duration.ofMillis(1)));
            recorder.accept(new ReplyEvent.Answer("one ", 1));
            recorder.flush();
            recorder.accept(new ReplyEvent.Thought(", well", 2, Duration.ofMillis(2)));
            recorder.accept(new ReplyEvent.Answer("two ", 2));
            store.keepOff(Thread.currentThread());
            assertThrows(StoreException.class, recorder::flush);
            store.keepOff(null);
            recorder.accept(new ReplyEvent.Answer("three", 3));
            recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, Stores.stats(2, 3)));

            StoredMessage saved = recorder.saved().join();

            assertEquals("Hm, well", saved.thought());
            assertEquals("one two three", saved.content());
        }
    }

    @Test
    void atTheEndOfAReplyItIsSaidOnceAndTheReplySavedLater() throws Exception {
        try (ConversationStore store = open()) {
            Thread saver = saver(store);
            ReplyRecorder recorder = begin(store);
            store.keepOff(saver);
            recorder.accept(new ReplyEvent.Answer("all of it", 3));
            recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, Stores.stats(0, 3)));
            StoreException problem = problems.poll(30, TimeUnit.SECONDS);
            assertNotNull(problem);
            assertEquals(Problem.OTHER, problem.problem());
            Thread.sleep(30); // some tries
            store.keepOff(null);

            StoredMessage saved = recorder.saved().join();

            assertEquals("all of it", saved.content());
            assertEquals(ReplyState.COMPLETE, assertReply(saved).state());
            assertEquals(0, problems.size());
        }
    }

    @Test
    void closingSavesWhatAnErrorHeldUp() throws Exception {
        long id;
        try (ConversationStore store = open()) {
            Thread saver = saver(store);
            ReplyRecorder recorder = begin(store);
            id = recorder.begun().id();
            store.keepOff(saver);
            recorder.accept(new ReplyEvent.Answer("all of it", 3));
            recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, Stores.stats(0, 3)));
            assertNotNull(problems.poll(30, TimeUnit.SECONDS));
        }
        try (ConversationStore store = open()) {
            assertEquals("all of it", store.messages().find(id).orElseThrow().content());
        }
    }

    private ConversationStore open() throws StoreException {
        StoreTuning tuning =
                new StoreTuning(
                        Clock.systemUTC(),
                        new LiveWriter.Pace(Duration.ofHours(1), 4_096, Duration.ofMillis(5)),
                        Schema.current(),
                        problems::add);
        return ConversationStore.open(Stores.folder(folder), tuning).store();
    }

    /** The thread that saves replies. */
    private static Thread saver(ConversationStore store) throws StoreException {
        ReplyRecorder recorder = begin(store);
        CompletableFuture<Thread> saver =
                recorder.saved().thenApply(saved -> Thread.currentThread());
        recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, Stores.stats(0, 0)));
        return saver.join();
    }

    private static ReplyRecorder begin(ConversationStore store) throws StoreException {
        return store.replies().record(Stores.ask(store, "How much?").reply());
    }

    private static ReplyRecord assertReply(StoredMessage message) {
        ReplyRecord reply = message.reply();
        assertNotNull(reply);
        return reply;
    }
}
