package org.ponder.app.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ponder.app.store.StoreException.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keys and tokens of the user, encrypted in a file, so that none lies readable in the folder, its
 * copies or an export. The key to it lies in a file of its own that only its owner may read: who
 * has both files has the secrets.
 */
public final class Secrets {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final Path file;
    private final Path keyFile;
    private final SecureRandom random = new SecureRandom();

    /** Kept in that folder. */
    public Secrets(DataFolder folder) {
        file = folder.path().resolve("secrets.json");
        keyFile = folder.path().resolve("secrets.key");
    }

    /** The secret of that name; empty where there is none, or it cannot be read any more. */
    public synchronized String get(String name) {
        try {
            if (!Files.exists(file) || !Files.exists(keyFile)) {
                return "";
            }
            byte[] sealed = Base64.getDecoder().decode(tree().path(name).asString(""));
            if (sealed.length <= NONCE_BYTES) {
                return "";
            }
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, name, Arrays.copyOf(sealed, NONCE_BYTES));
            return new String(
                    cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES),
                    StandardCharsets.UTF_8);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException damaged) {
            return "";
        }
    }

    /** Keeps a secret; an empty one is forgotten. */
    public synchronized void set(String name, String secret) throws StoreException {
        try {
            ObjectNode tree = Files.exists(file) ? tree() : Json.object();
            if (secret.isEmpty()) {
                tree.remove(name);
            } else {
                byte[] nonce = new byte[NONCE_BYTES];
                random.nextBytes(nonce);
                byte[] sealed =
                        cipher(Cipher.ENCRYPT_MODE, name, nonce)
                                .doFinal(secret.getBytes(StandardCharsets.UTF_8));
                byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
                System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
                tree.put(name, Base64.getEncoder().encodeToString(both));
            }
            AtomicFile.write(file, tree.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException | GeneralSecurityException e) {
            throw new StoreException(
                    Problem.NOT_WRITABLE,
                    file.toString(),
                    "The key could not be kept in "
                            + file
                            + ": make the folder writable and its disk not full.",
                    e);
        }
    }

    private ObjectNode tree() throws IOException {
        try {
            JsonNode tree = Json.read(Files.readAllBytes(file));
            return tree instanceof ObjectNode object ? object : Json.object();
        } catch (JacksonException damaged) {
            return Json.object();
        }
    }

    /** The name is sealed in as well, so that secrets cannot change places. */
    private Cipher cipher(int mode, String name, byte[] nonce)
            throws IOException, GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] key() throws IOException {
        if (Files.exists(keyFile)) {
            byte[] key = Files.readAllBytes(keyFile);
            if (key.length == KEY_BYTES) {
                return key;
            }
        }
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        AtomicFile.write(keyFile, key);
        return key;
    }
}
