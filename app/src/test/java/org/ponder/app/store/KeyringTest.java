package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets move to the system's keyring by the standard input of its program, and stay encrypted in
 * the file where it does not give them back. The program here is a script.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the keyring's program is a shell script here")
class KeyringTest {
    private static final String SECRET = "sk-secret of 密钥 \"quoted\" $HOME";

    @TempDir Path data;
    @TempDir Path system;
    private Path program;
    private Path kept;
    private Path called;

    @BeforeEach
    void makeKeyring() throws IOException {
        program = system.resolve("secret-tool");
        kept = Files.createDirectories(system.resolve("kept"));
        called = system.resolve("called");
        script(
                """
                #!/bin/sh
                echo "$@" >>'%s'
                for name in "$@"; do :; done
                case $1 in
                store) cat >'%s/'"$name" ;;
                lookup) cat '%s/'"$name" ;;
                clear) rm '%s/'"$name" ;;
                esac
                """
                        .formatted(called, kept, kept, kept));
    }

    private void script(String text) throws IOException {
        Files.writeString(program, text);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private Secrets secrets() {
        Secrets secrets = new Secrets(new DataFolder(data), new SecretService(program.toString()));
        secrets.settle();
        return secrets;
    }

    private String file() throws IOException {
        return Files.readString(data.resolve("secrets.json"));
    }

    @Test
    void aSecretMovesToTheKeyringAndComesBackFromThere() throws Exception {
        Secrets first = secrets();
        first.set("remote", SECRET);
        first.settle();
        assertEquals(SECRET, Files.readString(kept.resolve("remote")));
        assertEquals("{\"remote\":{\"keyring\":\"\"}}", file());
        assertEquals(SECRET, first.get("remote"));
        Secrets next = secrets();
        assertTrue(next.has("remote"));
        assertEquals(SECRET, next.get("remote"));
        assertFalse(Files.readString(called, StandardCharsets.UTF_8).contains("sk-secret"));
    }

    @Test
    void whatIsForgottenIsInNeitherPlace() throws Exception {
        Secrets secrets = secrets();
        secrets.set("remote", SECRET);
        secrets.set("remote", "newer");
        secrets.settle();
        assertEquals("newer", secrets.get("remote"));
        secrets.set("remote", "");
        secrets.settle();
        assertFalse(secrets.has("remote"));
        assertEquals("", secrets.get("remote"));
        assertFalse(Files.exists(kept.resolve("remote")));
    }

    @Test
    void whatWasKeptBeforeThereWasAKeyringMovesThere() throws Exception {
        new Secrets(new DataFolder(data)).set("hub", SECRET);
        assertFalse(file().contains("keyring"));
        assertEquals(SECRET, secrets().get("hub"));
        assertTrue(file().contains("keyring"));
        assertEquals(SECRET, Files.readString(kept.resolve("hub")));
    }

    @Test
    void aKeyringThatRefusesOrLosesASecretLeavesItInTheFile() throws Exception {
        for (String wrong :
                new String[] {
                    "#!/bin/sh\nexit 1\n", // refuses
                    "#!/bin/sh\ncat >/dev/null\n", // loses
                    "#!/bin/sh\ncat >/dev/null\necho other\n", // has another's
                }) {
            script(wrong);
            Secrets secrets = secrets();
            secrets.set("hub", SECRET);
            secrets.settle();
            assertEquals(SECRET, secrets.get("hub"), wrong);
            assertEquals(SECRET, secrets().get("hub"), wrong);
            assertFalse(file().contains("keyring"), wrong);
        }
        Files.delete(program);
        assertEquals(SECRET, secrets().get("hub"));
    }

    @Test
    void aKeyringThatIsGoneHasTheSecretNoMoreButStillItsName() throws Exception {
        Secrets secrets = secrets();
        secrets.set("hub", SECRET);
        secrets.settle();
        Files.delete(program);
        Secrets later = secrets();
        assertEquals("", later.get("hub"));
        assertTrue(later.has("hub"));
        makeKeyring();
        assertEquals(SECRET, later.get("hub"), "it is asked again when it is there again");
    }

    @Test
    void aFolderThatTheUserChoseKeepsEverythingItself() {
        Path home = system.resolve("home");
        DataFolder usual = new DataFolder(home.resolve(".local/share/ponder"));
        assertTrue(usual.isUsual(Map.of(), "Linux", home));
        DataFolder chosen = new DataFolder(data);
        assertFalse(chosen.isUsual(Map.of("PONDER_HOME", chosen.path().toString()), "Linux", home));
    }
}
