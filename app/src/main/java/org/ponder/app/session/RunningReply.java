package org.ponder.app.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.ReplyRecord;
import org.ponder.app.store.ReplyRecorder;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.LoopDetector;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.transformer.ExpertUse;

/** A reply that is being made, seen from both threads. */
public final class RunningReply {
    private final ReplyRequest request;
    private final ReplyRecorder recorder;
    private final ReplyListener listener;
    private final ReplyControl control = new ReplyControl();
    private final ReplyPump pump = new ReplyPump();
    private final Function<Throwable, String> sentences;

    // Written before `over`, which makes them visible to the window.
    private @Nullable String failure;
    private volatile @Nullable ContextShare share;
    private volatile @Nullable ExpertReading experts;
    private volatile int takenOver;
    private volatile boolean over;

    // On the model's thread only: when the reply began, and how the disk was read by then.
    private long began;
    private Optional<ExpertUse> usedBefore = Optional.empty();

    /** On the model's thread only. */
    private final LoopDetector loops = new LoopDetector();

    private volatile boolean looping;

    /** Taken by the model's thread to make the reply, or by the window to end it unmade. */
    private final AtomicBoolean taken = new AtomicBoolean();

    /** What the listener was told last; on the window's thread only. */
    private boolean toldLooping;

    /** The same of programs that are answered first. */
    private boolean toldWaiting;

    /** The same of the share of a model that is loaded. */
    private double toldLoading = ModelHost.NOTHING_LOADED;

    /** What the window was last told; touched on its thread only. */
    private @Nullable ContextShare told;

    /** The same of what is read from the disk. */
    private @Nullable ExpertReading toldExperts;

    /** The same of what was there before. */
    private int toldTakenOver;

    /**
     * @param sentences say what went wrong
     */
    RunningReply(
            ReplyRequest request,
            ReplyRecorder recorder,
            ReplyListener listener,
            Function<Throwable, String> sentences) {
        this.sentences = sentences;
        this.request = request;
        this.recorder = recorder;
        this.listener = listener;
    }

    /** Ends the reply with what it has: within a token, or at once where it still waits. */
    public void stop() {
        control.cancel();
        if (taken.compareAndSet(false, true)) {
            endUnmade();
            over = true;
        }
    }

    private void endUnmade() {
        ReplyEvent end = new ReplyEvent.Finished(FinishReason.CANCELLED, ReplyStats.NONE);
        recorder.accept(end);
        pump.accept(end);
    }

    /** Closes the thought and goes on to the answer. */
    public void answerNow() {
        control.answerNow();
    }

    /** Whether more of it is to come, which may be shown later than what there is. */
    boolean goesOn() {
        return !over && !control.cancelled();
    }

    /** Whether it is neither made nor ended yet. */
    boolean waits() {
        return !taken.get();
    }

    /** Whether it is to be made; on the model's thread, once. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** Makes the reply, which was taken; on the model's thread. */
    void run(@Nullable LoadedModel model) {
        try {
            if (model == null && control.cancelled()) {
                endUnmade(); // its model was given up for another
                return;
            }
            if (model == null) {
                throw new ModelProblem(ModelProblem.Kind.NOT_LOADED);
            }
            began = System.nanoTime();
            takeOver(model);
            usedBefore = model.expertUse();
            model.reply(
                    request.messages(),
                    request.begun(),
                    request.options(),
                    control,
                    event -> see(model, event));
            measure(model);
        } catch (RuntimeException | Error e) {
            String reason = sentences.apply(e);
            failure = reason;
            recorder.fail(reason);
        } finally {
            over = true;
        }
    }

    /** A new reply that begins with a thought counts its tokens; one that goes on has them. */
    private void takeOver(LoadedModel model) {
        String thought = request.begun().thought();
        ReplyRecord record = recorder.begun().reply();
        boolean counted =
                record != null && record.stats().thoughtTokens() + record.origin().takenOver() > 0;
        if (!thought.isEmpty() && !counted) {
            takenOver = model.tokensIn(thought);
            recorder.takeOver(takenOver);
        }
    }

    private void see(LoadedModel model, ReplyEvent event) {
        ReplyEvent shown =
                event instanceof ReplyEvent.ToolCall call ? ToolCallText.of(call) : event;
        recorder.accept(shown);
        pump.accept(shown);
        measure(model);
        usedBefore.ifPresent(before -> readExperts(model, before));
        if (event instanceof ReplyEvent.Thought piece) {
            loops.feed(piece.text());
            looping = loops.looping();
        } else {
            looping = false;
        }
    }

    private void measure(LoadedModel model) {
        ContextShare filled = model.contextShare();
        share = filled == null ? share : filled;
    }

    private void readExperts(LoadedModel model, ExpertUse before) {
        Duration spent = Duration.ofNanos(System.nanoTime() - began);
        experts =
                model.expertUse()
                        .map(now -> ExpertReading.of(now.since(before), spent))
                        .orElse(null);
    }

    /**
     * Tells what has come since the last frame; on the window's thread.
     *
     * @param guests whether the model makes a reply for another program
     * @param loading the share of the model that is loaded, or {@link ModelHost#NOTHING_LOADED}
     * @return true after the last
     */
    boolean drain(boolean guests, double loading) {
        // Asked before taking: what came before the end is then surely among what is taken.
        boolean last = over;
        int kept = takenOver;
        if (kept != toldTakenOver) {
            toldTakenOver = kept;
            listener.tookOver(kept);
        }
        pump.take().forEach(listener::event);
        boolean waits = guests && waits();
        if (waits != toldWaiting) {
            toldWaiting = waits;
            listener.waitsForProgram(waits);
        }
        if (loading != toldLoading) {
            toldLoading = loading;
            listener.loading(loading);
        }
        ContextShare now = share;
        if (now != null && !now.equals(told)) {
            told = now;
            listener.filled(now);
        }
        ExpertReading read = experts;
        if (read != null && !read.equals(toldExperts)) {
            toldExperts = read;
            listener.experts(read);
        }
        if (looping != toldLooping) {
            toldLooping = !toldLooping;
            listener.looping(toldLooping);
        }
        if (last) {
            if (failure != null) {
                listener.failed(failure);
            }
            listener.ended(now);
        }
        return last;
    }
}
