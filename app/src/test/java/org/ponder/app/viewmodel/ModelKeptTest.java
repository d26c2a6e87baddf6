package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.ModelSettings;
import org.ponder.engine.reply.FinishReason;

/** The model that was used last comes back with the next start; one that nobody uses is let go. */
@Timeout(60)
class ModelKeptTest {
    @TempDir private Path folder;
    private Bench bench;
    private ModelViewModel model;
    private Path other;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
        model = bench.window.model();
        other = Files.writeString(folder.resolve("Good-7B.gguf"), "");
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private ModelSettings settings() {
        return bench.window.workspace().preferences().settingsProperty().get().models();
    }

    private void set(ModelSettings settings) {
        bench.window.workspace().preferences().change(old -> old.withModels(settings));
    }

    private void awaitReady() throws InterruptedException {
        bench.until(() -> model.stateProperty().get() == ModelViewModel.State.READY);
    }

    @Test
    void theLastModelIsWrittenDownAndOpenedAtTheStart() throws Exception {
        assertEquals("", settings().last());
        bench.load(other);
        awaitReady();
        ModelSettings kept = bench.saved.getLast().models();
        assertEquals(other.toString(), kept.last());
        model.loadBundled();
        awaitReady();
        assertEquals("", settings().last(), "Pebble is the last one now");
        set(kept);
        model.loadLast();
        bench.until(() -> model.nameProperty().get().equals("Good-7B"));
        awaitReady();
        assertEquals(other, bench.loaded.getLast().file());
    }

    @Test
    void pebbleIsOpenedWhereTheLastModelIsGoneOrNotWanted() throws Exception {
        bench.load(other);
        awaitReady();
        set(settings().withLast(folder.resolve("Gone.gguf").toString()));
        model.loadLast();
        bench.until(model::isBundled);
        awaitReady();
        ModelSettings usual = ModelSettings.defaults();
        set(
                new ModelSettings(
                        other.toString(),
                        false,
                        usual.idleMinutes(),
                        usual.offline(),
                        usual.serveAddress(),
                        usual.servePort()));
        model.loadLast();
        assertTrue(model.isBundled());
        awaitReady();
    }

    @Test
    void aModelWhoseDiskIsAwayAtOneStartIsMissedAndStaysTheLastOne() throws Exception {
        Path away = folder.resolve("disk").resolve("Away-7B.gguf");
        set(settings().withLast(away.toString()));
        model.loadLast();
        bench.until(() -> bench.notice().contains("Away-7B.gguf"));
        assertTrue(bench.notice().contains("Pebble"), bench.notice());
        awaitReady();
        int loads = bench.loaded.size();
        model.reload();
        bench.until(() -> bench.loaded.size() > loads);
        awaitReady();
        assertEquals(away.toString(), settings().last());
        Files.createDirectory(folder.resolve("disk"));
        Files.writeString(away, "");
        Notices.Notice missed = bench.window.workspace().notices().currentProperty().get();
        Objects.requireNonNull(missed).run().run();
        bench.until(() -> model.isCurrent(away));
        awaitReady();
    }

    @Test
    void lookingAgainInVainLoadsNothing() throws Exception {
        set(settings().withLast(folder.resolve("Gone.gguf").toString()));
        int loads = bench.loaded.size();
        for (int i = 0; i < 2; i++) {
            bench.window.workspace().notices().dismiss();
            model.loadLast();
            bench.until(() -> bench.notice().contains("Gone.gguf"));
        }
        bench.awaitModelThread();
        assertEquals(loads, bench.loaded.size(), "Pebble answers already");
        model.loadBundled();
        assertEquals("", settings().last(), "the user wants Pebble now");
    }

    @Test
    void aModelThatIsChosenWhileTheLastOneIsLookedForStays() throws Exception {
        set(settings().withLast(other.toString()));
        model.loadLast();
        model.loadBundled();
        Thread.sleep(200); // it would be found by then
        bench.frame();
        assertTrue(model.isBundled());
        awaitReady();
    }

    @Test
    void theWindowDoesNotWaitForTheDiskOfAModel() throws Exception {
        model.load(other);
        assertTrue(model.isBundled(), "it is looked for beside the window");
        bench.until(() -> model.isCurrent(other));
        awaitReady();
    }

    @Test
    void aModelIsLetGoAfterTheMinutesThatWereSetAndNotBefore() throws Exception {
        set(settings().withIdleMinutes(2));
        bench.pass(Duration.ofMinutes(1));
        letGoWhenIdle();
        assertEquals(0, bench.model.closed.get());
        bench.pass(Duration.ofMinutes(1));
        letGoWhenIdle();
        assertEquals(1, bench.model.closed.get());
        letGoWhenIdle();
        assertEquals(1, bench.model.closed.get(), "once");
        int loads = bench.loaded.size();
        ask();
        assertEquals(loads + 1, bench.loaded.size(), "the next question loads it again");
        letGoWhenIdle();
        assertEquals(1, bench.model.closed.get(), "and it was used just now");
    }

