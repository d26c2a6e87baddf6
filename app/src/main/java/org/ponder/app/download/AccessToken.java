package org.ponder.app.download;

import java.net.URI;
import java.net.http.HttpRequest;
import org.ponder.app.network.Network;

/**
 * What lets the user into repositories that ask who comes. It goes to the host it is for and to no
 * other, and is never written to a log.
 *
 * @param value empty where there is none
 */
public record AccessToken(String value) {
    /** No token. */
    public static final AccessToken NONE = new AccessToken("");

    public AccessToken {
        value = value.strip();
        if (!value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("A token has letters, digits and signs only.");
        }
    }

    /** Adds it to a request for {@code to}, where that is the same host as {@code home}. */
    void addTo(HttpRequest.Builder request, URI to, URI home) {
        boolean secret = to.getScheme().equalsIgnoreCase("https") || Network.isThisComputer(to);
        if (Hub.sameServer(to, home) && secret && !value.isEmpty()) {
            request.header("Authorization", "Bearer " + value);
        }
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "no token" : "a token";
    }
}
