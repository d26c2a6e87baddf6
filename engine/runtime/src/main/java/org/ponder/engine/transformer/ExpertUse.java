package org.ponder.engine.transformer;

import java.time.Duration;

/**
 * How experts came into memory, since the model was loaded.
 *
 * @param limit bytes that experts may take
 * @param found uses of experts that were in memory
 * @param read uses of experts that had to be read from the file
 * @param bytesRead of those
 * @param waited time in which nothing else was done
 */
public record ExpertUse(long limit, long found, long read, long bytesRead, Duration waited) {

    /** What came between two moments. */
    public ExpertUse since(ExpertUse before) {
        return new ExpertUse(
                limit,
                found - before.found,
                read - before.read,
                bytesRead - before.bytesRead,
                waited.minus(before.waited));
    }
}
