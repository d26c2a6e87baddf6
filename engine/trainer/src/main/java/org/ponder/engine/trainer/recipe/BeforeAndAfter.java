package org.ponder.engine.trainer.recipe;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.ponder.engine.trainer.lesson.Sampled;
import org.ponder.engine.trainer.model.ModelWeights;
import org.ponder.engine.trainer.model.PebbleFile;
import org.ponder.engine.trainer.model.WholeFile;
import org.ponder.engine.trainer.puzzle.Puzzle;

/**
 * What a stage of reinforcement gave. The rewards of its steps are of other questions each time, by
 * which they differ more than by what was learned; here the model before and the one after are
 * asked the same.
 */
final class BeforeAndAfter {
    private static final int REPLIES = 2;

    /** So many steps' questions. */
    private static final int STEPS = 10;

    private final Asked asked;
    private final Reinforcement.Sizes sizes;
    private final int questions;
    private final Path folder;
    private final Stopping stopping;

    /**
     * @param asked whose questions are drawn, other ones than in the steps
     * @param folder of the stage
     */
    BeforeAndAfter(Asked asked, Reinforcement.Sizes sizes, Path folder, Stopping stopping) {
        this.asked = asked;
        this.sizes = sizes;
        this.questions = STEPS * sizes.questions();
        this.folder = folder;
        this.stopping = stopping;
    }

    /**
     * Mean rewards, and how sure their difference is.
     *
     * @param error standard error of {@code after - before}, over the questions
     */
    record Outcome(double before, double after, double error) {
        /** Of the mean rewards of each question, in the same order. */
        static Outcome of(double[] before, double[] after) {
            int count = before.length;
            double first = 0;
            double last = 0;
            double squares = 0;
            for (int i = 0; i < count; i++) {
                first += before[i] / count;
                last += after[i] / count;
                squares += Math.pow(after[i] - before[i], 2) / count;
            }
            double variance = Math.max(0, squares - Math.pow(last - first, 2));
            return new Outcome(first, last, Math.sqrt(variance / Math.max(1, count - 1)));
        }
    }

    /** Tells it once; later sittings read what was told. */
    void tell(ModelWeights before, ModelWeights after, PrintStream out) throws IOException {
        Path told = folder.resolve("before-and-after-" + sizes.steps() + "-steps.txt");
        if (!Files.exists(told)) {
            Outcome outcome = Outcome.of(rewards(before), rewards(after));
            String text =
                    String.format(
                            Locale.ROOT,
                            "Asked the same %d questions, %d replies each: reward %.3f before, %.3f"
                                    + " after, difference %.3f with a standard error of %.3f",
                            questions,
                            REPLIES,
                            outcome.before(),
                            outcome.after(),
                            outcome.after() - outcome.before(),
                            outcome.error());
            WholeFile.write(told, part -> Files.writeString(part, text));
        }
        out.println(Files.readString(told));
    }

    /** Mean reward of each question, at the temperature of reinforcement. */
    private double[] rewards(ModelWeights model) throws IOException {
        // Steps draw from seed * 31 + step.
        List<Puzzle> puzzles = asked.puzzles(questions, new Random(asked.seed() * 31 - 1));
        Path file = folder.resolve("asked.gguf");
        PebbleFile.write(model, false, Map.of("name", "asked"), file);
        double[] rewards = new double[questions];
        try (Rollouts rollouts = new Rollouts(file, stopping)) {
            List<Sampled> replies =
                    asked.replies(rollouts, puzzles, REPLIES, sizes.longest(), asked.seed() - 1);
            for (int i = 0; i < replies.size(); i++) {
                rewards[i / REPLIES] += replies.get(i).reward() / REPLIES;
            }
        }
        Files.delete(file);
        return rewards;
    }
}
