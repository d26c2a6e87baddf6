package org.ponder.app.cli;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.chat.OverflowPolicy;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.sampling.SamplingSettings;
import picocli.CommandLine.Option;

/** The options that say how a reply is made; the defaults are R1's. */
final class ReplyFlags {
    @Option(
            names = "--think",
            paramLabel = "on|off",
            defaultValue = "on",
            description = "Whether the model thinks before it answers (default: on).")
    private Switch think;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "Close the thought after N tokens and go on to the answer.")
    private int budget;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "Stop after N tokens of thought and answer together.")
    private int maxTokens;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Same seed, same text on the same computer (default: a new one).")
    private @Nullable Long seed;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0.6",
            description = "0 is the most likely token at every step (default: 0.6).")
    private double temperature;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "0.95",
            description = "Draw from the likeliest tokens that make up P (default: 0.95).")
    private double topP;

    @Option(names = "--top-k", paramLabel = "K", description = "Draw from the K likeliest tokens.")
    private int topK;

    @Option(
            names = "--min-p",
            paramLabel = "P",
            description = "Leave out tokens less likely than P times the likeliest.")
    private double minP;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "R",
            defaultValue = "1",
            description = "Make recent tokens less likely (default: 1, not at all).")
    private double repetitionPenalty;

    /** An option that is on or off. */
    enum Switch {
        ON,
        OFF
    }

    /** The options of one reply; a new seed each time where the user gave none. */
    ReplyOptions toOptions() {
        try {
            return new ReplyOptions(
                    new SamplingSettings(
                            temperature,
                            topK,
                            topP,
                            minP,
                            repetitionPenalty,
                            seed != null ? seed : ThreadLocalRandom.current().nextLong()),
                    think == Switch.ON,
                    budget,
                    maxTokens,
                    OverflowPolicy.FAIL);
        } catch (IllegalArgumentException e) {
            throw new UserMistake(String.valueOf(e.getMessage()), e);
        }
    }
}
