package org.ponder.app.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events, of which only the data matter. A server that sends JSON alone, mostly to say
 * what went wrong, is heard as if it were one event.
 */
final class EventStream {
    private static final int LONGEST = 4 << 20;

    private final BufferedReader in;

    EventStream(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /**
     * The data of the next event; null at the end.
     *
     * @throws IOException if the stream breaks, or a line or an event never ends
     */
    @Nullable String next() throws IOException {
        StringBuilder data = new StringBuilder();
        boolean some = false;
        boolean bare = false;
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty() && some && !bare) {
                return data.toString();
            }
            bare |= !some && line.startsWith("{"); // no field of an event begins so
            if (bare || line.startsWith("data:")) {
                String value = bare ? line : line.substring("data:".length());
                if (some) {
                    data.append('\n');
                }
                data.append(value.startsWith(" ") ? value.substring(1) : value);
                some = true;
                if (data.length() > LONGEST) {
                    throw new IOException("The server sends an event without end.");
                }
            }
        }
        return some ? data.toString() : null;
    }

    private @Nullable String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
            if (line.length() > LONGEST) {
                throw new IOException("The server sends a line without end.");
            }
        }
        return line.isEmpty() ? null : line.toString();
    }
}
