package org.ponder.app.models;

/**
 * Whether a model runs well on a computer, and how fast.
 *
 * @param verdict whether it fits the memory
 * @param contextTokens that fit: those that were asked for, or fewer; 0 where the model does not
 * @param neededBytes memory that weights and cache take with that context
 * @param tokensPerSecond to be expected; 0 where it is not known or the model does not fit
 */
public record Fit(Verdict verdict, int contextTokens, long neededBytes, double tokensPerSecond) {

    /** The answer in one word. */
    public enum Verdict {
        /** With the chosen context. */
        FITS,
        /** With a smaller context. */
        FITS_SMALLER,
        /** Not at all, or with a context too small to be of use. */
        TOO_LARGE
    }

    /** The context taken where the user has chosen none. */
    public static final int USUAL_CONTEXT = 8192;

    /** A question and a short thought; less is of no use. */
    static final int LEAST_CONTEXT = 2048;

    /** Share of the memory that the system and other programs leave. */
    private static final double MEMORY_SHARE = 0.85;

    /** Share of Java's memory that one cache may take. */
    private static final double HEAP_SHARE = 0.8;

    /** Java, the window and buffers. */
    private static final long OVERHEAD = 500L << 20;

    /** What decoding reaches of the bandwidth of plain reading. */
    private static final double EFFICIENCY = 0.7;

    /**
     * Judges a model.
     *
     * @param chosenContext tokens; 0 is the usual number
     * @param bandwidth bytes a second; 0 is unknown
     */
    public static Fit of(ModelSummary model, Machine machine, int chosenContext, double bandwidth) {
        return of(
                model.bytes(),
                model.bytesPerToken(),
                model.cacheBytesPerToken(),
                Math.min(model.longestContext(), chosenContext > 0 ? chosenContext : USUAL_CONTEXT),
                machine,
                bandwidth);
    }

    /**
     * Judges by sizes alone, for a model that is not here yet.
     *
     * @param context tokens that are wanted
     */
    static Fit of(
            long bytes,
            long bytesPerToken,
            long cacheBytesPerToken,
            int context,
            Machine machine,
            double bandwidth) {
        long memory = (long) (machine.memoryBytes() * MEMORY_SHARE) - OVERHEAD - bytes;
        long heap = (long) (machine.heapBytes() * HEAP_SHARE);
        long room = Math.min(memory, heap);
        long perToken = Math.max(1, cacheBytesPerToken);
        int fitting = Math.clamp(room / perToken, 0, context);
        if (room <= 0 || fitting < Math.min(LEAST_CONTEXT, context)) {
            return new Fit(
                    Verdict.TOO_LARGE,
                    0,
                    bytes + OVERHEAD + perToken * Math.min(LEAST_CONTEXT, context),
                    0);
        }
        double speed = bytesPerToken > 0 ? bandwidth * EFFICIENCY / bytesPerToken : 0;
        return new Fit(
                fitting == context ? Verdict.FITS : Verdict.FITS_SMALLER,
                fitting == context ? context : fitting / 256 * 256,
                bytes + OVERHEAD + perToken * fitting,
                speed);
    }
}
