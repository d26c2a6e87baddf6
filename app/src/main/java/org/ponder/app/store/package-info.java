/**
 * Keeps what a person would miss: conversations in an SQLite database, settings in a JSON file.
 *
 * <p>Questions, reply events and settings enter; light rows, message paths, search hits and notices
 * leave. Everything lives in one {@link org.ponder.app.store.DataFolder}.
 *
 * <p>Threads: every method but {@link org.ponder.app.store.ReplyRecorder#accept} and {@link
 * org.ponder.app.store.SettingsSaver#save} may wait for the disk, so none belongs on the window's
 * thread; all are safe to call from any other. The store owns one thread, which writes replies
 * while they stream and erases what was purged. Several processes may work on the same folder at
 * once.
 *
 * <p>Whoever opens a store closes it; a process that dies without doing so loses nothing that was
 * saved.
 */
@NullMarked
package org.ponder.app.store;

import org.jspecify.annotations.NullMarked;
