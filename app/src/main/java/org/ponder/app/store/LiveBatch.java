package org.ponder.app.store;

import org.jspecify.annotations.Nullable;

/**
 * What came of a reply since the last save.
 *
 * @param thought null where no thought came
 * @param answer may be empty
 * @param measures as they are now
 */
record LiveBatch(@Nullable String thought, String answer, LivePieces.Measures measures) {}
