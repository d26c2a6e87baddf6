package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets come back, lie nowhere readable, and cannot change places. */
class SecretsTest {
    @TempDir Path path;

    private Secrets secrets() {
        return new Secrets(new DataFolder(path));
    }

    @Test
    void secretsComeBackAndAreForgotten() throws Exception {
        assertEquals("", secrets().get("hub"));
        secrets().set("hub", "hf_secret");
        secrets().set("remote", "sk-密钥");
        assertEquals("hf_secret", secrets().get("hub"));
        assertEquals("sk-密钥", secrets().get("remote"));
        secrets().set("hub", "");
        assertEquals("", secrets().get("hub"));
        assertEquals("sk-密钥", secrets().get("remote"));
    }

    @Test
    void noFileShowsASecret() throws Exception {
        secrets().set("hub", "hf_secret");
        try (var files = Files.list(path)) {
            for (Path file : files.toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains("hf_secret"), file::toString);
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    assertEquals(
                            "rw-------",
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                }
            }
        }
    }

    @Test
    void secretsCannotChangePlacesOrBeChanged() throws Exception {
        secrets().set("hub", "hf_secret");
        Path file = path.resolve("secrets.json");
        String kept = Files.readString(file);
        Files.writeString(file, kept.replace("\"hub\"", "\"remote\""));
        assertEquals("", secrets().get("remote"));
        for (String damage : new String[] {"{", "{\"hub\":7}", "{\"hub\":\"AAAA\"}", "[]"}) {
            Files.writeString(file, damage);
            assertEquals("", secrets().get("hub"), damage);
        }
        Files.writeString(file, kept);
        Files.delete(path.resolve("secrets.key"));
        assertEquals("", secrets().get("hub"));
        secrets().set("hub", "new");
        assertEquals("new", secrets().get("hub"));
    }
}
