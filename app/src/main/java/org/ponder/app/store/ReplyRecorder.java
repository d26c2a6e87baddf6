package org.ponder.app.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.ReplyEnding.Outcome;
import org.ponder.app.store.StoreException.Problem;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;

/**
 * Saves one reply while it streams. Events are taken at once and written by the store's own thread;
 * where that fails, the text stays in memory and is tried again until it succeeds or the store
 * closes.
 */
public final class ReplyRecorder implements Consumer<ReplyEvent> {
    private final StoredMessage begun;
    private final ReplyStats before;
    private final LiveWriter writer;
    private final CompletableFuture<StoredMessage> saved = new CompletableFuture<>();

    // Guarded by this.
    private final StringBuilder answer = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private boolean newThought;
    private int turnsLeftOut;
    private int takenOver;
    private @Nullable ThoughtEnd thoughtEnd;
    private int thoughtTokens;
    private int answerTokens;
    private Duration thinking = Duration.ZERO;
    private long answerBegan;
    private boolean answering;
    private boolean scheduled;
    private @Nullable Outcome outcome;

    // Held while a batch is on its way to the disk, so that batches stay in order.
    private final Object saving = new Object();
    private @Nullable Problem reported;

    ReplyRecorder(StoredMessage begun, LiveWriter writer) {
        ReplyRecord record = begun.reply();
        if (record == null) {
            throw new IllegalArgumentException("Only a reply is recorded.");
        }
        this.begun = begun;
        this.before = record.stats();
        this.thoughtEnd = record.thoughtEnd();
        this.writer = writer;
        writer.add(this);
    }

    /** The reply as it was when recording began. */
    public StoredMessage begun() {
        return begun;
    }

    /** Takes what the engine says; never waits for the disk. */
    @Override
    public synchronized void accept(ReplyEvent event) {
        if (outcome != null) {
            return;
        }
        switch (event) {
            case ReplyEvent.LeftOut leftOut -> turnsLeftOut = leftOut.turns();
            case ReplyEvent.Reading _ -> {
                return;
            }
            case ReplyEvent.Thought piece -> {
                newThought = true;
                thought.append(piece.text());
                thoughtTokens = piece.tokens();
                thinking = piece.spent();
                thoughtEnd = null;
            }
            case ReplyEvent.ThoughtEnded ended -> {
                thoughtEnd = ended.why();
                thoughtTokens = ended.tokens();
                thinking = ended.spent();
            }
            case ReplyEvent.Answer piece -> {
                if (!answering) {
                    answering = true;
                    answerBegan = System.nanoTime();
                }
                answer.append(piece.text());
                answerTokens = piece.tokens();
            }
            case ReplyEvent.ToolCall _ -> {
                return; // comes as text of the answer
            }
            case ReplyEvent.Finished finished ->
                    finish(
                            new Outcome(
                                    ReplyState.of(finished.reason()),
                                    ReplySum.of(before, finished.stats()),
                                    null));
        }
        schedule();
    }

    /** So many tokens of the thought were there before the model began. */
    public synchronized void takeOver(int tokens) {
        takenOver = tokens;
        schedule();
    }

    /** Ends the reply because the model broke. */
    public void fail(String problem) {
        finish(new Outcome(ReplyState.FAILED, null, problem));
    }

    /** Completes with the whole reply when it is over and on the disk. */
    public CompletableFuture<StoredMessage> saved() {
        return saved.copy();
    }

    /** Whether the last event has come, saved or not. */
    boolean isOver() {
        return outcome() != null;
    }

    /** Saves what came so far and waits for it; does nothing where all is saved. */
    public void flush() throws StoreException {
        synchronized (saving) {
            if (saved.isDone()) {
                return;
            }
            try {
                LiveBatch batch;
                Outcome end;
                synchronized (this) { // Together, or what comes between them is never written.
                    batch = batch();
                    end = outcome;
                }
                if (end != null) {
                    saved.complete(writer.end(begun.id(), batch, end));
                    writer.remove(this);
                } else {
                    writer.save(begun.id(), batch);
                }
                forget(batch);
                reported = null;
            } catch (RuntimeException | Error e) {
                // Memory may be short for this moment alone.
                throw new StoreException(
                        Problem.OTHER,
                        writer.place(),
                        "The reply is not saved yet in "
                                + writer.place()
                                + " ("
                                + e.getClass().getSimpleName()
                                + "), and Ponder tries again: start it again if this stays.",
                        e);
            }
        }
    }

    /** Ends the reply as interrupted, because the store closes. */
    void abandon() {
        synchronized (this) {
            if (outcome == null) {
                outcome = new Outcome(ReplyState.INTERRUPTED, null, null);
            }
        }
        try {
            if (!saved.isDone()) {
                flush();
            }
        } catch (StoreException e) {
            saved.completeExceptionally(e);
            writer.report(e);
        }
    }

    private synchronized void finish(Outcome end) {
        if (outcome == null) {
            outcome = end;
            scheduled = true;
            writer.later(this::save, Duration.ZERO);
        }
    }

    private synchronized void schedule() {
        boolean much = thought.length() + answer.length() >= writer.pace().characters();
        if (!scheduled) {
            scheduled = true;
            writer.later(this::save, much ? Duration.ZERO : writer.pace().every());
        }
    }

    /** Runs on the store's thread. */
    private void save() {
        synchronized (this) {
            scheduled = false;
        }
        if (saved.isDone()) {
            return;
        }
        try {
            flush();
        } catch (StoreException e) {
            if (e.problem() == Problem.MISSING) {
                // Deleted for good while it streamed: there is nowhere left to save it.
                writer.remove(this);
                saved.completeExceptionally(e);
                return;
            }
            synchronized (this) {
                if (!scheduled) {
                    scheduled = true;
                    writer.later(this::save, writer.pace().retry());
                }
            }
            if (e.problem() != reported) {
                reported = e.problem();
                writer.report(e);
            }
        }
    }

    private synchronized @Nullable Outcome outcome() {
        return outcome;
    }

    private synchronized LiveBatch batch() {
        return new LiveBatch(
                newThought ? thought.toString() : null,
                answer.toString(),
                measures(),
                turnsLeftOut,
                takenOver);
    }

    /** Only once it is on the disk: until then, nothing that goes wrong may cost a word. */
    private synchronized void forget(LiveBatch batch) {
        if (batch.thought() != null) {
            thought.delete(0, batch.thought().length());
            newThought = !thought.isEmpty();
        }
        answer.delete(0, batch.answer().length());
        if (turnsLeftOut == batch.turnsLeftOut()) {
            turnsLeftOut = 0;
        }
        if (takenOver == batch.takenOver()) {
            takenOver = 0;
        }
    }

    private LivePieces.Measures measures() {
        Duration answeringFor =
                answering ? Duration.ofNanos(System.nanoTime() - answerBegan) : Duration.ZERO;
        return new LivePieces.Measures(
                thoughtEnd,
                before.thoughtTokens() + thoughtTokens,
                before.answerTokens() + answerTokens,
                before.thinking().plus(thinking),
                before.answering().plus(answeringFor));
    }
}
