package org.ponder.app.session;

import java.time.Duration;
import org.ponder.engine.transformer.ExpertUse;

/**
 * What a reply has waited for whose model reads experts from the disk as they are needed.
 *
 * @param memory bytes that experts may take
 * @param found share of the experts that were in memory when they were needed
 * @param waited share of the reply's time in which nothing was done but wait for the disk
 */
public record ExpertReading(long memory, double found, double waited) {

    /** What came of the experts that were used within some time. */
    static ExpertReading of(ExpertUse use, Duration spent) {
        double uses = Math.max(1, use.found() + use.read());
        double nanos = Math.max(1, spent.toNanos());
        return new ExpertReading(
                use.limit(), use.found() / uses, Math.min(1, use.waited().toNanos() / nanos));
    }

    /** Whether the disk is what the reply mostly waits for; it is the memory otherwise. */
    public boolean boundByDisk() {
        return waited > 0.5;
    }
}
