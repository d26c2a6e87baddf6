package org.ponder.app.store;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The login keychain of macOS. Its program takes whole commands by standard input; the password is
 * written in hexadecimal digits there, so nothing in it is taken for a part of the command. What is
 * kept is Base64, as other text would come back in a form of its own.
 *
 * @param program its place
 */
record MacKeychain(String program) implements Keyring {
    private static final String SERVICE = "org.ponder.app";

    @Override
    public Optional<String> keep(String name, String secret) {
        String kept = Base64Text.of(secret);
        String digits = HexFormat.of().formatHex(kept.getBytes(StandardCharsets.US_ASCII));
        return KeyringProgram.run(
                        List.of(program, "-i"),
                        "add-generic-password -U -a "
                                + name
                                + " -s "
                                + SERVICE
                                + " -X "
                                + digits
                                + "\n")
                .map(said -> "");
    }

    @Override
    public Optional<String> find(String name, String remembered) {
        return KeyringProgram.run(
                        List.of(program, "find-generic-password", "-a", name, "-s", SERVICE, "-w"),
                        "")
                .flatMap(said -> Base64Text.read(said.strip()));
    }

    @Override
    public void forget(String name) {
        var _ =
                KeyringProgram.run(
                        List.of(program, "delete-generic-password", "-a", name, "-s", SERVICE), "");
    }
}
