/**
 * The model files that Ponder knows of.
 *
 * <p>Names and folders enter, paths of usable files leave. Nothing here loads a model.
 */
package org.ponder.app.models;
