package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.models.BundledModel;
import org.ponder.app.network.Network;
import org.ponder.app.remote.Prices;
import org.ponder.app.remote.RemoteModel;
import org.ponder.app.remote.RemoteServer;
import org.ponder.app.session.ContextShare;
import org.ponder.app.session.EngineModelLoader;
import org.ponder.app.session.LoadedModel;
import org.ponder.app.session.ModelChoice;
import org.ponder.app.session.ReplyRequest;
import org.ponder.app.store.GenerationSettings;
import org.ponder.engine.chat.OverflowPolicy;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.sampling.SamplingSettings;

/** Pebble reads along while a question is typed, and nobody ever waits for that. */
@Timeout(60)
class ReadingAlongTest {
    private static final String QUESTION = "How many r's are in strawberry?";

    /** At most so many tokens stand behind a question. */
    private static final int BEHIND = 4;

    private static final ReplyOptions OPTIONS =
            new ReplyOptions(SamplingSettings.greedy(), true, 0, 8, OverflowPolicy.DROP_OLDEST);

    @TempDir private Path folder;
    private final List<Overheard> models = new CopyOnWriteArrayList<>();
    private Bench bench;
    private ComposerViewModel composer;

    /** Pebble, with someone who listens to what it is given to read. */
    private static final class Overheard implements LoadedModel {
        final List<String> drafts = new CopyOnWriteArrayList<>();
        final AtomicInteger closed = new AtomicInteger();

        /**
         * Done in the middle of reading, which then goes on until it is ended; null is not held.
         */
        volatile @Nullable CompletableFuture<Boolean> held;

        private final LoadedModel pebble;
        private volatile boolean reads;

        Overheard() throws IOException {
            pebble =
                    new EngineModelLoader(notice -> {})
                            .load(new ModelChoice(BundledModel.temporaryFile(), 512, 1));
        }

        @Override
        public void readAhead(
                List<Message> messages,
                ReplyOptions options,
                BooleanSupplier cancelled,
                BooleanSupplier enough) {
            drafts.add(messages.getLast().content());
            CompletableFuture<Boolean> middle = held;
            AtomicInteger asked = new AtomicInteger();
            reads = true;
            pebble.readAhead(
                    messages,
                    options,
                    () -> {
                        while (middle != null
                                && asked.incrementAndGet() > 40
                                && !cancelled.getAsBoolean()) {
                            middle.complete(true);
                            LockSupport.parkNanos(1_000_000);
                        }
                        return cancelled.getAsBoolean();
                    },
                    enough);
            reads = false;
        }

        @Override
        public int contextTokens() {
            return pebble.contextTokens();
        }

        @Override
        public @Nullable ContextShare contextShare() {
            return pebble.contextShare();
        }

        @Override
        public void reply(
                List<Message> messages,
                PartialReply begun,
                ReplyOptions options,
                ReplyControl control,
                Consumer<ReplyEvent> events) {
            pebble.reply(messages, begun, options, control, events);
        }

        @Override
        public void replyToGuest(
                List<Message> messages,
                ReplyOptions options,
                ReplyControl control,
                Consumer<ReplyEvent> events) {
            pebble.replyToGuest(messages, options, control, events);
        }

