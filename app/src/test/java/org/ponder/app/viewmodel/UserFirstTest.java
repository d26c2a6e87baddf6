package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.reply.FinishReason;

/** What the user does comes before what the model does for them. */
@Timeout(60)
class UserFirstTest {
    @TempDir private Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private void ask() throws InterruptedException {
        bench.window.composer().send("Why?");
        bench.until(() -> !bench.model.asked.isEmpty());
        bench.answer("Because", 1);
        bench.until(() -> bench.last().answer().text().equals("Because"));
    }

    /** Waits until the model has said all that it was given, and draws a frame. */
    private void frameAfterAll() throws InterruptedException {
        while (!bench.model.script.isEmpty()) {
            Thread.sleep(1);
        }
        bench.frame();
    }

    @Test
    void aReplyGrowsInALaterFrameThanTheOneThatIsTheUsers() throws Exception {
        ask();
        bench.crowded = true;
        bench.answer(" it", 2);
        frameAfterAll();
        bench.answer(" is", 3);
        frameAfterAll();
        assertEquals("Because", bench.last().answer().text());
        bench.crowded = false;
        bench.until(() -> bench.last().answer().text().equals("Because it is"));
    }

    @Test
    void aReplyThatIsStoppedOrOverEndsInTheUsersFrameToo() throws Exception {
        ask();
        bench.crowded = true;
        bench.window.conversation().stop();
        bench.finished(FinishReason.CANCELLED, 0, 1);
        bench.untilFinished();
        bench.until(() -> !bench.window.workspace().host().busy());
        assertEquals("Because", bench.last().answer().text());
    }

    @Test
    void aQuestionEndsWhatIsComputedForNobody() throws Exception {
        CompletableFuture<ReplyControl> warming = new CompletableFuture<>();
        bench.model.warming = warming;
        bench.load(Files.writeString(folder.resolve("Good-7B.gguf"), ""));
        ReplyControl control = warming.get(20, TimeUnit.SECONDS);
        bench.until(() -> bench.window.model().stateProperty().get() == ModelViewModel.State.READY);
        assertFalse(control.cancelled(), "nobody has asked yet");
        ask();
    }

    @Test
    void aModelThatIsAskedBeforeItIsReadyIsNotKeptWaitingByIt() throws Exception {
        CompletableFuture<ReplyControl> warming = new CompletableFuture<>();
        bench.model.warming = warming;
        bench.load(Files.writeString(folder.resolve("Good-7B.gguf"), ""));
        ask();
        bench.finished(FinishReason.STOP, 0, 1);
        bench.untilFinished();
    }
}
