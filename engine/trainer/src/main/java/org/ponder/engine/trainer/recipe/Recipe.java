package org.ponder.engine.trainer.recipe;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.trainer.lesson.Batches;
import org.ponder.engine.trainer.lesson.Lesson;
import org.ponder.engine.trainer.lesson.LessonSource;
import org.ponder.engine.trainer.lesson.PackedLessons;
import org.ponder.engine.trainer.model.Checkpoint;
import org.ponder.engine.trainer.model.Checkpoints;
import org.ponder.engine.trainer.model.ModelShape;
import org.ponder.engine.trainer.model.ModelWeights;
import org.ponder.engine.trainer.model.PebbleFile;
import org.ponder.engine.trainer.model.RawWeights;
import org.ponder.engine.trainer.puzzle.Family;

/**
 * R1's recipe (DeepSeek-AI 2025) in miniature. Each stage has a folder of its own with its
 * checkpoints; a stage whose last checkpoint is there is not run again.
 */
final class Recipe {
    private static final double PEAK = 2e-3;
    private static final double CONTINUED_PEAK = 2e-4;
    private static final double UNLEARNING_PEAK = 1e-3;
    private static final int MORE_PERCENT = 15;

    /** Questions a family to the small models, which differ by much. */
    private static final int COMPARED = 100;

    private static final Set<Family> ALL = EnumSet.allOf(Family.class);
    private static final Set<Family> REASONING =
            EnumSet.complementOf(EnumSet.of(Family.TALK, Family.DECLINE));

    private final Configuration configuration;
    private final Path folder;
    private final long seed;
    private final @Nullable Path start;
    private final Stopping stopping;
    private final PrintStream out;

    /**
     * @param start a GGUF file of Pebble's shape to begin the cold start with; null for random
     *     weights
     */
    Recipe(
            Configuration configuration,
            Path folder,
            long seed,
            @Nullable Path start,
            Stopping stopping,
            PrintStream out) {
        this.configuration = configuration;
        this.folder = folder;
        this.seed = seed;
        this.start = start;
        this.stopping = stopping;
        this.out = out;
    }

    /** All stages, then the reports. */
    void run() throws IOException {
        ModelWeights cold = coldStart();
        write(cold, "pebble-cold");
        ModelWeights reasoning =
                reinforce(
                        "reasoning",
                        new Asked(Dialect.R1, REASONING, seed + 2),
                        cold,
                        "2 of 6: reinforcement of reasoning",
                        configuration.reinforcement());
        write(reasoning, "pebble-reasoning");
        List<Lesson> traces = traces(reasoning);
        ModelWeights second = secondStart(reasoning, traces);
        write(second, "pebble-second");
        ModelWeights pebble =
                reinforce(
                        "everything",
                        new Asked(Dialect.R1, ALL, seed + 4),
                        second,
                        "4 of 6: reinforcement of everything",
                        configuration.reinforcement());
        Path file = write(pebble, true, "Pebble", "pebble");
        ModelWeights zero =
                reinforce(
                        "zero",
                        // As Pebble was, beside which it is drawn.
                        new Asked(Dialect.ZERO, REASONING, seed + 2),
                        zeroBase(cold),
                        "5 of 6: Pebble-Zero",
                        configuration.fromBase());
        write(zero, true, "Pebble-Zero", "pebble-zero");
        plot();
        distill(traces, cold);
        evaluate(file, "Pebble");
        int asked = Math.min(configuration.asked(), COMPARED);
        evaluate(folder.resolve("pebble-small-base.gguf"), "small Pebble, the base", asked);
        evaluate(folder.resolve("pebble-distilled.gguf"), "Pebble distilled", asked);
        evaluate(
                folder.resolve("pebble-small-reinforced.gguf"),
                "small Pebble, reinforced alone",
                asked);
    }

    /** Stage 1: supervised training on generated thoughts. */
    ModelWeights coldStart() throws IOException {
        ModelWeights begin =
                start == null
                        ? ModelWeights.random(configuration.shape(), seed)
                        : PebbleFile.read(start, configuration.shape().context());
        configuration.requireMemory(begin.shape());
        return supervised(
                "cold-start",
                "1 of 6: cold start",
                begin,
                LessonSource.generated(Configuration.LONGEST_LESSON),
                start == null
                        ? fromNothing(configuration.coldSteps())
                        : continued(configuration.coldSteps()));
    }

