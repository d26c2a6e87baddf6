package org.ponder.engine.tensor.format;

/** The k-quants of two and three bits; {@link LowKBlocks} says how they lie. */
final class PairUnpackers {
    private static final long PAIRS = 0x0303_0303_0303_0303L;
    private static final long ONES = 0x0101_0101_0101_0101L;

    private PairUnpackers() {}

    static void q2k(byte[] source, int at, Unpacked target) {
        float d = Bytes.half(source, at + 80);
        float dmin = Bytes.half(source, at + 82);
        for (int group = 0; group < 16; group++) {
            int quants = at + 16 + LowKBlocks.pairByte(group);
            int shift = LowKBlocks.pairShift(group);
            for (int l = 0; l < 16; l += 8) {
                long pairs = (Unpacked.eightOf(source, quants + l) >>> shift) & PAIRS;
                target.eight(group * 16 + l, pairs);
            }
            int scales = source[at + group];
            target.group(group, d * (scales & 0xF), -dmin * ((scales >> 4) & 0xF));
        }
    }

    static void q3k(byte[] source, int at, Unpacked target) {
        float d = Bytes.half(source, at + 108);
        for (int group = 0; group < 16; group++) {
            int quants = at + 32 + LowKBlocks.pairByte(group);
            int thirds = at + group % 2 * 16;
            int shift = LowKBlocks.pairShift(group);
            for (int l = 0; l < 16; l += 8) {
                long pairs = (Unpacked.eightOf(source, quants + l) >>> shift) & PAIRS;
                long third = (Unpacked.eightOf(source, thirds + l) >>> (group / 2)) & ONES;
                target.eight(group * 16 + l, pairs | third << 2);
            }
            float scale = d * (LowKBlocks.scale3(source, at + 96, group) - 32);
            target.group(group, scale, -4 * scale);
        }
    }
}
