/**
 * Reads the Markdown that models write.
 *
 * <p>Text enters, all at once or in pieces as it streams; flat blocks leave, ready to be listed one
 * below the other: nesting is kept as an indent, a marker and a quote depth on each block. Nothing
 * here knows of the window, runs scripts, or fetches anything; HTML is shown as the text it is.
 */
package org.ponder.app.markdown;
