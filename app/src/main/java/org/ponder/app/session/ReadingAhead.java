package org.ponder.app.session;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a model read what a question that is still being written will be asked with, until something
 * else is asked of it. Only the newest draft counts.
 */
final class ReadingAhead {
    private final AtomicReference<@Nullable Draft> newest = new AtomicReference<>();

    /** Grows with everything that is asked of the model: drafts from before give way. */
    private final AtomicLong asked = new AtomicLong();

    /**
     * What is to be read.
     *
     * @param request the question as far as it is written
     * @param asked what had been asked of the model when the draft came
     */
    private record Draft(ReplyRequest request, long asked) {}

    /** What has been asked so far; to be looked up before looking whether the model is idle. */
    long asked() {
        return asked.get();
    }

    /**
     * Takes a draft in place of the one before.
     *
     * @param since {@link #asked} at a moment when the model was idle
     * @return whether {@link #read} has to be run for it
     */
    boolean take(ReplyRequest draft, long since) {
        return newest.getAndSet(new Draft(draft, since)) == null;
    }

    /** Ends what is read, within a layer of the model; from any thread. */
    void giveWay() {
        asked.incrementAndGet();
    }

    /** Reads the newest draft, and those that come meanwhile; on the model's thread. */
    void read(LoadedModel model) {
        for (Draft draft = newest.getAndSet(null); draft != null; draft = newest.getAndSet(null)) {
            read(model, draft);
        }
    }

    private void read(LoadedModel model, Draft draft) {
        BooleanSupplier cancelled = () -> asked.get() != draft.asked();
        if (cancelled.getAsBoolean()) {
            return; // the model may be another one by now
        }
        try {
            ReplyRequest request = draft.request();
            model.readAhead(
                    request.messages(), request.options(), cancelled, () -> newest.get() != null);
        } catch (RuntimeException | Error e) {
            // Nobody waits for it; a reply that fails in the same way says so.
            return;
        }
    }

    /** Forgets the draft that waits, where there is no model to read it. */
    void forget() {
        newest.set(null);
    }
}
