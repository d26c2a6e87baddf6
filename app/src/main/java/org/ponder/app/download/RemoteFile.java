package org.ponder.app.download;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A file to bring.
 *
 * @param address http or https
 * @param name it gets here
 * @param sha256 lower-case, of its content; empty where only the server may tell
 */
public record RemoteFile(URI address, String name, String sha256) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern BAD = Pattern.compile("[\\p{Cntrl}<>:\"/\\\\|?*]");
    private static final int LONGEST = 200;

    public RemoteFile {
        String scheme = Objects.toString(address.getScheme(), "").toLowerCase(Locale.ROOT);
        if (!(scheme.equals("https") || scheme.equals("http")) || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "A model is downloaded from an address that begins with https://, not "
                            + address
                            + ".");
        }
        if (address.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "An address must not contain a name or password: leave them out.");
        }
        if (BAD.matcher(name).find()
                || name.startsWith(".")
                || name.length() > LONGEST
                || !name.toLowerCase(Locale.ROOT).endsWith(".gguf")) {
            throw new IllegalArgumentException(
                    "The address must lead to a file whose name ends in .gguf, not " + name + ".");
        }
        if (!sha256.isEmpty() && !HASH.matcher(sha256).matches()) {
            throw new IllegalArgumentException("A SHA-256 has 64 hexadecimal digits.");
        }
    }

    /** The file at an address, under the name it has there. */
    public static RemoteFile at(URI address, String sha256) {
        String path = Objects.toString(address.getPath(), "");
        return new RemoteFile(address, path.substring(path.lastIndexOf('/') + 1), sha256);
    }

    static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }
}
