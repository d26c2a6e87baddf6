package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.session.ModelHost;
import org.ponder.engine.chat.OverflowPolicy;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.chat.Transcript;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.sampling.SamplingSettings;

/**
 * An error of Java's machine, such as that of a mapped file whose disk went away, ends what it
 * broke with a sentence: nobody waits for ever, and what comes next is done.
 */
@Timeout(60)
class BreakageTest {
    private static final String FAULT = "a fault occurred in an unsafe memory access operation";

    @TempDir private Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() throws Exception {
        bench.model.fault = null;
        bench.close();
    }

    private void ask() throws InterruptedException {
        ReplyViewModel before = bench.window.conversation().lastReply();
        bench.window.composer().send("Why?");
        bench.answer("Because.", 1);
        bench.finished(FinishReason.STOP, 0, 0);
        bench.until(() -> bench.window.conversation().lastReply() != before);
        bench.untilFinished();
    }

    @Test
    void aReplyEndsAndTheNextOneIsMade() throws Exception {
        bench.model.fault = new InternalError(FAULT);
        ask();
        assertEquals(FAULT, bench.last().problemProperty().get());
        bench.model.fault = null;
        bench.model.script.clear();
        ask();
        assertEquals("Because.", bench.last().answer().text());
    }

    @Test
    void aModelThatCannotBeLoadedSaysSo() throws Exception {
        bench.model.fault = new InternalError(FAULT);
        ModelViewModel model = bench.window.model();
        model.load(Files.writeString(folder.resolve("Good-7B.gguf"), ""));
        bench.until(() -> model.stateProperty().get() == ModelViewModel.State.FAILED);
        assertEquals(FAULT, model.problemProperty().get());
    }

    @Test
    void aModelThatCannotBeLoadedAgainLetsTheReplySaySo() throws Exception {
        bench.pass(Duration.ofMinutes(9));
        bench.window.workspace().host().sleepAfter(Duration.ofMinutes(1));
        bench.awaitModelThread();
        bench.model.fault = new InternalError(FAULT);
        ask();
        assertEquals(FAULT, bench.last().problemProperty().get());
    }

    @Test
    void anotherProgramIsTold() throws Exception {
        bench.model.fault = new InternalError(FAULT);
        bench.answer("Because.", 1);
        CompletableFuture<Void> program = CompletableFuture.runAsync(this::askAsAProgram);
        bench.until(program::isDone);
        Throwable told = assertThrows(CompletionException.class, program::join).getCause();
        assertEquals(FAULT, Objects.requireNonNull(told).getMessage());
    }

    private void askAsAProgram() {
        ReplyOptions options =
                new ReplyOptions(SamplingSettings.r1(1), true, 0, 9, OverflowPolicy.DROP_OLDEST);
        try {
            bench.window
                    .workspace()
                    .host()
                    .replyToGuest(
                            List.of(Message.user("Why?")),
                            options,
                            new ReplyControl(),
                            event -> {});
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoAsksForTokensIsTold() throws Exception {
        ask();
        bench.model.fault = new InternalError(FAULT);
        List<String> told = new ArrayList<>();
        bench.window
                .conversation()
                .transcript(
                        bench.last(),
                        new ModelHost.TranscriptListener() {
                            @Override
                            public void transcript(Transcript transcript) {
                                told.add("");
                            }

                            @Override
                            public void failed(String reason) {
                                told.add(reason);
                            }
                        });
        bench.until(() -> !told.isEmpty());
        assertEquals(List.of(FAULT), told);
    }

    @Test
    void workBesideTheWindowTellsTheUser() throws Exception {
        bench.window
                .workspace()
                .beside(
                        () -> {
                            throw new StackOverflowError();
                        },
                        done -> {});
        bench.until(() -> bench.notice().contains("StackOverflowError"));
    }
}
