/**
 * The local server: other programs on this computer talk to the loaded model as they would to
 * OpenAI's chat completions.
 *
 * <p>HTTP requests enter and are not trusted; JSON leaves, whole or as server-sent events. One
 * thread makes all replies, one after the other; each request has a thread of its own that writes,
 * so that a slow reader holds up nobody. The model belongs to whoever started the server.
 */
package org.ponder.app.server;
