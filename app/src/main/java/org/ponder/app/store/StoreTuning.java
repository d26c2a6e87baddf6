package org.ponder.app.store;

import java.time.Clock;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What a store is built with.
 *
 * @param clock for dates
 * @param pace of saving replies
 * @param schema of the database
 * @param problems told when a reply cannot be saved at the moment
 */
record StoreTuning(
        InstantSource clock,
        LiveWriter.Pace pace,
        Schema schema,
        Consumer<StoreException> problems) {

    static StoreTuning usual(Consumer<StoreException> problems) {
        return new StoreTuning(
                Clock.systemUTC(), LiveWriter.Pace.usual(), Schema.current(), problems);
    }
}
