package org.ponder.engine.tensor.format;

import org.jspecify.annotations.Nullable;
import org.ponder.engine.gguf.GgmlType;

/** Which decoder reads which type. */
public final class BlockDecoders {
    private BlockDecoders() {}

    /** The decoder of a quantized type; null for types that are not quantized or not known. */
    public static @Nullable BlockDecoder of(GgmlType type) {
        return switch (type) {
            case Q4_0 -> SimpleBlocks::q40;
            case Q4_1 -> SimpleBlocks::q41;
            case Q5_0 -> SimpleBlocks::q50;
            case Q5_1 -> SimpleBlocks::q51;
            case Q8_0 -> SimpleBlocks::q80;
            case Q1_0 -> FewBitBlocks::q10;
            case Q2_0 -> FewBitBlocks::q20;
            case TQ1_0 -> FewBitBlocks::tq10;
            case TQ2_0 -> FewBitBlocks::tq20;
            case Q2_K -> LowKBlocks::q2k;
            case Q3_K -> LowKBlocks::q3k;
            case Q4_K -> HighKBlocks::q4k;
            case Q5_K -> HighKBlocks::q5k;
            case Q6_K -> HighKBlocks::q6k;
            case IQ4_NL -> LookupBlocks::iq4nl;
            case IQ4_XS -> LookupBlocks::iq4xs;
            case MXFP4 -> LookupBlocks::mxfp4;
            case NVFP4 -> LookupBlocks::nvfp4;
            case IQ1_S -> Codebook1Blocks::iq1s;
            case IQ1_M -> Codebook1Blocks::iq1m;
            case IQ2_XXS -> Codebook2Blocks::iq2xxs;
            case IQ2_XS -> Codebook2Blocks::iq2xs;
            case IQ2_S -> Codebook2Blocks::iq2s;
            case IQ3_XXS -> Codebook3Blocks::iq3xxs;
            case IQ3_S -> Codebook3Blocks::iq3s;
            default -> null;
        };
    }
}
