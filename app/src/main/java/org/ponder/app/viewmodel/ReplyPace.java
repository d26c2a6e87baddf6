package org.ponder.app.viewmodel;

import java.time.Duration;
import java.time.InstantSource;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import org.ponder.engine.reply.ReplyStats;

/** How fast a prompt is read and a reply is made. */
final class ReplyPace {
    /** Until then an estimate is a guess. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final ReadOnlyDoubleWrapper rate = new ReadOnlyDoubleWrapper();
    private long readSince = -1;
    private int readBefore;
    private long answeredSince = -1;
    private int answeredBefore;

    ReplyPace(InstantSource clock) {
        this.clock = clock;
    }

    /** The model begins, or goes on. */
    void begin() {
        readSince = -1;
        answeredSince = -1;
    }

    /**
     * So much of the prompt is read; the time that the rest will take, zero while none can tell.
     */
    Duration reading(int tokens, int total) {
        if (readSince < 0) {
            readSince = clock.millis();
            readBefore = tokens;
            return Duration.ZERO;
        }
        long spent = clock.millis() - readSince;
        int read = tokens - readBefore;
        return spent < SOON.toMillis() || read <= 0
                ? Duration.ZERO
                : Duration.ofMillis(spent * (total - tokens) / read);
    }

    /** A thought is so long after that time, by the engine's clock. */
    void thinking(Duration spent, int tokens) {
        double seconds = spent.toNanos() / 1e9;
        if (seconds > 0) {
            rate.set(tokens / seconds);
        }
    }

    /** An answer has so many tokens. */
    void answering(int tokens) {
        if (answeredSince < 0) {
            answeredSince = clock.millis();
            answeredBefore = tokens;
            return;
        }
        long spent = clock.millis() - answeredSince;
        if (spent >= SOON.toMillis()) {
            rate.set((tokens - answeredBefore) * 1000.0 / spent);
        }
    }

    /** What the engine measured of the whole. */
    void finished(ReplyStats stats) {
        rate.set(stats.decodeTokensPerSecond());
    }

    /** Tokens per second. */
    ReadOnlyDoubleProperty rateProperty() {
        return rate.getReadOnlyProperty();
    }
}
