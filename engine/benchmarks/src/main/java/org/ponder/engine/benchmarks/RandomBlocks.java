package org.ponder.engine.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.gguf.TensorData;

/**
 * Random weights, written directly as blocks: random quants under scales that give the weights
 * about the standard deviation of trained ones. The same seed gives the same bytes on any number of
 * processors.
 */
final class RandomBlocks implements TensorData {
    /** Standard deviation of the weights. */
    static final double DEVIATION = 0.02;

    /** Tasks that a piece is divided into. */
    private static final int TASKS = 64;

    private final GgmlType type;
    private final long seed;

    RandomBlocks(GgmlType type, long seed) {
        this.type = type;
        this.seed = seed;
    }

    @Override
    public void fill(long offset, ByteBuffer target) {
        int start = target.position();
        int blocks = target.remaining() / type.blockBytes();
        int blocksOfTask = Math.max(1, Math.ceilDiv(blocks, TASKS));
        IntStream.range(0, Math.ceilDiv(blocks, blocksOfTask))
                .parallel()
                .forEach(task -> {
                    int first = task * blocksOfTask;
                    int count = Math.min(blocksOfTask, blocks - first);
                    int from = start + first * type.blockBytes();
                    ByteBuffer slice = target.slice(from, count * type.blockBytes());
                    // Seeds far apart: neighbouring ones would begin alike.
                    long place = offset + (long) first * type.blockBytes();
                    fill(
                            slice.order(ByteOrder.LITTLE_ENDIAN),
                            new SplittableRandom(seed ^ place * 0x9E3779B97F4A7C15L));
                });
        target.position(target.limit());
    }

    private void fill(ByteBuffer bytes, SplittableRandom random) {
        if (type == GgmlType.F16) {
            while (bytes.hasRemaining()) {
                bytes.putShort(Float.floatToFloat16((float) (DEVIATION * gaussian(random))));
            }
            return;
        }
        while (bytes.remaining() >= Long.BYTES) {
            bytes.putLong(random.nextLong());
        }
        while (bytes.hasRemaining()) {
            bytes.put((byte) random.nextInt());
        }
        for (int at = 0; at < bytes.limit(); at += type.blockBytes()) {
            scales(bytes, at, random);
        }
    }

    private void scales(ByteBuffer bytes, int at, SplittableRandom random) {
        switch (type) {
            case Q4_0 -> scale(bytes, at, DEVIATION / 4.6, random);
            case Q5_0 -> scale(bytes, at, DEVIATION / 9.2, random);
            case Q8_0 -> scale(bytes, at, DEVIATION / 73, random);
            case Q4_K -> {
                // The minimum's scale is 7.5 times the other: the mean of a nibble, so that the
                // mean
                // of the weights is zero.
                scale(bytes, at, DEVIATION / 285, random);
                scale(bytes, at + 2, DEVIATION / 38, random);
            }
            case Q6_K -> scale(bytes, at + 208, DEVIATION / 1350, random);
            default -> throw new IllegalStateException("no random blocks of " + type);
        }
    }

    /** A half-precision number of about the size {@code middle}. */
    private static void scale(ByteBuffer bytes, int at, double middle, SplittableRandom random) {
        double scale = middle * (0.5 + random.nextInt(1 << 16) / 65_536.0);
        bytes.putShort(at, Float.floatToFloat16((float) scale));
    }

    /** Nearly normal: the sum of 12 uniform numbers has deviation 1. */
    private static double gaussian(SplittableRandom random) {
        double sum = -6;
        for (int i = 0; i < 3; i++) {
            long bits = random.nextLong();
            for (int shift = 0; shift < 64; shift += 16) {
                sum += ((bits >>> shift) & 0xFFFF) / 65_536.0;
            }
        }
        return sum;
    }
}
