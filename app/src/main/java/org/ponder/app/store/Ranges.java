package org.ponder.app.store;

/** Refuses values out of range with a sentence that says which. */
final class Ranges {
    private Ranges() {}

    static void require(String name, double value, double least, double most) {
        // Written so that it refuses NaN too.
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "The "
                            + name
                            + " must be "
                            + text(least)
                            + " to "
                            + text(most)
                            + ", not "
                            + text(value)
                            + ".");
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
