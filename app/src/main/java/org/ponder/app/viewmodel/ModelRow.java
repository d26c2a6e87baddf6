package org.ponder.app.viewmodel;

import org.jspecify.annotations.Nullable;
import org.ponder.app.models.Fit;
import org.ponder.app.models.LibraryEntry;

/**
 * A model of the library as it is listed.
 *
 * @param entry what it is
 * @param fit whether it runs here; null where it cannot be used at all
 * @param standard whether Ponder starts with it
 */
public record ModelRow(LibraryEntry entry, @Nullable Fit fit, boolean standard) {}
