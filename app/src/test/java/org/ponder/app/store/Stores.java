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

    /** Begins a conversation with a question. */
    static AskedQuestion ask(ConversationStore store, String question) throws StoreException {
        return store.messages()
                .ask(
                        new Question.First(ConversationOptions.inherited(), question),
                        ReplyOrigin.unknown());
    }

    /** Asks the next question of a conversation. */
    static AskedQuestion ask(ConversationStore store, long conversation, String question)
            throws StoreException {
        return store.messages()
                .ask(new Question.Next(conversation, null, question), ReplyOrigin.unknown());
    }

    /** Asks another version of a question. */
    static AskedQuestion edit(ConversationStore store, long other, String question)
            throws StoreException {
        return store.messages().ask(new Question.Version(other, question), ReplyOrigin.unknown());
    }

    /** Makes the reply that began with its question. */
    static StoredMessage reply(
            ConversationStore store, AskedQuestion asked, String thought, String answer) {
        return reply(store.replies().record(asked.reply()), thought, answer);
    }

    /** Makes another reply to a question. */
    static StoredMessage replyAgain(
            ConversationStore store, AskedQuestion asked, String thought, String answer)
            throws StoreException {
        return reply(
                store.replies()
                        .begin(asked.question().id(), ReplyOrigin.unknown(), PartialReply.none()),
                thought,
                answer);
    }

    private static StoredMessage reply(ReplyRecorder recorder, String thought, String answer) {
        recorder.accept(new ReplyEvent.Thought(thought, 5, Duration.ofMillis(900)));
        recorder.accept(new ReplyEvent.ThoughtEnded(Duration.ofMillis(900), 5, ThoughtEnd.CLOSED));
        recorder.accept(new ReplyEvent.Answer(answer, 2));
        recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, stats(5, 2)));
        return recorder.saved().join();
    }
}
