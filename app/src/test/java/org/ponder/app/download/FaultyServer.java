package org.ponder.app.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A file server on loopback that behaves as a test has it. */
final class FaultyServer implements AutoCloseable {
    final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger requests = new AtomicInteger();
    volatile byte[] content;
    volatile String tag = "\"v1\"";

    /** Answers a request in place of the server; true where it did. */
    volatile Fault fault = (exchange, number) -> false;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Something that goes wrong. */
    interface Fault {
        /**
         * Answers, or leaves it to the server.
         *
         * @param number of the request, from 0; the first asks what there is
         */
        boolean answer(HttpExchange exchange, int number) throws IOException, InterruptedException;
    }

    FaultyServer(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        int number = requests.getAndIncrement();
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        try (exchange) {
            if (!fault.answer(exchange, number)) {
                serve(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As a good server does. */
    void serve(HttpExchange exchange) throws IOException {
        byte[] all = content;
        exchange.getResponseHeaders().set("ETag", tag);
        long[] range = range(exchange, all);
        if (range.length == 0) {
            exchange.sendResponseHeaders(200, all.length);
            exchange.getResponseBody().write(all);
            return;
        }
        part(exchange, range[0], range[1], (int) (range[1] - range[0] + 1));
    }

    /** The range that is asked for; empty for all of it. */
    long[] range(HttpExchange exchange, byte[] all) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String wanted = exchange.getRequestHeaders().getFirst("If-Range");
        if (range == null || (wanted != null && !wanted.equals(tag))) {
            return new long[0];
        }
        String[] ends = range.substring("bytes=".length()).split("-", -1);
        return new long[] {
            Long.parseLong(ends[0]), Math.min(Long.parseLong(ends[1]), all.length - 1)
        };
    }

    /** Says that it sends a range, and sends some bytes from its start. */
    void part(HttpExchange exchange, long first, long last, int bytes) throws IOException {
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + first + "-" + last + "/" + content.length);
        exchange.sendResponseHeaders(206, Math.max(bytes, last - first + 1));
        int there = (int) Math.min(bytes, content.length - first);
        exchange.getResponseBody().write(content, (int) first, there);
        if (bytes > there) {
            exchange.getResponseBody().write(new byte[bytes - there]);
        }
        exchange.getResponseBody().flush();
    }

    static void empty(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        empty(exchange, 302);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
