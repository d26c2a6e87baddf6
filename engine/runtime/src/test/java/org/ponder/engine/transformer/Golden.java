package org.ponder.engine.transformer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads recorded results and compares with them. */
final class Golden {
    private Golden() {}

    static JsonNode json(Path file) {
        return JsonMapper.shared().readTree(file.toFile());
    }

    static int[] ids(JsonNode array) {
        int[] ids = new int[array.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = array.get(i).asInt();
        }
        return ids;
    }

    /** Little-endian floats. */
    static float[] floats(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            float[] values = new float[bytes.remaining() / Float.BYTES];
            bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double largestDifference(float[] expected, float[] actual) {
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) expected[i] - actual[i]);
            if (!(difference <= largest)) { // so that a NaN counts
                largest = difference;
            }
        }
        return largest;
    }

    /** Root mean square of the difference over the standard deviation of what is expected. */
    static double normalisedError(float[] expected, float[] actual) {
        double mean = 0;
        for (float value : expected) {
            mean += value / (double) expected.length;
        }
        double variance = 0;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            variance += Math.pow(expected[i] - mean, 2);
            error += Math.pow((double) expected[i] - actual[i], 2);
        }
        return Math.sqrt(error / variance);
    }

    /** The most likely continuation. */
    static int[] greedy(Transformer model, int[] prompt, int tokens) {
        KvCache cache = model.newCache(prompt.length + tokens);
        float[] logits = model.forward(prompt, 0, prompt.length, cache);
        int[] greedy = new int[tokens];
        for (int i = 0; i < tokens; i++) {
            greedy[i] = largest(logits);
            logits = model.forward(greedy, i, i + 1, cache);
        }
        return greedy;
    }

    /**
     * Of the tokens of a continuation, given those before them, the share whose logit is at most
     * {@code deviations} standard deviations of all logits below the best.
     */
    static double nearBest(Transformer model, int[] prompt, int[] continuation, double deviations) {
        KvCache cache = model.newCache(prompt.length + continuation.length);
        float[] logits = model.forward(prompt, 0, prompt.length, cache);
        int near = 0;
        for (int i = 0; i < continuation.length; i++) {
            double sum = 0;
            double squares = 0;
            for (float logit : logits) {
                sum += logit;
                squares += (double) logit * logit;
            }
            double mean = sum / logits.length;
            double deviation = Math.sqrt(squares / logits.length - mean * mean);
            double below = (double) logits[largest(logits)] - logits[continuation[i]];
            near += below <= deviations * deviation ? 1 : 0;
            logits = model.forward(continuation, i, i + 1, cache);
        }
        return (double) near / continuation.length;
    }

    static int largest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
