package org.ponder.app.store;

import org.jspecify.annotations.Nullable;

/**
 * What came of a reply since the last save.
 *
 * @param thought null where no thought came
 * @param answer may be empty
 * @param measures as they are now
 * @param turnsLeftOut how many turns the model was not given; 0 where that is not news
 * @param takenOver tokens of the thought that were there before; 0 where that is not news
 */
record LiveBatch(
        @Nullable String thought,
        String answer,
        LivePieces.Measures measures,
        int turnsLeftOut,
        int takenOver) {}
