package org.ponder.engine.tensor.format;

import org.jspecify.annotations.Nullable;
import org.ponder.engine.gguf.GgmlType;

/** Which unpacker reads which type. */
public final class BlockUnpackers {
    private static final byte[] IQ4 = {
        -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113
    };
    private static final byte[] E2M1 = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};

    private BlockUnpackers() {}

    /** The unpacker of a type; null for types that have none. */
    public static @Nullable BlockUnpacker of(GgmlType type) {
        return switch (type) {
            case Q4_1 -> NibbleUnpackers::q41;
            case Q5_1 -> NibbleUnpackers::q51;
            case IQ4_NL -> NibbleUnpackers::iq4nl;
            case IQ4_XS -> NibbleUnpackers::iq4xs;
            case MXFP4 -> NibbleUnpackers::mxfp4;
            case Q2_K -> PairUnpackers::q2k;
            case Q3_K -> PairUnpackers::q3k;
            case IQ1_S -> CodebookUnpackers::iq1s;
            case IQ1_M -> CodebookUnpackers::iq1m;
            case IQ2_XXS -> CodebookUnpackers::iq2xxs;
            case IQ2_XS -> CodebookUnpackers::iq2xs;
            case IQ2_S -> CodebookUnpackers::iq2s;
            case IQ3_XXS -> CodebookUnpackers::iq3xxs;
            case IQ3_S -> CodebookUnpackers::iq3s;
            default -> null;
        };
    }

    /** The 16 integers that a type's quants are numbers of; null where they are integers. */
    public static byte @Nullable [] table(GgmlType type) {
        return switch (type) {
            case IQ4_NL, IQ4_XS -> IQ4.clone();
            case MXFP4 -> E2M1.clone();
            default -> null;
        };
    }
}
