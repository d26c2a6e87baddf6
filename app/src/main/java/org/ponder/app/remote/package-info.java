/**
 * A model on a server that the user runs or names, spoken to as OpenAI's chat completions.
 *
 * <p>A conversation enters and leaves this computer; the same events come back that the engine
 * gives, so that the window shows both alike. Off until the user sets a server up. Replies are made
 * on the model's thread, which owns the connection while it lasts. Keys are kept encrypted.
 */
package org.ponder.app.remote;
