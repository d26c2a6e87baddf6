/**
 * The command line: arguments and standard input enter, text or JSON leaves on standard output, and
 * one sentence on standard error where something is wrong.
 *
 * <p>A command runs on the calling thread and owns the model it loads. Exit codes are 0, 1 for a
 * failure, 2 for the user's mistake. Nothing here touches JavaFX but the start of the window.
 */
package org.ponder.app.cli;
