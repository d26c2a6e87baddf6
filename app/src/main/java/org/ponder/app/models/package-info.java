/**
 * Model files on this machine: the bundled one, and those the user has.
 *
 * <p>Names and folders enter, paths of usable files leave. Nothing here loads a model.
 */
package org.ponder.app.models;
