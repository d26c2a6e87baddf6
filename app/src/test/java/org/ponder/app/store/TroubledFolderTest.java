package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.StoreException.Problem;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;

final class TroubledFolderTest {
    @TempDir Path folder;

    @Test
    void aDatabaseOfANewerVersionIsRefusedAndLeftAsItIs() throws Exception {
        Stores.open(folder).close();
        Path file = folder.resolve("conversations.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Sql.execute(connection, "PRAGMA user_version=1000");
        }
        byte[] before = Files.readAllBytes(file);

        StoreException refused =
                assertThrows(
                        StoreException.class,
                        () -> ConversationStore.open(Stores.folder(folder), problem -> {}));

        assertEquals(Problem.NEWER_VERSION, refused.problem());
        assertTrue(refused.getMessage().contains("newer version of Ponder"), refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void onAFullDiskAReplyStaysInMemoryAndIsSavedWhenThereIsRoom() throws Exception {
        List<StoreException> problems = new CopyOnWriteArrayList<>();
        CountDownLatch told = new CountDownLatch(1);
        StoreTuning tuning =
                new StoreTuning(
                        Clock.systemUTC(),
                        new LiveWriter.Pace(Duration.ofMillis(1), 1, Duration.ofMillis(5)),
                        Schema.current(),
                        problem -> {
                            problems.add(problem);
                            told.countDown();
                        });
        try (ConversationStore store =
                ConversationStore.open(Stores.folder(folder), tuning).store()) {
            AskedQuestion asked = Stores.ask(store, "Long?");
            ReplyRecorder recorder = store.replies().record(asked.reply());
            long conversation = asked.conversation().id();
            store.limitPages(1);
            String thought = "0123456789".repeat(50_000);
            recorder.accept(new ReplyEvent.Thought(thought, 1, Duration.ofMillis(1)));
            recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, Stores.stats(1, 0)));
            told.await();

            assertEquals(Problem.DISK_FULL, problems.getFirst().problem());
            assertTrue(problems.getFirst().getMessage().startsWith("The disk is full"));
            StoreException full =
                    assertThrows(
                            StoreException.class, () -> Stores.ask(store, conversation, thought));
            assertEquals(Problem.DISK_FULL, full.problem());
            assertEquals(2, store.messages().path(conversation).size(), "nothing half-written");

            store.limitPages(1_000_000);
            assertEquals(thought, recorder.saved().join().thought());
            assertEquals(1, problems.size(), "said once");
        }
    }

    @Test
    void twoStoresWriteAtOnce() throws Exception {
        int each = 40;
        try (ConversationStore one = Stores.open(folder);
                ConversationStore two = Stores.open(folder);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> first = threads.submit(() -> write(one, each));
            Future<?> second = threads.submit(() -> write(two, each));
            first.get();
            second.get();

            assertEquals(2 * each, one.conversations().count());
            assertEquals(
                    2 * each,
                    two.search()
                            .find("busy question", Set.of(SearchHit.Part.QUESTION), 1000)
                            .size());
        }
    }

    @Test
    void aStoreThatIsStillOpenKeepsItsRepliesWhenAnotherOpens() throws Exception {
        try (ConversationStore one = Stores.open(folder)) {
            AskedQuestion asked = Stores.ask(one, "Mine?");
            ReplyRecorder recorder = one.replies().record(asked.reply());
            recorder.accept(new ReplyEvent.Answer("Mine", 1));
            recorder.flush();

            ConversationStore.Opened other =
                    ConversationStore.open(Stores.folder(folder), problem -> {});
            other.store().close();
            assertEquals(List.of(), other.notices());

            recorder.accept(new ReplyEvent.Answer(" still.", 2));
            recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, Stores.stats(0, 2)));
            assertEquals("Mine still.", recorder.saved().join().content());
        }
    }

    @Test
    void aReplyWhoseConversationIsPurgedWhileItStreamsEndsQuietly() throws Exception {
        try (ConversationStore store = Stores.open(folder)) {
            AskedQuestion asked = Stores.ask(store, "Gone?");
            ReplyRecorder recorder = store.replies().record(asked.reply());
            long conversation = asked.conversation().id();
            store.conversations().delete(conversation);
            store.conversations().purge(conversation);
            recorder.accept(new ReplyEvent.Answer("To nobody", 1));
            recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, Stores.stats(0, 1)));

            Throwable missing = recorder.saved().handle((message, problem) -> problem).join();
            assertTrue(
                    missing.getCause() instanceof StoreException problem
                            && problem.problem() == Problem.MISSING,
                    () -> String.valueOf(missing));
        }
    }

    @Test
    void aFolderWhereTheDatabaseShouldBeIsSaidToBeInTheWay() throws Exception {
        Files.createDirectory(folder.resolve("conversations.db"));

        StoreException refused =
                assertThrows(
                        StoreException.class,
                        () -> ConversationStore.open(Stores.folder(folder), problem -> {}));

        assertEquals(Problem.NOT_WRITABLE, refused.problem());
    }

    private static boolean write(ConversationStore store, int count) throws StoreException {
        for (int i = 0; i < count; i++) {
            Stores.reply(store, Stores.ask(store, "A busy question"), "t", "a");
        }
        return true;
    }
}
