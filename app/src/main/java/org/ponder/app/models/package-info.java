/**
 * Models on this machine: the bundled one, those the user has, those other applications keep, and a
 * list of those that could be had.
 *
 * <p>Folders and files enter, which may be anybody's; entries leave with what a model is, whether
 * it fits this computer, or why it cannot be used. Nothing here loads a model or uses the network.
 * Classes may be used from any thread.
 */
package org.ponder.app.models;