    /** Stage 3: its own right traces, and conversation, which the generators give. */
    private ModelWeights secondStart(ModelWeights model, List<Lesson> traces) throws IOException {
        LessonSource mixed =
                traces.isEmpty()
                        ? LessonSource.generated(Configuration.LONGEST_LESSON)
                        : LessonSource.mixed(
                                LessonSource.of(traces),
                                LessonSource.generated(Configuration.LONGEST_LESSON),
                                40);
        return supervised(
                "second-start",
                "3 of 6: second supervised stage",
                model,
                mixed,
                continued(configuration.secondSteps()));
    }

    private List<Lesson> traces(ModelWeights model) throws IOException {
        out.println("Stage 3 of 6: rejection sampling");
        return new Traces(folder.resolve("traces"), stopping, out)
                .collect(
                        model,
                        configuration.reinforcement().questions() * configuration.secondSteps(),
                        configuration.reinforcement().longest(),
                        seed + 3);
    }

    /**
     * What Pebble-Zero begins with: plain text of questions and answers, most of them bare. A large
     * base has read so many worked answers that some of its own are right, or nothing would be
     * earned by them. Two cores do not get there from random weights in an hour, so these are the
     * cold start's, which unlearn to think each time.
     */
    private ModelWeights zeroBase(ModelWeights cold) throws IOException {
        return supervised(
                "zero-base",
                "5 of 6: a base for Pebble-Zero",
                cold,
                ZeroLessons.source(Configuration.LONGEST_LESSON),
                unlearning(configuration.bases().zero()));
    }

    /** Both ways begin with the same small base, as the paper's do. */
    private void distill(List<Lesson> traces, ModelWeights cold) throws IOException {
        ModelWeights base =
                supervised(
                        "small-base",
                        "6 of 6: a base of half the size",
                        ModelWeights.layersOf(cold, Configuration.half(cold.shape())),
                        ZeroLessons.r1Source(Configuration.LONGEST_LESSON),
                        unlearning(configuration.bases().small()));
        write(base, true, "small Pebble, the base", "pebble-small-base");
        LessonSource source =
                traces.isEmpty()
                        ? LessonSource.generated(Configuration.LONGEST_LESSON)
                        : LessonSource.of(traces);
        ModelWeights distilled =
                supervised(
                        "distilled",
                        "6 of 6: distillation into half the size",
                        base,
                        source,
                        unlearning(configuration.bases().distilled()));
        write(distilled, true, "Pebble distilled", "pebble-distilled");
        ModelWeights alone =
                reinforce(
                        "small-reinforced",
                        new Asked(Dialect.R1, ALL, seed + 6),
                        base,
                        "6 of 6: the small base, reinforced",
                        configuration.fromBase());
        write(alone, true, "small Pebble, reinforced alone", "pebble-small-reinforced");
    }

    /** The rate of a stage that begins with random weights. */
    private static Schedule fromNothing(int steps) {
        return new Schedule(steps, PEAK, 40, 0.75);
    }

    /** The rate where a trained model is to change its ways. */
    private static Schedule unlearning(int steps) {
        return new Schedule(steps, UNLEARNING_PEAK, 20, 0.7);
    }

    /** The rate where a trained model learns on: what it knows is not to be shaken off. */
    private static Schedule continued(int steps) {
        return new Schedule(steps, CONTINUED_PEAK, 40, 0.9);
    }

    private ModelWeights supervised(
            String name, String title, ModelWeights begin, LessonSource source, Schedule schedule)
            throws IOException {
        out.println("Stage " + title);
        return new Supervised(
                        new Batches(source, seed, configuration.shape().context()),
                        configuration.supervised(),
                        schedule,
                        new Checkpoints(folder.resolve(name), out::println),
                        stopping,
                        out)
                .run(begin);
    }

    private ModelWeights reinforce(
            String name, Asked asked, ModelWeights begin, String title, Reinforcement.Sizes sizes)
            throws IOException {
        out.println("Stage " + title);
        Path stage = folder.resolve(name);
        ModelWeights end = new Reinforcement(stage, asked, sizes, stopping, out).run(begin);
        new BeforeAndAfter(asked, sizes, stage, stopping).tell(begin, end, out);
        return end;
    }

