package org.ponder.app.store;

import java.nio.file.Path;
import java.time.Duration;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ThoughtEnd;

/**
 * Streams replies into a store until it is killed, and says after each save what is saved: {@code
 * live|done MESSAGE THOUGHT-LENGTH ANSWER-LENGTH} or {@code draft CONVERSATION TEXT}.
 */
final class KilledWriter {
    /** Pieces of a thought, then as many of its answer. */
    private static final int PIECES = 12;

    private KilledWriter() {}

    public static void main(String[] arguments) throws StoreException {
        ConversationStore store = Stores.open(Path.of(arguments[0]));
        for (int round = 0; ; round++) {
            AskedQuestion asked = Stores.ask(store, "Question " + round);
            stream(store.replies().record(asked.reply()));
            long conversation = asked.conversation().id();
            store.conversations().saveDraft(conversation, "draft" + round);
            say("draft " + conversation + " draft" + round);
            stream(store.replies().record(Stores.ask(store, conversation, "And?").reply()));
        }
    }

    /** The text of a thought or an answer, as long as it can get. */
    static String text(long message, String part) {
        StringBuilder out = new StringBuilder();
        for (int i = 1; i <= PIECES; i++) {
            out.append(piece(message, part, i));
        }
        return out.toString();
    }

    private static String piece(long message, String part, int number) {
        return part + " " + number + " of 消息 " + message + ". ";
    }

    private static void stream(ReplyRecorder recorder) throws StoreException {
        long id = recorder.begun().id();
        int thought = 0;
        int answer = 0;
        for (int i = 1; i <= PIECES; i++) {
            String piece = piece(id, "thought", i);
            thought += piece.length();
            recorder.accept(new ReplyEvent.Thought(piece, i, Duration.ofMillis(i)));
            recorder.flush();
            say("live " + id + " " + thought + " " + answer);
        }
        recorder.accept(
                new ReplyEvent.ThoughtEnded(Duration.ofMillis(PIECES), PIECES, ThoughtEnd.CLOSED));
        for (int i = 1; i <= PIECES; i++) {
            String piece = piece(id, "answer", i);
            answer += piece.length();
            recorder.accept(new ReplyEvent.Answer(piece, i));
            recorder.flush();
            say("live " + id + " " + thought + " " + answer);
        }
        recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, Stores.stats(PIECES, PIECES)));
        recorder.saved().join();
        say("done " + id + " " + thought + " " + answer);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
