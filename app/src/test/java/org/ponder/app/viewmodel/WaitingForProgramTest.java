package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.chat.OverflowPolicy;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.sampling.SamplingSettings;

/** A question that waits for another program's reply says so, and stops at once. */
@Timeout(60)
class WaitingForProgramTest {
    private static final ReplyOptions OPTIONS =
            new ReplyOptions(SamplingSettings.r1(1), true, 0, 100, OverflowPolicy.DROP_OLDEST);

    @TempDir Path folder;
    private Bench bench;
    private CompletableFuture<Void> program;

    @BeforeEach
    void askByAProgram() throws Exception {
        bench = new Bench(folder);
        program = bench.askByProgram("Why?", OPTIONS);
        bench.model.asked.take();
        bench.window.composer().textProperty().set("And I?");
        bench.window.composer().send();
        bench.until(() -> bench.model.asked.isEmpty() && header().contains("another program"));
    }

    private String header() {
        ReplyViewModel last = bench.window.conversation().lastReply();
        return last == null ? "" : last.headerProperty().get();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void itStopsAtOnceAndIsNeverMade() throws Exception {
        assertEquals(ReplyPhase.WAITING, bench.last().phaseProperty().get());
        bench.window.conversation().stop();
        bench.untilFinished();
        assertFalse(program.isDone());
        bench.finished(FinishReason.STOP, 0, 0);
        program.get();
        bench.window.composer().textProperty().set("Once more?");
        bench.window.composer().send();
        bench.answer("Yes.", 1);
        bench.finished(FinishReason.STOP, 0, 0);
        bench.untilFinished();
        assertEquals("Yes.", bench.last().answer().text());
        assertEquals(1, bench.model.asked.size());
    }

    @Test
    void itIsMadeAfterTheProgramsReply() throws Exception {
        bench.finished(FinishReason.STOP, 0, 0);
        program.get();
        bench.answer("Because.", 1);
        bench.finished(FinishReason.STOP, 0, 0);
        bench.untilFinished();
        assertEquals("Because.", bench.last().answer().text());
    }
}
