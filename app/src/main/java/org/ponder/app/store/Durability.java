package org.ponder.app.store;

/**
 * How far a commit goes before it counts. The write-ahead log is written through the operating
 * system in both cases, so a process that is killed loses neither; they differ when the power
 * fails.
 */
enum Durability {
    /** On the disk itself. For everything a person typed or chose, and the end of a reply. */
    DISK,
    /**
     * Handed to the operating system. For a reply that streams, whose pieces come several times a
     * second: a power failure may cost those since the last commit of the other kind, never more,
     * and never the database's consistency.
     */
    SYSTEM
}
