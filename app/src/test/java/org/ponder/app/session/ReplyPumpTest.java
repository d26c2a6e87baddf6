package org.ponder.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ThoughtEnd;

/** A frame gets everything since the last one, in order, with pieces of text joined. */
class ReplyPumpTest {
    private final ReplyPump pump = new ReplyPump();

    @Test
    void piecesThatWaitTogetherAreOne() {
        for (int i = 1; i <= 1000; i++) {
            pump.accept(new ReplyEvent.Thought("ab", i, Duration.ofMillis(i)));
        }
        ReplyEvent.Thought joined = (ReplyEvent.Thought) pump.take().getFirst();
        assertEquals("ab".repeat(1000), joined.text());
        assertEquals(1000, joined.tokens());
        assertEquals(Duration.ofSeconds(1), joined.spent());
    }

    @Test
    void orderIsKeptAcrossKinds() {
        ReplyEvent ended = new ReplyEvent.ThoughtEnded(Duration.ofMillis(2), 2, ThoughtEnd.CLOSED);
        pump.accept(new ReplyEvent.Reading(1, 2));
        pump.accept(new ReplyEvent.Reading(2, 2));
        pump.accept(new ReplyEvent.Thought("a", 1, Duration.ofMillis(1)));
        pump.accept(new ReplyEvent.Thought("b", 2, Duration.ofMillis(2)));
        pump.accept(ended);
        pump.accept(new ReplyEvent.Answer("c", 1));
        pump.accept(new ReplyEvent.Answer("d", 2));
        assertEquals(
                List.of(
                        new ReplyEvent.Reading(2, 2),
                        new ReplyEvent.Thought("ab", 2, Duration.ofMillis(2)),
                        ended,
                        new ReplyEvent.Answer("cd", 2)),
                pump.take());
    }

    @Test
    void nothingIsGivenTwice() {
        pump.accept(new ReplyEvent.Answer("once", 1));
        assertEquals(1, pump.take().size());
        assertTrue(pump.take().isEmpty());
    }
}
