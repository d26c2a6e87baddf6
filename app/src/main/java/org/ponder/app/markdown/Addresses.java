package org.ponder.app.markdown;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells which addresses of an answer may be offered to the browser. */
public final class Addresses {
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");
    private static final int MOST_CHARACTERS = 2000;

    private Addresses() {}

    /**
     * The address in plain ASCII, in which no letter looks like another and nothing turns the
     * direction of writing; null where it is no whole address of the web or of mail.
     */
    public static @Nullable String openable(String address) {
        if (address.length() > MOST_CHARACTERS) {
            return null;
        }
        try {
            URI uri = new URI(address.strip().replace(" ", "%20"));
            String scheme = uri.getScheme();
            return scheme != null && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))
                    ? uri.toASCIIString()
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
