/**
 * Brings model files from servers, when the user asks for it.
 *
 * <p>Addresses enter; whole, verified files leave, in one step, in the folder for models. What is
 * not whole yet lies in a folder of its own beside a note of what is there, so that it can be gone
 * on with. Servers are not trusted: each answer is checked against what was asked for.
 */
package org.ponder.app.download;
