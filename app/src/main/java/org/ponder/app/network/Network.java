package org.ponder.app.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives HTTP clients while Ponder is online, and ends them when it goes offline. Thread-safe. */
public final class Network implements AutoCloseable {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final int MOST_PORT = 65_535;

    private boolean offline = true;
    private String proxy = "";
    private @Nullable HttpClient client;

    /** Offline, until it is told otherwise. */
    public Network() {}

    /** Whether nothing can connect. */
    public synchronized boolean offline() {
        return offline;
    }

    /** Opens or shuts the door; shutting it ends every connection there is. */
    public synchronized void setOffline(boolean shut) {
        offline = shut;
        if (shut) {
            drop();
        }
    }

    /**
     * Goes through a proxy from now on.
     *
     * @param hostAndPort such as {@code proxy.example:3128}; empty is the one of Java and the
     *     system
     * @throws IllegalArgumentException with one sentence, where it is not that
     */
    public synchronized void setProxy(String hostAndPort) {
        if (!hostAndPort.isBlank()) {
            address(hostAndPort.strip());
        }
        if (!proxy.equals(hostAndPort.strip())) {
            proxy = hostAndPort.strip();
            drop();
        }
    }

    private static InetSocketAddress address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        try {
            int port = Integer.parseInt(hostAndPort.substring(colon + 1));
            if (colon > 0 && port > 0 && port <= MOST_PORT) {
                return InetSocketAddress.createUnresolved(hostAndPort.substring(0, colon), port);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "A proxy is written as host:port, such as proxy.example:3128, not "
                        + hostAndPort
                        + ".");
    }

    /**
     * The client; it follows no redirects by itself.
     *
     * @throws OfflineException while Ponder is offline
     */
    public synchronized HttpClient client() throws OfflineException {
        if (offline) {
            throw new OfflineException();
        }
        HttpClient open = client;
        if (open == null) {
            HttpClient.Builder builder =
                    HttpClient.newBuilder()
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(CONNECT);
            if (!proxy.isEmpty()) {
                builder.proxy(new OwnProxy(ProxySelector.of(address(proxy))));
            }
            open = builder.build();
            client = open;
        }
        return open;
    }

    /** Whether an address is of this computer itself, so that nothing sent there leaves it. */
    public static boolean isThisComputer(URI address) {
        return HERE.contains(String.valueOf(address.getHost()).toLowerCase(Locale.ROOT));
    }

    /** A proxy of the user's own, which has no business with this computer itself. */
    private static final class OwnProxy extends ProxySelector {
        private final ProxySelector proxy;

        OwnProxy(ProxySelector proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return isThisComputer(uri) ? List.of(Proxy.NO_PROXY) : proxy.select(uri);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            proxy.connectFailed(uri, address, failure);
        }
    }

    private void drop() {
        if (client != null) {
            client.shutdownNow();
            client = null;
        }
    }

    /** Ends every connection. */
    @Override
    public synchronized void close() {
        offline = true;
        drop();
    }
}
