/**
 * The one door to the network. While it is shut no HTTP client exists, so nothing can connect.
 *
 * <p>The user's switch enters; a client leaves, or a refusal. Nothing else in Ponder makes clients
 * or sockets, but the local server, which listens and never connects.
 */
package org.ponder.app.network;
