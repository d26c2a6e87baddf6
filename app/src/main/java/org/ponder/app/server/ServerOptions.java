package org.ponder.app.server;

import java.net.InetAddress;
import java.time.Duration;

/**
 * How the server behaves.
 *
 * @param address to listen on
 * @param host its name, as clients may write it
 * @param port 0 is any free one
 * @param key that clients must give; empty is none, which only a loopback address allows
 * @param contextTokens of each conversation; 0 is what suits the model
 * @param limits of what clients may take
 */
public record ServerOptions(
        InetAddress address, String host, int port, String key, int contextTokens, Limits limits) {
    /** Where it listens unless another place is wanted: this computer alone. */
    public static final String USUAL_ADDRESS = "127.0.0.1";

    /** The port it listens on unless another is wanted. */
    public static final int USUAL_PORT = 11_500;

    /** The largest port there is. */
    public static final int MOST_PORT = 65_535;

    /**
     * What clients may take.
     *
     * @param bodyBytes of one request
     * @param waiting requests that wait for their turn
     * @param reading time to send a request
     * @param replying time for one reply
     */
    public record Limits(int bodyBytes, int waiting, Duration reading, Duration replying) {

        /** Enough for long conversations and long thoughts. */
        public static Limits defaults() {
            return new Limits(8 << 20, 16, Duration.ofSeconds(30), Duration.ofMinutes(60));
        }
    }

    public ServerOptions {
        if (port < 0 || port > MOST_PORT) {
            throw new IllegalArgumentException(
                    "The port must be 0 (any) to " + MOST_PORT + ", not " + port + ".");
        }
        if (key.isEmpty() && !address.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "The address "
                            + host
                            + " can be reached from other computers, so an API key is needed: give"
                            + " one, or listen on "
                            + USUAL_ADDRESS
                            + ".");
        }
    }
}
