package org.ponder.app.store;

import org.ponder.app.server.ServerOptions;

/**
 * Which model is used, and whether the network may be.
 *
 * @param last the model file that was used last; empty is the bundled one
 * @param reopenLast whether it is loaded at the start
 * @param idleMinutes after which an unused model is unloaded; 0 is never
 * @param offline whether every use of the network is refused
 * @param serveAddress where other programs reach the model, when that is switched on
 * @param servePort the same; 0 is any free one
 */
public record ModelSettings(
        String last,
        boolean reopenLast,
        int idleMinutes,
        boolean offline,
        String serveAddress,
        int servePort) {
    private static final int WEEK = 7 * 24 * 60;
    private static final int LONGEST_ADDRESS = 64;
    private static final int MOST_PORT = 65_535;

    public ModelSettings {
        if (serveAddress.isBlank() || serveAddress.length() > LONGEST_ADDRESS) {
            throw new IllegalArgumentException(
                    "The server's address is like 127.0.0.1, not " + serveAddress + ".");
        }
        Ranges.require("server's port", servePort, 0, MOST_PORT);
        Ranges.require("number of idle minutes", idleMinutes, 0, WEEK);
    }

    /** The last model, kept loaded; offline until the user asks for something of the network. */
    public static ModelSettings defaults() {
        return new ModelSettings(
                "", true, 0, true, ServerOptions.USUAL_ADDRESS, ServerOptions.USUAL_PORT);
    }

    /** These with another last model. */
    public ModelSettings withLast(String other) {
        return new ModelSettings(other, reopenLast, idleMinutes, offline, serveAddress, servePort);
    }

    /** These with a model kept for so many minutes. */
    public ModelSettings withIdleMinutes(int other) {
        return new ModelSettings(last, reopenLast, other, offline, serveAddress, servePort);
    }

    /** These with the network shut or open. */
    public ModelSettings withOffline(boolean other) {
        return new ModelSettings(last, reopenLast, idleMinutes, other, serveAddress, servePort);
    }

    /** These with another place for the server. */
    public ModelSettings withServer(String address, int port) {
        return new ModelSettings(last, reopenLast, idleMinutes, offline, address, port);
    }
}