        @Override
        public void close() {
            assertFalse(reads, "closed while it reads");
            closed.incrementAndGet();
            pebble.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        bench =
                new Bench(
                        folder,
                        choice -> {
                            Overheard model = new Overheard();
                            models.add(model);
                            return model;
                        });
        composer = bench.window.composer();
        set(old -> old.withMaxTokens(8));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private void set(UnaryOperator<GenerationSettings> change) {
        bench.window
                .workspace()
                .preferences()
                .change(old -> old.withGeneration(change.apply(old.generation())));
    }

    private Overheard model() {
        return models.getLast();
    }

    private void type(String text) {
        composer.textProperty().set(text);
    }

    /** Types a text whose words are all finished, and waits until it is read. */
    private void readAlong(String text) throws InterruptedException {
        type(text);
        bench.awaitModelThread();
    }

    /** Types a long text that is read until something ends it. */
    private void readWithoutEnd() throws InterruptedException {
        CompletableFuture<Boolean> middle = new CompletableFuture<>();
        model().held = middle;
        type("hello ".repeat(20));
        bench.until(middle::isDone);
    }

    private ReplyStats send() throws InterruptedException {
        ReplyViewModel before = bench.window.conversation().lastReply();
        composer.send();
        bench.until(() -> bench.window.conversation().lastReply() != before);
        bench.untilFinished();
        bench.until(() -> !bench.window.workspace().host().busy());
        return Objects.requireNonNull(bench.last().stats());
    }

    private static int unread(ReplyStats stats) {
        return stats.promptTokens() - stats.reusedTokens();
    }

    @Test
    void whatWasReadAheadIsNotReadAgain() throws Exception {
        readAlong(QUESTION);
        ReplyStats first = send();
        assertTrue(unread(first) <= BEHIND, first.toString());
        assertTrue(first.promptTokens() > BEHIND + 5, first.toString());
        readAlong("And how many p's are in it?");
        ReplyStats second = send();
        assertTrue(unread(second) <= BEHIND, second.toString());
        assertTrue(second.promptTokens() > first.promptTokens(), second.toString());
    }

    @Test
    void wordsAreReadAsTheyAreFinishedAndTheLastOneAfterARest() throws Exception {
        String typed = "How many r's are in straw";
        for (int end = 1; end <= typed.length(); end++) {
            type(typed.substring(0, end));
        }
        bench.awaitModelThread();
        assertEquals("How many r's are in", model().drafts.getLast());
        assertTrue(List.of("How", "How many r's are in").containsAll(model().drafts));
        bench.until(() -> model().drafts.getLast().equals(typed));
        assertTrue(model().drafts.stream().allMatch(typed::startsWith));
        int times = model().drafts.size();
        type(typed + "b");
        type(typed);
        type(QUESTION);
        bench.awaitModelThread();
        assertTrue(model().drafts.size() <= times + 1, "not with each letter");
        bench.until(() -> model().drafts.getLast().equals(QUESTION));
        bench.awaitModelThread();
        assertTrue(unread(send()) <= BEHIND);
    }

    @Test
    void chineseIsReadWithoutSpaces() throws Exception {
        String typed = "草莓这个英文单词里一共有多少个字母呢";
        readAlong(typed);
        assertEquals(List.of(typed), model().drafts);
        readAlong(typed + "？它又有多少个不同的字母呢？请一个一个地数");
        assertEquals(2, model().drafts.size());
    }

    @Test
    void aQuestionThatIsTypedWhileTheModelRepliesIsReadAfterIt() throws Exception {
        set(old -> old.withMaxTokens(0).withSampling(SamplingSettings.greedy()));
        type("hello");
        composer.send();
        bench.until(() -> bench.window.conversation().runningProperty().get() != null);
        type(QUESTION);
        assertEquals(List.of(), model().drafts);
        bench.until(() -> bench.window.conversation().runningProperty().get() == null);
        assertFalse(bench.last().canContinueProperty().get());
        bench.until(() -> model().drafts.equals(List.of(QUESTION)));
    }

    @Test
    void sendingDoesNotWaitForReadingAhead() throws Exception {
        readWithoutEnd();
        ReplyStats stats = send();
        assertTrue(stats.reusedTokens() > 0, "what was read is kept: " + stats);
        assertTrue(unread(stats) > BEHIND, stats.toString());
    }

    @Test
    void anotherProgramDoesNotWaitForReadingAheadEither() throws Exception {
        readWithoutEnd();
        CompletableFuture<Void> program = bench.askByProgram("hello", OPTIONS);
        program.get();
        assertEquals(1, model().drafts.size());
    }

    @Test
    void aModelThatReadsIsReplacedAtOnce() throws Exception {
        readWithoutEnd();
        Overheard before = model();
        bench.window.model().load(Files.writeString(folder.resolve("Other-7B.gguf"), ""));
        bench.until(() -> models.size() == 2);
        bench.until(() -> bench.window.model().stateProperty().get() == ModelViewModel.State.READY);
        assertEquals(1, before.closed.get());
        bench.until(() -> !model().drafts.isEmpty());
        bench.awaitModelThread();
        assertTrue(unread(send()) <= BEHIND, "the new one has read the draft too");
    }

    @Test
    void aDraftThatIsThrownAwayIsReadNoFurther() throws Exception {
        readWithoutEnd();
        type("");
        bench.awaitModelThread();
        model().held = null;
        readAlong(QUESTION);
        assertTrue(unread(send()) <= BEHIND);
    }

    @Test
    void offMeansOff() throws Exception {
        readWithoutEnd();
        set(old -> old.withReadAlong(false));
        bench.awaitModelThread();
        model().held = null;
        readAlong(QUESTION);
        assertEquals(1, model().drafts.size());
        ReplyStats stats = send();
        assertTrue(unread(stats) > BEHIND, stats.toString());
        set(old -> old.withReadAlong(true));
        readAlong("And how many p's are in it?");
        assertTrue(unread(send()) <= BEHIND);
    }

    @Test
    void aSleepingModelIsNotWoken() throws Exception {
        readAlong(QUESTION);
        bench.window
                .workspace()
                .preferences()
                .change(old -> old.withModels(old.models().withIdleMinutes(2)));
        bench.pass(Duration.ofMinutes(3));
        bench.window.model().letGoWhenIdle();
        bench.awaitModelThread();
        assertEquals(1, model().closed.get(), "a draft that does not change keeps nothing awake");
        readAlong(QUESTION + " And how many p's?");
        assertEquals(1, models.size());
        assertTrue(unread(send()) > BEHIND, "it is read when it is sent");
        assertEquals(2, models.size());
    }

    @Test
    void aDraftThatNobodyTypesNowIsNotRead() throws Exception {
        type("hello");
        send();
        long first = openChat();
        readAlong(QUESTION);
        bench.window.newChat();
        int times = model().drafts.size();
        bench.window.open(bench.chat("hello"));
        bench.until(() -> bench.conversation() != null);
        assertEquals(first, openChat());
        assertEquals(QUESTION, composer.textProperty().get());
        bench.awaitModelThread();
        assertEquals(times, model().drafts.size());
        readAlong(QUESTION + " And how many p's?");
        assertEquals(times + 1, model().drafts.size());
    }

    private long openChat() {
        return Objects.requireNonNull(bench.conversation()).id();
    }

    @Test
    void aDraftNeverLeavesForAServer() throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        requests.add(
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8));
                        exchange.sendResponseHeaders(500, -1);
                    }
                });
        server.start();
        try (Network network = new Network()) {
            network.setOffline(false);
            RemoteServer there =
                    RemoteServer.parse(
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                            "pebble",
                            512,
                            Prices.UNKNOWN);
            bench.window
                    .model()
                    .loadRemote("pebble", new RemoteModel(there, "", network, usage -> {}));
            bench.until(() ->
                    bench.window.model().stateProperty().get() == ModelViewModel.State.READY
                            && model().closed.get() == 1);
            readAlong(QUESTION);
            List<Message> draft = new ArrayList<>(List.of(Message.user("Why?")));
            assertTrue(
                    bench.window
                            .workspace()
                            .host()
                            .readAhead(new ReplyRequest(draft, PartialReply.none(), OPTIONS)));
            bench.awaitModelThread();
            assertEquals(List.of(), requests);
            composer.send();
            bench.until(() -> requests.size() == 1);
            assertTrue(requests.getFirst().contains(QUESTION));
            bench.untilFinished();
        } finally {
            server.stop(0);
        }
    }
}
