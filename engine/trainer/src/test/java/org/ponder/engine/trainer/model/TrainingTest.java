package org.ponder.engine.trainer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.chat.LanguageModel;
import org.ponder.engine.chat.LoadOptions;
import org.ponder.engine.trainer.lesson.Batches;
import org.ponder.engine.trainer.lesson.Lesson;
import org.ponder.engine.trainer.lesson.LessonSource;
import org.ponder.engine.trainer.lesson.PolicyBatches;
import org.ponder.engine.trainer.lesson.Sampled;
import org.ponder.engine.trainer.puzzle.Family;
import org.ponder.engine.trainer.puzzle.Split;

/** The trainer computes what the engine computes, learns, and learns the same after a kill. */
@WithPyTorch
final class TrainingTest {
    private static final ModelShape TINY = new ModelShape(2, 64, 2, 96, 640);

    @TempDir Path folder;

    private static List<Batch> batches(int step) {
        return new Batches(LessonSource.generated(300), 2, 640).of(step, 600, 600);
    }

    @Test
    void logitsAreTheEngines() throws IOException {
        ModelWeights weights = ModelWeights.random(TINY, 7);
        new Random(1)
                .ints(192, 0, 100)
                .forEach(i -> weights.of("blk.1.attn_qkv.bias")[i] = i / 100f - 0.5f);
        Path file = folder.resolve("parity.gguf");
        PebbleFile.write(weights, false, Map.of(), file);
        int[] ids = Lesson.of(Family.COUNT.make(Split.TRAIN, new Random(4))).ids();
        int length = ids.length - 1;
        int[] positions = new int[length];
        for (int i = 0; i < length; i++) {
            positions[i] = i;
        }
        Batch batch = new Batch(new int[][] {ids}, new int[][] {positions}, new float[1][length]);
        try (Net net = new Net(weights, false);
                NDManager arrays = NDManager.newBaseManager();
                LanguageModel model =
                        LanguageModel.load(file, LoadOptions.defaults().withThreads(1))) {
            float[] ours = net.logits(batch, arrays).toFloatArray();
            float[][] engines =
                    model.transformer()
                            .forwardAll(ids, 0, length, model.transformer().newCache(length));
            for (int t = 0; t < length; t++) {
                for (int v = 0; v < Vocabulary.SIZE; v++) {
                    assertEquals(engines[t][v], ours[t * Vocabulary.SIZE + v], 1e-3f);
                }
            }
        }
    }

    @Test
    void everyParameterGetsAGradientAndTheLossFalls() {
        ModelWeights start = ModelWeights.random(TINY, 1);
        try (Learner learner = new Learner(start)) {
            double first = learner.step(batches(0), 3e-3);
            double last = first;
            for (int i = 0; i < 15; i++) {
                last = learner.step(batches(0), 3e-3);
            }
            assertTrue(last < 0.7 * first, first + " to " + last);
            ModelWeights now = learner.weights();
            for (ModelShape.Parameter parameter : TINY.parameters()) {
                float[] before = start.of(parameter.name());
                float[] after = now.of(parameter.name());
                double moved = 0;
                for (int i = 0; i < before.length; i++) {
                    moved += Math.abs(after[i] - before[i]);
                }
                assertTrue(moved / before.length > 1e-5, parameter.name());
            }
        }
    }

    @Test
    void aStepLearnsAlikeHoweverItsLessonsArePacked() {
        ModelWeights start = ModelWeights.random(TINY, 1);
        Batches lessons = new Batches(LessonSource.generated(300), 2, 640);
        ModelWeights packed = afterOneStep(start, lessons.of(0, 1200, 4000));
        ModelWeights apart = afterOneStep(start, lessons.of(0, 1200, 300));
        for (ModelShape.Parameter parameter : TINY.parameters()) {
            assertArrayEquals(packed.of(parameter.name()), apart.of(parameter.name()), 2e-4f);
        }
    }