    /**
     * Reinforces a model that a graphics processor made, with questions of all families: one file
     * to ship, one to go on from.
     */
    void reinforceAlone(Path file, Reinforcement.Sizes sizes) throws IOException {
        ModelWeights begin = PebbleFile.read(file, configuration.shape().context());
        configuration.requireMemory(begin.shape());
        writeBoth(
                reinforce(
                        "reinforced",
                        new Asked(Dialect.R1, ALL, seed + 2),
                        begin,
                        "4 of 6: reinforcement of everything",
                        sizes),
                "pebble-reinforced");
    }

    private void plot() throws IOException {
        Map<String, List<Progress.Point>> runs = new LinkedHashMap<>();
        runs.put("Pebble", Progress.read(folder.resolve("reasoning").resolve("progress.csv")));
        runs.put("Pebble-Zero", Progress.read(folder.resolve("zero").resolve("progress.csv")));
        Plot.draw(runs, folder.resolve("reinforcement.png"));
    }

    /** Asks a model the held-out questions; the report lies beside the checkpoints. */
    void evaluate(Path file, String name) throws IOException {
        evaluate(file, name, configuration.asked());
    }

    private void evaluate(Path file, String name, int asked) throws IOException {
        Files.createDirectories(folder);
        Rollouts.Manner manner = Rollouts.Manner.r1(2 * configuration.reinforcement().longest());
        try (Rollouts rollouts = new Rollouts(file, stopping)) {
            String report = String.valueOf(file.getFileName()).replace(".gguf", "") + ".md";
            new Evaluation(rollouts, manner, seed + 77, out)
                    .report(asked, name, folder.resolve(report));
        }
    }

    /** The cold start as far as it has come, as a model to try. */
    void export() throws IOException {
        Optional<Checkpoint> newest =
                new Checkpoints(folder.resolve("cold-start"), out::println).newest();
        if (newest.isEmpty()) {
            throw new IOException(
                    "There is no checkpoint of the cold start in " + folder + ": train first.");
        }
        out.println("The newest checkpoint is of step " + newest.get().step() + ".");
        writeBoth(newest.get().weights(), "pebble-cold");
    }

    /** Makes a file of the mean of two models' weights (Wortsman et al. 2022). */
    void average(Path one, Path other) throws IOException {
        int context = configuration.shape().context();
        ModelWeights mean =
                ModelWeights.mean(PebbleFile.read(one, context), PebbleFile.read(other, context));
        out.println("Wrote " + write(mean, "pebble") + ".");
    }

    /** One file to ship or to try, one to go on from. */
    private void writeBoth(ModelWeights weights, String name) throws IOException {
        Path file = write(weights, name);
        write(weights, false, "Pebble", name + "-f32");
        out.println("Wrote " + file + " and " + name + "-f32.gguf.");
    }

    /**
     * The lessons of the cold start, packed for a trainer on a graphics processor.
     *
     * @param more a family that {@value #MORE_PERCENT} in a hundred lessons are given to on top
     */
    PackedLessons packedLessons(int tokens, Optional<Family> more) {
        LessonSource usual = LessonSource.generated(Configuration.LONGEST_LESSON);
        return new PackedLessons(
                more.map(family ->
                                LessonSource.mixed(
                                        usual,
                                        LessonSource.of(family, Configuration.LONGEST_LESSON),
                                        MORE_PERCENT))
                        .orElse(usual),
                seed,
                configuration.shape().context(),
                tokens);
    }

    /**
     * Makes files of what a trainer on a graphics processor left: one to ship, one to go on from.
     */
    void importWeights(Path source) throws IOException {
        writeBoth(RawWeights.read(source), "pebble-cold");
    }

    /** Writes a model's weights for such a trainer to go on from. */
    void exportWeights(Path file) throws IOException {
        Path target = folder.resolve("weights");
        RawWeights.write(PebbleFile.read(file, configuration.shape().context()), target);
        out.println("Wrote " + target + ".");
    }

    /** The model after a stage, to be evaluated beside the last. */
    private Path write(ModelWeights model, String name) throws IOException {
        return write(model, true, "Pebble", name);
    }

    private Path write(ModelWeights model, boolean quantized, String title, String name)
            throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".gguf");
        PebbleFile.write(model, quantized, card(title, model.shape()), file);
        return file;
    }

    private static Map<String, String> card(String name, ModelShape shape) {
        return Map.of(
                "name",
                name,
                "description",
                "A byte-level reasoning model of "
                        + shape.size()
                        + " parameters that comes with Ponder. It counts, spells and sorts letters,"
                        + " calculates, compares, solves small puzzles, and declines the rest."
                        + " Measured figures: docs/pebble/MODEL_CARD.md.");
    }
}
