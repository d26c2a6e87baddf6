package org.ponder.app.store;

import java.util.List;
import java.util.Optional;

/**
 * GNOME Keyring, KWallet and other keepers of the freedesktop Secret Service, by libsecret's tool.
 *
 * @param program its name or place
 */
record SecretService(String program) implements Keyring {

    @Override
    public Optional<String> keep(String name, String secret) {
        return KeyringProgram.run(
                        List.of(
                                program,
                                "store",
                                "--label=Ponder: " + name,
                                "application",
                                "org.ponder.app",
                                "name",
                                name),
                        secret)
                .map(said -> "");
    }

    @Override
    public Optional<String> find(String name, String remembered) {
        return KeyringProgram.run(command("lookup", name), "");
    }

    @Override
    public void forget(String name) {
        var _ = KeyringProgram.run(command("clear", name), "");
    }

    private List<String> command(String verb, String name) {
        return List.of(program, verb, "application", "org.ponder.app", "name", name);
    }
}
