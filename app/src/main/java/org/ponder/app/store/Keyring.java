package org.ponder.app.store;

import java.util.Locale;
import java.util.Optional;

/**
 * Where the system keeps secrets, asked through a program that comes with it. Each call waits for
 * that program, and it for a person who must unlock the keyring: none is for the window's thread.
 */
public interface Keyring {

    /**
     * Keeps a secret in place of the one of that name.
     *
     * @return what must be remembered to find it; empty where it is not kept
     */
    Optional<String> keep(String name, String secret);

    /** The secret of that name; empty where there is none, or it may not be seen. */
    Optional<String> find(String name, String remembered);

    /** Keeps it no more. */
    void forget(String name);

    /** No keyring: nothing is kept. */
    static Keyring none() {
        return new Keyring() {
            @Override
            public Optional<String> keep(String name, String secret) {
                return Optional.empty();
            }

            @Override
            public Optional<String> find(String name, String remembered) {
                return Optional.empty();
            }

            @Override
            public void forget(String name) {
                // Nothing was kept.
            }
        };
    }

    /** The keyring of a system of that name; where its program is missing, it keeps nothing. */
    static Keyring of(String systemName) {
        String system = systemName.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return new WindowsProtection("powershell.exe");
        }
        return system.startsWith("mac")
                ? new MacKeychain("/usr/bin/security")
                : new SecretService("secret-tool");
    }
}
