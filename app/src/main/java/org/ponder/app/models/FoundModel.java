package org.ponder.app.models;

import java.nio.file.Path;

/**
 * A file that should be a model; whether it is one is not known yet.
 *
 * @param file the model, or its first part
 * @param name to show until its own is known
 * @param keeper in whose place it lies
 */
public record FoundModel(Path file, String name, Place.Keeper keeper) {}
