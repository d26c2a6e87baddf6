package org.ponder.app.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request and its answer, as JSON. */
final class Exchange {
    private static final int DEEPEST = 64;
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .build())
                    .build();

    private final HttpExchange http;
    private boolean begun;

    Exchange(HttpExchange http) {
        this.http = http;
    }

    /** The body, which must say that it is JSON: pages cannot send that without asking first. */
    JsonNode read(int mostBytes) throws IOException, ApiException {
        String type = String.valueOf(http.getRequestHeaders().getFirst("Content-Type"));
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new ApiException(
                    415, "The body must be JSON: send Content-Type: application/json.", null, null);
        }
        byte[] body;
        try (InputStream in = http.getRequestBody()) {
            body = in.readNBytes(mostBytes + 1);
        }
        if (body.length > mostBytes) {
            throw new ApiException(
                    413, "The body has more than " + mostBytes + " bytes.", null, null);
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new ApiException(400, "The body is not valid JSON.", null, null);
        }
    }

    /** Sends one object. */
    void send(int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        if (!begun) {
            http.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            begun = true;
            http.sendResponseHeaders(status, bytes.length);
        }
        http.getResponseBody().write(bytes);
        http.getResponseBody().close();
    }

    void send(ApiException error) throws IOException {
        if (error.status() == 429) {
            http.getResponseHeaders().set("Retry-After", "1");
        }
        send(error.status(), error.body());
    }

    /** Begins an answer of unknown length. */
    void begin(String type) throws IOException {
        if (!begun) {
            begun = true;
            http.getResponseHeaders().set("Content-Type", type);
            http.getResponseHeaders().set("Cache-Control", "no-store");
            http.sendResponseHeaders(200, 0);
        }
    }

    /**
     * Breaks the connection. Clients take an answer that was begun well and has an end for a good
     * one, whatever it says; what has none they report, or ask again.
     *
     * @throws IOException always
     */
    void breakOff() throws IOException {
        Thread.currentThread().interrupt(); // so that writing closes it, and no end is written
        write("\n");
        throw new IOException("The connection was not broken.");
    }

    boolean begun() {
        return begun;
    }

    /** Sends one server-sent event. */
    void event(Object data) throws IOException {
        write("data: " + JSON.writeValueAsString(data) + "\n\n");
    }

    void write(String text) throws IOException {
        OutputStream out = http.getResponseBody();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
