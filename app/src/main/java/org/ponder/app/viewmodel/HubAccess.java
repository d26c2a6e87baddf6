package org.ponder.app.viewmodel;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ponder.app.download.AccessToken;
import org.ponder.app.download.Hub;
import org.ponder.app.download.RemoteFile;
import org.ponder.app.models.CatalogueModel;
import org.ponder.app.network.NetworkSettings;
import org.ponder.app.store.StoreException;

/** How the hub is reached: itself or a mirror, through a proxy or not, and with whose token. */
final class HubAccess {
    private static final String TOKEN = "hub";

    private final LibraryParts parts;
    private volatile NetworkSettings ways;

    HubAccess(LibraryParts parts) {
        this.parts = parts;
        ways = NetworkSettings.load(parts.ways());
    }

    /** Mirror and proxy. */
    NetworkSettings ways() {
        return ways;
    }

    /**
     * Goes through these from now on.
     *
     * @throws IllegalArgumentException if the proxy's address makes no sense; nothing changes then
     */
    void go(NetworkSettings wanted) {
        parts.network().setProxy(wanted.proxy());
        ways = wanted;
    }

    /** Keeps the ways for the next start. */
    void save() throws IOException {
        ways.save(parts.ways());
    }

    /** The hub or its mirror. */
    URI hub() {
        return ways.hub(CatalogueModel.HUB);
    }

    /** OWNER/NAME, where that was typed, or a page of the hub; pages of others have none. */
    String repository(String text) {
        URI page = URI.create(text);
        String path = text;
        if (page.getScheme() != null) {
            String host = String.valueOf(page.getHost());
            path =
                    Stream.of(hub(), CatalogueModel.HUB)
                            .filter(hub -> host.equalsIgnoreCase(hub.getHost()))
                            .filter(hub -> page.getPath().startsWith(hub.getPath()))
                            .findFirst()
                            .map(hub -> page.getPath().substring(hub.getPath().length()))
                            .orElse("");
        }
        return path.replaceFirst("(/tree/.*|/)$", "");
    }

    /** The token of the hub or mirror that files are of; a typed address may be of anybody. */
    AccessToken tokenFor(List<RemoteFile> files) {
        return Stream.of(hub(), CatalogueModel.HUB)
                .filter(hub -> files.stream().allMatch(file -> Hub.sameServer(file.address(), hub)))
                .findFirst()
                .map(this::token)
                .orElse(AccessToken.NONE);
    }

    /** Not on the window's thread: the system's keyring may wait for a person. */
    AccessToken token(URI hub) {
        try {
            return new AccessToken(parts.secrets().get(tokenName(hub)));
        } catch (IllegalArgumentException e) {
            return AccessToken.NONE;
        }
    }

    /** Whether a token is kept for the hub, or for the mirror where one is set. */
    boolean hasToken() {
        return parts.secrets().has(tokenName(hub()));
    }

    /**
     * Keeps a token for the hub, or for the mirror where one is set; an empty one is forgotten.
     *
     * @throws IllegalArgumentException if it cannot be a token
     */
    void setToken(String value) throws StoreException {
        parts.secrets().set(tokenName(hub()), new AccessToken(value).value());
    }

    /**
     * A token is for the server it was given for, as whoever gives it got it there: a mirror has
     * one of its own, and never sees the hub's.
     */
    private static String tokenName(URI hub) {
        return Hub.sameServer(hub, CatalogueModel.HUB)
                ? TOKEN
                : TOKEN + "@" + hub.resolve("/").toString().toLowerCase(Locale.ROOT);
    }
}
