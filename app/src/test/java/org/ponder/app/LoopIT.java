package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.session.ContextShare;
import org.ponder.app.session.LoadedModel;
import org.ponder.app.viewmodel.Block;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;

/** A thought that goes round in circles is told to the user, who ends it with one press. */
class LoopIT {
    @TempDir private Path data;

    private final WindowDriver driver;

    LoopIT() throws Exception {
        driver = new WindowDriver();
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
    }

    @Test
    void aThoughtThatRepeatsItselfOffersToAnswerNow() throws Exception {
        driver.open(data, choice -> new Circling());
        driver.ask("Which one is it?");
        driver.await("the header says so", () -> driver.shows(".loops"));
        driver.await("an answer is offered", () -> driver.shows(".notice .button"));
        assertFalse(driver.lists(Block.Answer.class));
        driver.press(".notice .button");
        driver.awaitFinished();
        assertEquals("The second.", driver.lastReply().answer().text());
        assertFalse(driver.shows(".loops"));
        assertFalse(driver.shows(".notice"));
    }

    /** Thinks the same again and again until it is asked to answer. */
    private static final class Circling implements LoadedModel {
        private static final String ROUND = "Wait, let me check once more which of the two it is. ";

        @Override
        public int contextTokens() {
            return 100_000;
        }

        @Override
        public ContextShare contextShare() {
            return ContextShare.empty(contextTokens());
        }

        @Override
        public void reply(
                List<Message> messages,
                PartialReply begun,
                ReplyOptions options,
                ReplyControl control,
                Consumer<ReplyEvent> events) {
            int rounds = 0;
            while (!control.answerNowRequested() && !control.cancelled()) {
                rounds++;
                events.accept(new ReplyEvent.Thought(ROUND, rounds, Duration.ofSeconds(rounds)));
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
            Duration spent = Duration.ofSeconds(rounds);
            events.accept(new ReplyEvent.ThoughtEnded(spent, rounds, ThoughtEnd.ANSWER_NOW));
            events.accept(new ReplyEvent.Answer("The second.", 3));
            events.accept(
                    new ReplyEvent.Finished(
                            FinishReason.STOP,
                            new ReplyStats(
                                    9, 0, rounds, 3, Duration.ZERO, spent, Duration.ofSeconds(1))));
        }

        @Override
        public void close() {}
    }
}
