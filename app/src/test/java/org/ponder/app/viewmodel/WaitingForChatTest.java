package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ThoughtEnd;

/** What a reply in another chat does to the user is told, and so is where it is. */
@Timeout(60)
class WaitingForChatTest {
    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    /** Asks in a new chat, and tells which it is. */
    private long ask(String question) throws InterruptedException {
        bench.window.newChat();
        bench.window.composer().send(question);
        bench.until(() -> bench.window.conversation().runningProperty().get() != null);
        return Objects.requireNonNull(bench.conversation()).id();
    }

    private String header() {
        return bench.last().headerProperty().get();
    }

    @Test
    void aReplyThatWaitsForOneInAnotherChatSaysSo() throws Exception {
        long first = ask("One?");
        assertEquals("Waiting for the model…", header());
        bench.thought("Hm.", 1, 1);
        bench.until(() -> bench.last().phaseProperty().get() == ReplyPhase.THINKING);
        long second = ask("Two?");
        assertEquals("Waiting: the model answers in another chat first…", header());
        assertEquals(Set.of(first, second), bench.window.driver().answeringProperty().get());
        bench.thoughtEnded(1, 1, ThoughtEnd.CLOSED);
        bench.finished(FinishReason.STOP, 1, 1);
        bench.until(() -> header().equals("Waiting for the model…"));
        assertEquals(Set.of(second), bench.window.driver().answeringProperty().get());
        bench.finished(FinishReason.STOP, 0, 0);
        bench.untilFinished();
        bench.until(() -> bench.window.driver().answeringProperty().get().isEmpty());
    }

    @Test
    void aThoughtThatRepeatsItselfInAnotherChatIsToldWithItsTitle() throws Exception {
        ask("One?");
        bench.thought("Hm.", 1, 1);
        bench.until(() -> bench.last().phaseProperty().get() == ReplyPhase.THINKING);
        ask("Two?");
        for (int i = 2; i < 200; i++) {
            bench.thought("Wait, let me check once more which of the two it is. ", i, i);
        }
        bench.until(() -> !bench.notice().isEmpty());
        assertEquals("A thought in “One?” seems to repeat itself.", bench.notice());
        bench.thoughtEnded(200, 200, ThoughtEnd.STOPPED);
        bench.finished(FinishReason.CANCELLED, 200, 200);
        bench.finished(FinishReason.STOP, 0, 0);
        bench.untilFinished();
    }
}
