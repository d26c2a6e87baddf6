package org.ponder.app.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The data protection of Windows (DPAPI), by PowerShell: it keeps nothing itself, but seals a
 * secret so that only this user on this computer can open it. What is sealed is remembered.
 *
 * @param program its name
 */
record WindowsProtection(String program) implements Keyring {
    @Override
    public Optional<String> keep(String name, String secret) {
        return run("Protect", Base64Text.of(secret));
    }

    @Override
    public Optional<String> find(String name, String remembered) {
        return run("Unprotect", remembered).flatMap(Base64Text::read);
    }

    @Override
    public void forget(String name) {
        // Forgotten with what is remembered.
    }

    private Optional<String> run(String method, String input) {
        String call =
                "Add-Type -AssemblyName System.Security;"
                        + "$given=[Convert]::FromBase64String([Console]::In.ReadToEnd().Trim());"
                        + "$made=[Security.Cryptography.ProtectedData]::"
                        + method
                        + "($given,$null,'CurrentUser');"
                        + "[Console]::Out.Write([Convert]::ToBase64String($made))";
        // PowerShell takes a command as Base64 of UTF-16, which needs no quoting.
        String command =
                Base64.getEncoder().encodeToString(call.getBytes(StandardCharsets.UTF_16LE));
        return KeyringProgram.run(
                        List.of(
                                program,
                                "-NoProfile",
                                "-NonInteractive",
                                "-EncodedCommand",
                                command),
                        input)
                .map(String::strip);
    }
}
