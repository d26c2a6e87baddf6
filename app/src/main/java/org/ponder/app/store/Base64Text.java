package org.ponder.app.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Text as Base64, which passes through programs and their standard input unchanged. */
final class Base64Text {
    private Base64Text() {}

    static String of(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text; empty where it is no Base64. */
    static Optional<String> read(String encoded) {
        try {
            return Optional.of(
                    new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
