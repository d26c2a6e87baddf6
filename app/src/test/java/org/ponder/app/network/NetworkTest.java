package org.ponder.app.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** While the door is shut nothing connects; a proxy stands before everything but this computer. */
@Timeout(30)
class NetworkTest {

    private static HttpServer server(AtomicInteger asked) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.getAndIncrement();
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static int ask(Network network, String address) throws Exception {
        return network.client()
                .send(
                        HttpRequest.newBuilder(URI.create(address)).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void aNewNetworkIsOffline() {
        try (Network network = new Network()) {
            assertTrue(network.offline());
            assertThrows(OfflineException.class, network::client);
        }
    }

    @Test
    void aProxyIsAskedForOtherHostsOnly() throws Exception {
        AtomicInteger proxied = new AtomicInteger();
        AtomicInteger direct = new AtomicInteger();
        HttpServer proxy = server(proxied);
        HttpServer here = server(direct);
        try (Network network = new Network()) {
            network.setOffline(false);
            network.setProxy("127.0.0.1:" + proxy.getAddress().getPort());
            assertEquals(204, ask(network, "http://model.example/x"));
            assertEquals(1, proxied.get());
            assertEquals(204, ask(network, "http://127.0.0.1:" + here.getAddress().getPort()));
            assertEquals(1, proxied.get());
            assertEquals(1, direct.get());
        } finally {
            proxy.stop(0);
            here.stop(0);
        }
    }

    @Test
    void aProxyIsAHostAndAPort() {
        try (Network network = new Network()) {
            for (String bad : new String[] {"proxy", ":80", "proxy:0", "proxy:x", "proxy:70000"}) {
                assertThrows(IllegalArgumentException.class, () -> network.setProxy(bad), bad);
            }
            network.setProxy("proxy.example:3128");
            network.setProxy("");
        }
    }
}
