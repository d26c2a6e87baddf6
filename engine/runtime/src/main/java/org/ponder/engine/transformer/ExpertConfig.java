package org.ponder.engine.transformer;

import org.ponder.engine.gguf.GgufFormatException;

/**
 * Mixture of experts.
 *
 * @param count experts of a layer; 0 in a dense model
 * @param used experts that each token is sent to
 * @param feedForward inner width of one expert
 * @param shared experts that every token is sent to, kept in the file as one wide one
 * @param leadingDense layers at the start that have no experts
 * @param routing how experts are chosen and weighted
 */
public record ExpertConfig(
        int count, int used, int feedForward, int shared, int leadingDense, Routing routing) {

    /**
     * How a router's scores choose and weight experts.
     *
     * @param sigmoid scores by sigmoid; softmax where false
     * @param normalize whether the chosen weights are divided by their sum
     * @param scale multiplies the weights
     * @param groups parts the experts are divided in, of which the best {@code groupsUsed} are
     *     looked at; 1 for no division
     * @param groupsUsed parts that stay
     */
    public record Routing(
            boolean sigmoid, boolean normalize, float scale, int groups, int groupsUsed) {}

    /** These experts with their weights divided by their sum, where the file does not say so. */
    ExpertConfig normalized() {
        Routing summedToOne =
                new Routing(
                        routing.sigmoid(),
                        true,
                        routing.scale(),
                        routing.groups(),
                        routing.groupsUsed());
        return new ExpertConfig(count, used, feedForward, shared, leadingDense, summedToOne);
    }

    /** These experts with another inner width, where the file tells it under another name. */
    ExpertConfig wide(int inner) {
        return new ExpertConfig(count, used, inner, shared, leadingDense, routing);
    }

    /** A dense model. */
    static final ExpertConfig NONE =
            new ExpertConfig(0, 0, 0, 0, 0, new Routing(false, false, 1f, 1, 1));

    static ExpertConfig of(Keys keys) throws GgufFormatException {
        int count = keys.size("expert_count", 0);
        if (count == 0) {
            return NONE;
        }
        int used = keys.size("expert_used_count");
        int groups = Math.max(1, keys.size("expert_group_count", 1));
        int groupsUsed = Math.max(1, keys.size("expert_group_used_count", groups));
        if (used > count) {
            throw keys.fault(
                    "expert_used_count", used + " of " + count + " experts cannot be used");
        }
        if (count % groups != 0 || groupsUsed > groups || used > count / groups * groupsUsed) {
            throw keys.fault(
                    "expert_group_count",
                    groupsUsed
                            + " of "
                            + groups
                            + " groups of "
                            + count
                            + " experts cannot give "
                            + used);
        }
        int gating = keys.size("expert_gating_func", 0);
        float scale = keys.number("expert_weights_scale", 1f);
        int feedForward = keys.size("expert_feed_forward_length", 0);
        return new ExpertConfig(
                count,
                used,
                feedForward,
                keys.sideBySide(
                        "expert_shared_count", keys.size("expert_shared_count", 0), feedForward),
                keys.size("leading_dense_block_count", 0),
                new Routing(
                        gating == 2,
                        keys.flag("expert_weights_norm", false),
                        scale == 0 ? 1 : scale, // some converters write 0 for none
                        groups,
                        groupsUsed));
    }
}
