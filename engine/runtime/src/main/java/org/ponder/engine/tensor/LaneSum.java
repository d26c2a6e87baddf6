package org.ponder.engine.tensor;

import static org.ponder.engine.tensor.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * The sum of a vector's lanes, in one order. Java leaves the order of its own reduction open, and
 * takes another one once code is compiled: the same input would have two results.
 *
 * <p>Lane by lane this is little code. Java compiles it into those who call it only as long as its
 * own code is small, and else puts each vector into an object for it.
 */
final class LaneSum {
    private LaneSum() {}

    static float of(FloatVector vector) {
        return (fourth(vector, 0) + fourth(vector, 2)) + (fourth(vector, 1) + fourth(vector, 3));
    }

    /** The sum of each fourth lane. */
    private static float fourth(FloatVector vector, int lane) {
        return switch (WIDTH) {
            case 16 ->
                    (vector.lane(lane) + vector.lane(lane + 8))
                            + (vector.lane(lane + 4) + vector.lane(lane + 12));
            case 8 -> vector.lane(lane) + vector.lane(lane + 4);
            default -> vector.lane(lane);
        };
    }
}
