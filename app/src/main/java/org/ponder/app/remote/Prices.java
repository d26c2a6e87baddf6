package org.ponder.app.remote;

/**
 * What a server charges for a million tokens, in whatever currency; 0 where it is not known.
 *
 * @param input tokens that are read
 * @param cachedInput tokens that were read before
 * @param output tokens that are written, thoughts included
 */
public record Prices(double input, double cachedInput, double output) {
    /** Nothing is known. */
    public static final Prices UNKNOWN = new Prices(0, 0, 0);

    private static final double MILLION = 1e6;

    public Prices {
        if (!(input >= 0 && cachedInput >= 0 && output >= 0)
                || Double.isInfinite(input + cachedInput + output)) {
            throw new ServerRefused(ServerRefused.Kind.PRICE);
        }
    }

    /** Whether a cost can be told. */
    public boolean known() {
        return input > 0 || output > 0;
    }

    /** What a reply cost. */
    public double of(RemoteUsage usage) {
        int cached = Math.min(usage.cachedTokens(), usage.promptTokens());
        double cachedPrice = cachedInput > 0 ? cachedInput : input;
        return ((usage.promptTokens() - cached) * input
                        + cached * cachedPrice
                        + usage.completionTokens() * output)
                / MILLION;
    }
}
