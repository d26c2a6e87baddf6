package org.ponder.engine.trainer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights of another trainer arrive as they were left, or one sentence says what is wrong. */
final class RawWeightsTest {
    private static final ModelShape TINY = new ModelShape(2, 64, 2, 96, 256);

    @TempDir Path folder;
    private final ModelWeights weights = ModelWeights.random(TINY, 3);

    @BeforeEach
    void leave() throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(TINY.size()) * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (ModelShape.Parameter parameter : TINY.parameters()) {
            for (float value : weights.of(parameter.name())) {
                bytes.putFloat(value);
            }
        }
        byte[] all = bytes.array();
        int cut = 100_001; // In the middle of a number.
        Files.write(folder.resolve("weights.00"), Arrays.copyOf(all, cut));
        Files.write(folder.resolve("weights.01"), Arrays.copyOfRange(all, cut, all.length));
        Files.writeString(
                folder.resolve("shape.properties"),
                "layers=2\nwidth=64\nheads=2\nfeedForward=96\ncontext=256\n");
    }

    @Test
    void partsAreOneBehindTheOther() throws IOException {
        ModelWeights read = RawWeights.read(folder);
        assertEquals(TINY, read.shape());
        for (ModelShape.Parameter parameter : TINY.parameters()) {
            assertArrayEquals(weights.of(parameter.name()), read.of(parameter.name()));
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        ModelWeights other = ModelWeights.random(new ModelShape(1, 64, 2, 96, 256), 5);
        RawWeights.write(other, folder); // Over a model that had two parts.
        ModelWeights read = RawWeights.read(folder);
        assertEquals(other.shape(), read.shape());
        for (ModelShape.Parameter parameter : other.shape().parameters()) {
            assertArrayEquals(other.of(parameter.name()), read.of(parameter.name()));
        }
    }

    @Test
    void aMissingPartIsTold() throws IOException {
        Files.delete(folder.resolve("weights.01"));
        assertTrue(told().contains("100001 bytes"), told());
    }

    @Test
    void aWrongNumberIsTold() throws IOException {
        Files.writeString(folder.resolve("shape.properties"), "layers=two\n");
        assertTrue(told().contains("layers"), told());
    }

    @Test
    void partsOfTwoModelsAreTold() throws IOException {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(folder.resolve("weights.00")));
        sum.update(Files.readAllBytes(folder.resolve("weights.01")));
        Files.writeString(
                folder.resolve("shape.properties"),
                "crc32=%08x\n".formatted(sum.getValue()),
                StandardOpenOption.APPEND);
        assertEquals(TINY, RawWeights.read(folder).shape());
        byte[] part = Files.readAllBytes(folder.resolve("weights.01"));
        part[5] ^= 1;
        Files.write(folder.resolve("weights.01"), part);
        assertTrue(told().contains("together"), told());
    }

    @Test
    void aMissingFolderIsTold() {
        Path none = folder.resolve("none");
        String message =
                String.valueOf(
                        assertThrows(IOException.class, () -> RawWeights.read(none)).getMessage());
        assertTrue(message.startsWith("There are no weights in " + none), message);
    }

    @Test
    void theMeanOfTwoModelsLiesBetweenThem() {
        ModelWeights other = ModelWeights.random(TINY, 4);
        ModelWeights mean = ModelWeights.mean(weights, other);
        for (ModelShape.Parameter parameter : TINY.parameters()) {
            float[] expected = weights.of(parameter.name()).clone();
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (expected[i] + other.of(parameter.name())[i]) / 2;
            }
            assertArrayEquals(expected, mean.of(parameter.name()), parameter.name());
        }
        ModelWeights larger = ModelWeights.random(new ModelShape(3, 64, 2, 96, 256), 4);
        assertThrows(IllegalArgumentException.class, () -> ModelWeights.mean(weights, larger));
    }

    private String told() {
        return String.valueOf(
                assertThrows(IOException.class, () -> RawWeights.read(folder)).getMessage());
    }
}