    private static ModelWeights afterOneStep(ModelWeights start, List<Batch> batches) {
        try (Learner learner = new Learner(start)) {
            learner.step(batches, 1e-3);
            return learner.weights();
        }
    }

    @Test
    void muonBringsAllSingularValuesNearOne() {
        try (NDManager arrays = NDManager.newBaseManager()) {
            float[] values = new float[2 * 6 * 9];
            Random random = new Random(5);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() * (i % 9 + 1);
            }
            for (Shape shape : List.of(new Shape(2, 6, 9), new Shape(2, 9, 6))) {
                NDArray straight = Muon.orthogonal(arrays.create(values, shape), arrays);
                boolean tall = shape.get(1) > shape.get(2);
                NDArray turned = straight.transpose(0, 2, 1);
                float[] gram =
                        (tall ? turned.matMul(straight) : straight.matMul(turned)).toFloatArray();
                for (int m = 0; m < 2; m++) {
                    double trace = 0;
                    for (int i = 0; i < 6; i++) {
                        trace += gram[m * 36 + i * 7];
                    }
                    assertEquals(6, trace, 2.5, "squares of six singular values");
                    for (int i = 0; i < 36; i++) {
                        double wanted = i % 7 == 0 ? 1 : 0;
                        assertEquals(wanted, gram[m * 36 + i], 0.6, "entry " + i);
                    }
                }
            }
        }
    }

    @Test
    void goingOnFromACheckpointGivesTheSameModel() throws IOException {
        ModelWeights straight;
        Checkpoint half;
        try (Learner learner = new Learner(ModelWeights.random(TINY, 1))) {
            learner.step(batches(0), 1e-3);
            learner.step(batches(1), 1e-3);
            Checkpoints checkpoints = new Checkpoints(folder, notice -> {});
            checkpoints.save(learner.checkpoint(2));
            half = checkpoints.newest().orElseThrow();
            learner.step(batches(2), 1e-3);
            straight = learner.weights();
        }
        try (Learner learner = new Learner(half)) {
            learner.step(batches(2), 1e-3);
            ModelWeights resumed = learner.weights();
            for (ModelShape.Parameter parameter : TINY.parameters()) {
                assertArrayEquals(
                        straight.of(parameter.name()), resumed.of(parameter.name()), 1e-5f);
            }
        }
    }

    @Test
    void reinforcementMakesTheBetterReplyLikelier() {
        ModelWeights start = ModelWeights.random(TINY, 3);
        int[] prompt = Lesson.prompt("Hi");
        Lesson good = Lesson.of(prompt, new int[] {'a', 'b', Vocabulary.END});
        Lesson bad = Lesson.of(prompt, new int[] {'c', 'd', Vocabulary.END});
        List<PolicyBatch> batches =
                PolicyBatches.of(List.of(new Sampled(good, 1, 1), new Sampled(bad, 0, 1)), 2, 1024);
        float before = first(start, batches.getFirst().batch());
        try (PolicyLearner learner =
                new PolicyLearner(start, new PolicyLearner.Settings(0.2, 0.02))) {
            assertEquals(0, learner.step(List.of(batches), 1e-3).divergence(), 1e-6, "no step yet");
            double divergence = learner.step(List.of(batches, batches), 1e-3).divergence();
            assertTrue(divergence > 0, "divergence " + divergence);
            float after = first(learner.weights(), batches.getFirst().batch());
            assertTrue(after > before, before + " to " + after);
        }
    }

    /** Log-probability of the first token of the good reply less that of the bad one. */
    private static float first(ModelWeights weights, Batch batch) {
        try (Net net = new Net(weights, false);
                NDManager arrays = NDManager.newBaseManager()) {
            float[] all = net.targetLogProbabilities(batch, arrays).toFloatArray();
            int at = Lesson.prompt("Hi").length - 1;
            return all[at] - all[batch.length() + at];
        }
    }
}
