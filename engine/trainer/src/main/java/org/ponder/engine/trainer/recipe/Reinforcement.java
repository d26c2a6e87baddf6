package org.ponder.engine.trainer.recipe;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.ponder.engine.trainer.lesson.PolicyBatches;
import org.ponder.engine.trainer.lesson.Sampled;
import org.ponder.engine.trainer.model.Checkpoint;
import org.ponder.engine.trainer.model.Checkpoints;
import org.ponder.engine.trainer.model.ModelWeights;
import org.ponder.engine.trainer.model.PebbleFile;
import org.ponder.engine.trainer.model.PolicyBatch;
import org.ponder.engine.trainer.model.PolicyLearner;
import org.ponder.engine.trainer.puzzle.Puzzle;

/**
 * Reinforcement by GRPO with rewards from rules alone: groups of replies to training questions,
 * each reply against the mean of its group.
 */
final class Reinforcement {
    private static final PolicyLearner.Settings SETTINGS = new PolicyLearner.Settings(0.2, 0.02);

    /** Steps of the optimizer on the replies to one step's questions. */
    private static final int PARTS = 2;

    private static final PolicyLearner.Outcome NOTHING = new PolicyLearner.Outcome(0, 0);
    private static final int TOKENS_AT_ONCE = 512;
    private static final int SAVE_EACH = 5;

    /**
     * @param steps in all
     * @param questions in each step
     * @param group replies to each question
     * @param longest reply, in tokens
     * @param rate of learning on the plateau
     */
    record Sizes(int steps, int questions, int group, int longest, double rate) {}

    private final Path folder;
    private final Asked asked;
    private final Sizes sizes;
    private final Stopping stopping;
    private final PrintStream out;

    /**
     * @param folder for its checkpoints
     */
    Reinforcement(Path folder, Asked asked, Sizes sizes, Stopping stopping, PrintStream out) {
        this.folder = folder;
        this.asked = asked;
        this.sizes = sizes;
        this.stopping = stopping;
        this.out = out;
    }

    /** Reinforces {@code start}, which is also the reference, or goes on from a checkpoint. */
    ModelWeights run(ModelWeights start) throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder, out::println);
        Optional<Checkpoint> earlier = checkpoints.newest(start.shape());
        int step = earlier.map(Checkpoint::step).orElse(0);
        if (step >= sizes.steps()) {
            out.println("Finished before, after step " + step + ": another folder begins anew.");
            return earlier.map(Checkpoint::weights).orElse(start);
        }
        Files.createDirectories(folder);
        Schedule rates = new Schedule(sizes.steps(), sizes.rate(), 4, 0.5);
        Progress progress = new Progress(folder.resolve("progress.csv"), step);
        try (PolicyLearner learner =
                earlier.map(c -> new PolicyLearner(c, start, SETTINGS))
                        .orElseGet(() -> new PolicyLearner(start, SETTINGS))) {
            while (step < sizes.steps()) {
                List<Sampled> replies = sample(learner.weights(), step);
                List<List<PolicyBatch>> parts = parts(replies);
                PolicyLearner.Outcome outcome =
                        parts.isEmpty() ? NOTHING : learner.step(parts, rates.rate(step));
                step++;
                double reward = replies.stream().mapToDouble(Sampled::reward).average().orElse(0);
                double thought =
                        replies.stream().mapToInt(Sampled::thoughtTokens).average().orElse(0);
                progress.add(step, reward, thought);
                out.printf(
                        Locale.ROOT,
                        "step %d of %d: reward %.3f, thought %.0f tokens, divergence %.4f, clipped %.3f%n",
                        step,
                        sizes.steps(),
                        reward,
                        thought,
                        outcome.divergence(),
                        outcome.clipped());
                if (step % SAVE_EACH == 0 || stopping.asked() || step == sizes.steps()) {
                    checkpoints.save(learner.checkpoint(step));
                    progress.save();
                }
                if (stopping.asked() && step < sizes.steps()) {
                    throw Stopping.after(step);
                }
            }
            return learner.weights();
        }
    }

    /** Questions are drawn at random, so neighbours make as good a part as any; none is empty. */
    private List<List<PolicyBatch>> parts(List<Sampled> replies) {
        List<List<PolicyBatch>> parts = new ArrayList<>();
        int questions = replies.size() / sizes.group();
        for (int p = 0; p < PARTS; p++) {
            List<PolicyBatch> part =
                    PolicyBatches.of(
                            replies.subList(
                                    questions * p / PARTS * sizes.group(),
                                    questions * (p + 1) / PARTS * sizes.group()),
                            sizes.group(),
                            TOKENS_AT_ONCE);
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    private List<Sampled> sample(ModelWeights policy, int step) throws IOException {
        List<Puzzle> puzzles =
                asked.puzzles(sizes.questions(), new Random(asked.seed() * 31 + step));
        Path file = folder.resolve("policy.gguf");
        PebbleFile.write(policy, false, Map.of("name", "policy"), file);
        // A step is finished and saved before training stops.
        try (Rollouts rollouts = new Rollouts(file, new Stopping())) {
            return asked.replies(
                    rollouts,
                    puzzles,
                    sizes.group(),
                    sizes.longest(),
                    asked.seed() * 1_299_709 + step);
        }
    }
}
