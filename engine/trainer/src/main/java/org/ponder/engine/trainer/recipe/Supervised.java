package org.ponder.engine.trainer.recipe;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.ponder.engine.trainer.lesson.Batches;
import org.ponder.engine.trainer.model.Checkpoint;
import org.ponder.engine.trainer.model.Checkpoints;
import org.ponder.engine.trainer.model.Learner;
import org.ponder.engine.trainer.model.ModelWeights;

/** Supervised training: the replies of lessons become likelier, from checkpoint to checkpoint. */
final class Supervised {
    /** Work that a kill may cost at most. */
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMinutes(3);

    private static final int REPORT_EACH = 10;

    /**
     * @param tokens about so many in each step
     * @param most tokens computed at once
     */
    record Sizes(int tokens, int most) {}

    private final Batches batches;
    private final Sizes sizes;
    private final Schedule schedule;
    private final Checkpoints checkpoints;
    private final Stopping stopping;
    private final PrintStream out;

    Supervised(
            Batches batches,
            Sizes sizes,
            Schedule schedule,
            Checkpoints checkpoints,
            Stopping stopping,
            PrintStream out) {
        this.batches = batches;
        this.sizes = sizes;
        this.schedule = schedule;
        this.checkpoints = checkpoints;
        this.stopping = stopping;
        this.out = out;
    }

    /**
     * Trains to the end of the schedule, from the newest checkpoint or, where there is none, from
     * {@code start}.
     */
    ModelWeights run(ModelWeights start) throws IOException {
        Optional<Checkpoint> earlier = checkpoints.newest(start.shape());
        int step = earlier.map(Checkpoint::step).orElse(0);
        if (step >= schedule.steps()) {
            out.println("Finished before, after step " + step + ": another folder begins anew.");
            return earlier.map(Checkpoint::weights).orElse(start);
        }
        if (step > 0) {
            out.println("Going on after step " + step + ".");
        }
        try (Learner learner = earlier.map(Learner::new).orElseGet(() -> new Learner(start))) {
            long saved = System.nanoTime();
            long begun = System.nanoTime();
            int reported = step;
            double loss = 0;
            while (step < schedule.steps()) {
                double now =
                        learner.step(
                                batches.of(step, sizes.tokens(), sizes.most()),
                                schedule.rate(step));
                loss += now;
                step++;
                if (step % REPORT_EACH == 0 || step == schedule.steps()) {
                    double seconds = (System.nanoTime() - begun) / 1e9;
                    out.printf(
                            Locale.ROOT,
                            "step %d of %d: loss %.4f, %.0f tokens/s%n",
                            step,
                            schedule.steps(),
                            loss / (step - reported),
                            (step - reported) * sizes.tokens() / seconds);
                    begun = System.nanoTime();
                    reported = step;
                    loss = 0;
                }
                if (System.nanoTime() - saved > BETWEEN_CHECKPOINTS.toNanos()
                        || stopping.asked()
                        || step == schedule.steps()) {
                    checkpoints.save(learner.checkpoint(step));
                    saved = System.nanoTime();
                }
                if (stopping.asked() && step < schedule.steps()) {
                    throw Stopping.after(step);
                }
            }
            return learner.weights();
        }
    }
}
