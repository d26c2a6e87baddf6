package org.ponder.app.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;

/** Opens stores for tests, and speaks as an engine would. */
final class Stores {
    private Stores() {}

    static DataFolder folder(Path path) {
        try {
            return DataFolder.open(path);
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    static ConversationStore open(Path path) throws StoreException {
        return ConversationStore.open(
                        folder(path),
                        problem -> {
                            throw new AssertionError(problem);
                        })
                .store();
    }

    /** Each look at it is a second later. */
    static InstantSource steps() {
        AtomicLong seconds = new AtomicLong(1_800_000_000);
        return () -> Instant.ofEpochSecond(seconds.getAndIncrement());
    }

    static ReplyStats stats(int thoughtTokens, int answerTokens) {
        return new ReplyStats(
                7,
                3,
                thoughtTokens,
                answerTokens,
                Duration.ofMillis(11),
                Duration.ofMillis(900),
                Duration.ofMillis(120));
    }

    static StoredMessage reply(
            ConversationStore store, long question, String thought, String answer)
            throws StoreException {
        ReplyRecorder recorder =
                store.replies().begin(question, ReplyOrigin.unknown(), PartialReply.none());
        recorder.accept(new ReplyEvent.Thought(thought, 5, Duration.ofMillis(900)));
        recorder.accept(new ReplyEvent.ThoughtEnded(Duration.ofMillis(900), 5, ThoughtEnd.CLOSED));
        recorder.accept(new ReplyEvent.Answer(answer, 2));
        recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, stats(5, 2)));
        return recorder.saved().join();
    }
}
