package org.ponder.app.server;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may ask. Web pages of other hosts may not: neither through a name of theirs that
 * leads to this computer (DNS rebinding shows in the Host header), nor from their own origin. A
 * client that brings a key is none of these pages, and calls this computer as its network does.
 */
final class Guard {
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final String host;
    private final byte[] key;

    Guard(ServerOptions options) {
        host = options.host().toLowerCase(Locale.ROOT);
        key = options.key().getBytes(StandardCharsets.UTF_8);
    }

    /** Refuses requests through a foreign name or from a foreign page. */
    void checkPlace(Headers headers) throws ApiException {
        boolean keyed = key.length > 0 && headers.containsKey("Authorization");
        boolean one = headers.getOrDefault("Host", List.of()).size() == 1;
        if (!one || !(keyed || isOurs(hostOf(headers.getFirst("Host"))))) {
            throw new ApiException(
                    403,
                    "Without an API key this server is asked as localhost or by its address, not"
                            + " by another name.",
                    null,
                    "host_not_allowed");
        }
        String origin = headers.getFirst("Origin");
        if (origin != null && !isLocal(originHost(origin))) {
            throw new ApiException(
                    403,
                    "Of web pages, only those of this computer may use this server: open the page"
                            + " from http://localhost.",
                    null,
                    "origin_not_allowed");
        }
    }

    /** Refuses requests without the key, where there is one. */
    void checkKey(Headers headers) throws ApiException {
        if (key.length == 0) {
            return;
        }
        String given = Objects.toString(headers.getFirst("Authorization"), "");
        String prefix = "Bearer ";
        boolean right =
                given.regionMatches(true, 0, prefix, 0, prefix.length())
                        && MessageDigest.isEqual(
                                key,
                                given.substring(prefix.length())
                                        .strip()
                                        .getBytes(StandardCharsets.UTF_8));
        if (!right) {
            throw new ApiException(
                    401,
                    "The API key is missing or wrong: send it as Authorization: Bearer KEY.",
                    null,
                    "invalid_api_key");
        }
    }

    private static String hostOf(@Nullable String header) {
        String value = Objects.toString(header, "").toLowerCase(Locale.ROOT);
        int colon = value.lastIndexOf(':');
        return colon > value.lastIndexOf(']') ? value.substring(0, colon) : value;
    }

    private static String originHost(String origin) {
        try {
            return Objects.toString(URI.create(origin).getHost(), "").toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** No page can make its name look like an address. */
    private boolean isOurs(String name) {
        return name.equals("localhost") || name.equals(host) || ADDRESS.matcher(name).matches();
    }

    private boolean isLocal(String name) {
        return name.equals("localhost")
                || name.equals("127.0.0.1")
                || name.equals("[::1]")
                || name.equals(host);
    }
}
