package org.ponder.engine.trainer.recipe;

/**
 * How fast is learned at each step: a short rise, a plateau, and a straight way down to 0. Until
 * the way down begins the rate does not depend on how many steps there will be, so a run may be
 * made longer or shorter while it goes.
 *
 * @param steps in all
 * @param peak the plateau's rate
 * @param rise steps of the rise
 * @param fall share of the steps, 0 to 1, on the way down
 */
record Schedule(int steps, double peak, int rise, double fall) {
    double rate(int step) {
        double up = Math.min(1, (step + 1.0) / Math.max(1, rise));
        double down = Math.min(1, (steps - step) / Math.max(1, fall * steps));
        return peak * Math.min(up, Math.max(0, down));
    }
}