    @Test
    void aModelIsKeptForEverWhereNoMinutesAreSet() throws Exception {
        assertEquals(0, settings().idleMinutes());
        bench.pass(Duration.ofDays(7));
        letGoWhenIdle();
        assertEquals(0, bench.model.closed.get());
    }

    @Test
    void aModelThatRepliesIsNotLetGo() throws Exception {
        set(settings().withIdleMinutes(2));
        bench.window.composer().send("Why?");
        bench.until(() -> !bench.model.asked.isEmpty());
        bench.pass(Duration.ofMinutes(60));
        model.letGoWhenIdle();
        bench.answer("Because.", 1);
        bench.finished(FinishReason.STOP, 0, 1);
        untilOver();
        bench.awaitModelThread();
        assertEquals(0, bench.model.closed.get());
        letGoWhenIdle();
        assertEquals(0, bench.model.closed.get(), "the minutes count from the end of the reply");
        bench.pass(Duration.ofMinutes(2));
        letGoWhenIdle();
        assertEquals(1, bench.model.closed.get());
    }

    @Test
    void aModelThatWasLoadedJustNowIsNotLetGo() throws Exception {
        set(settings().withIdleMinutes(2));
        bench.pass(Duration.ofMinutes(60));
        bench.load(other);
        awaitReady();
        int closed = bench.model.closed.get();
        letGoWhenIdle();
        assertEquals(closed, bench.model.closed.get());
    }

    @Test
    void whoAsksAModelThatWasLetGoSeesItLoadedAgain() throws Exception {
        letGo();
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        CompletableFuture<Boolean> far = new CompletableFuture<>();
        bench.loading =
                progress -> {
                    begun.join();
                    progress.accept(0.4);
                    far.join();
                };
        bench.window.composer().send("Are you there?");
        untilHeader("Loading the model…");
        begun.complete(true);
        untilHeader("Loading the model… 40%");
        far.complete(true);
        bench.until(() -> !bench.model.asked.isEmpty());
        untilHeader("Waiting for the model…");
        bench.answer("Yes.", 1);
        bench.finished(FinishReason.STOP, 0, 1);
        untilOver();
    }

    private void untilHeader(String header) throws InterruptedException {
        bench.until(() -> {
            ReplyViewModel reply = bench.window.conversation().lastReply();
            return reply != null && reply.headerProperty().get().equals(header);
        });
    }

    @Test
    void aQuestionToAModelThatIsGivenUpForAnotherIsStopped() throws Exception {
        letGo();
        Bench.Held held = bench.holdLoading();
        bench.window.composer().send("Are you there?");
        bench.until(held.begun()::isDone);
        bench.loading = progress -> {};
        bench.load(other);
        held.goOn().complete(true);
        untilOver();
        assertEquals("", bench.last().problemProperty().get());
        assertTrue(bench.last().statusProperty().get().startsWith("Stopped"));
        awaitReady();
        ask();
    }

    @Test
    void aQuestionThatWaitsForTheModelToBeLoadedAgainIsStoppedAtOnce() throws Exception {
        letGo();
        Bench.Held held = bench.holdLoading();
        try {
            bench.window.composer().send("Are you there?");
            bench.until(held.begun()::isDone);
            bench.window.conversation().stop();
            untilOver();
            assertTrue(bench.last().statusProperty().get().startsWith("Stopped"));
            bench.pass(Duration.ofMinutes(3)); // as long as a large model takes
            model.letGoWhenIdle();
        } finally {
            held.goOn().complete(true);
        }
        bench.awaitModelThread();
        letGoWhenIdle();
        assertEquals(1, bench.model.closed.get(), "it was loaded just now");
        int loads = bench.loaded.size();
        ask();
        assertEquals(loads, bench.loaded.size(), "the next question finds it loaded");
        assertEquals(1, bench.model.asked.size(), "what was stopped is not made");
    }

    private void letGo() throws InterruptedException {
        set(settings().withIdleMinutes(2));
        bench.pass(Duration.ofMinutes(3));
        letGoWhenIdle();
        assertEquals(1, bench.model.closed.get());
    }

    private void letGoWhenIdle() throws InterruptedException {
        model.letGoWhenIdle();
        bench.awaitModelThread();
    }

    /** The model's end of a reply comes a frame after the reader's. */
    private void untilOver() throws InterruptedException {
        bench.untilFinished();
        bench.until(() -> !bench.window.workspace().host().busy());
    }

    private void ask() throws InterruptedException {
        bench.window.composer().send("Are you there?");
        bench.answer("Yes.", 1);
        bench.finished(FinishReason.STOP, 0, 1);
        untilOver();
        assertEquals("Yes.", bench.last().answer().text());
    }
}
