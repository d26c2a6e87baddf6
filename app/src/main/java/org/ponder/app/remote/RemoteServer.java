package org.ponder.app.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import org.ponder.app.network.Network;

/**
 * A server that the user set up.
 *
 * @param base address up to and with {@code /v1}, or whatever stands in its place
 * @param model its name there
 * @param contextTokens of the model; 0 is unknown
 * @param prices it charges
 */
public record RemoteServer(URI base, String model, int contextTokens, Prices prices) {
    private static final int USUAL_CONTEXT = 65_536;

    public RemoteServer {
        String scheme = Objects.toString(base.getScheme(), "").toLowerCase(Locale.ROOT);
        String host = base.getHost();
        if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new ServerRefused(ServerRefused.Kind.ADDRESS, base.toString());
        }
        if (base.getUserInfo() != null || base.getQuery() != null || base.getFragment() != null) {
            throw new ServerRefused(ServerRefused.Kind.SECRET_IN_ADDRESS);
        }
        if (model.isBlank()) {
            throw new ServerRefused(ServerRefused.Kind.NO_MODEL);
        }
        if (contextTokens < 0) {
            throw new ServerRefused(ServerRefused.Kind.CONTEXT);
        }
        model = model.strip();
    }

    /** From what the user typed. */
    public static RemoteServer parse(
            String address, String model, int contextTokens, Prices prices) {
        try {
            String text = address.strip();
            while (text.endsWith("/")) {
                text = text.substring(0, text.length() - 1);
            }
            return new RemoteServer(new URI(text), model, contextTokens, prices);
        } catch (URISyntaxException noAddress) {
            throw new ServerRefused(ServerRefused.Kind.ADDRESS, address);
        }
    }

    /** Where completions are asked for. */
    URI completions() {
        return URI.create(base + "/chat/completions");
    }

    /** The host, for people. */
    public String host() {
        int port = base.getPort();
        return base.getHost() + (port < 0 ? "" : ":" + port);
    }

    /** Whether it runs on this computer, so that no text leaves it. */
    public boolean onThisComputer() {
        return Network.isThisComputer(base);
    }

    /** Tokens that fit, or a guess. */
    int context() {
        return contextTokens > 0 ? contextTokens : USUAL_CONTEXT;
    }

    /**
     * Whether a key may be sent there: not in the open, where others could read it, and only one
     * that a header can carry, because what refuses others says them.
     */
    void requireSafeFor(String key) {
        if (!key.chars().allMatch(c -> c >= '!' && c <= '~')) {
            throw new ServerRefused(ServerRefused.Kind.KEY);
        }
        if (!key.isEmpty() && !base.getScheme().equalsIgnoreCase("https") && !onThisComputer()) {
            throw new ServerRefused(ServerRefused.Kind.KEY_IN_THE_OPEN);
        }
    }
}
