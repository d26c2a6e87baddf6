package org.ponder.app.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ponder.app.models.AtomicFiles;
import org.ponder.app.store.StoreException.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keys and tokens of the user. Each is first encrypted in a file, so that none lies readable in the
 * folder, its copies or an export; the key to it lies in a file of its own that only its owner may
 * read: who has both files has the secrets. Then, on a thread of its own, the secret is moved to
 * the system's keyring, and only where that gives it back does the file forget it.
 */
public final class Secrets {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String KEPT = "keyring";

    private final Path file;
    private final Path keyFile;
    private final SecureRandom random = new SecureRandom();
    private final Keyring keyring;

    /** What the keyring was asked for. */
    private final Map<String, CompletableFuture<String>> found = new HashMap<>();

    private final ExecutorService asking =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("ponder-keyring").factory());

    /** Kept in that folder alone. */
    public Secrets(DataFolder folder) {
        this(folder, Keyring.none());
    }

    /** Kept in the keyring, and in that folder where it keeps nothing. */
    public Secrets(DataFolder folder, Keyring keyring) {
        this.keyring = keyring;
        file = folder.path().resolve("secrets.json");
        keyFile = folder.path().resolve("secrets.key");
        begin();
    }

    /** Asks for what is in the keyring, and moves there what is not. */
    private synchronized void begin() {
        for (Map.Entry<String, JsonNode> entry : treeOrEmpty().properties()) {
            String name = entry.getKey();
            if (entry.getValue().isObject()) {
                var _ = ask(name, entry.getValue());
            } else {
                String secret = unsealed(name);
                if (!secret.isEmpty()) {
                    asking.execute(() -> move(name, secret));
                }
            }
        }
    }

    private CompletableFuture<String> ask(String name, JsonNode kept) {
        String remembered = kept.path(KEPT).asString("");
        return found.computeIfAbsent(
                name,
                asked ->
                        CompletableFuture.supplyAsync(
                                () -> keyring.find(name, remembered).orElse(""), asking));
    }

    /**
     * The secret of that name; empty where there is none, or it cannot be read any more. Waits for
     * the keyring, and it may wait for a person: not for the window's thread.
     */
    public String get(String name) {
        CompletableFuture<String> answer;
        synchronized (this) {
            JsonNode kept = treeOrEmpty().path(name);
            if (!kept.isObject()) {
                return unsealed(name);
            }
            answer = ask(name, kept);
        }
        try {
            String secret = answer.get();
            if (secret.isEmpty()) {
                forgetAnswer(name, answer);
            }
            return secret;
        } catch (ExecutionException failed) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** A keyring that gave nothing was locked, and may be open the next time. */
    private synchronized void forgetAnswer(String name, CompletableFuture<String> answer) {
        found.remove(name, answer);
    }

    /** Whether there is a secret of that name; the keyring is not asked. */
    public synchronized boolean has(String name) {
        return treeOrEmpty().path(name).isObject() || !unsealed(name).isEmpty();
    }

    /** On the keyring's thread. */
    private void move(String name, String secret) {
        String remembered = keyring.keep(name, secret).orElse(null);
        if (remembered == null || !keyring.find(name, remembered).orElse("").equals(secret)) {
            return;
        }
        synchronized (this) {
            if (!unsealed(name).equals(secret)) {
                return; // there is a newer one, which is moved next
            }
            try {
                ObjectNode tree = tree();
                tree.putObject(name).put(KEPT, remembered);
                write(tree);
                found.put(name, CompletableFuture.completedFuture(secret));
            } catch (IOException full) {
                return; // it stays encrypted in the file
            }
        }
    }

    private ObjectNode treeOrEmpty() {
        try {
            return Files.exists(file) ? tree() : Json.object();
        } catch (IOException unreadable) {
            return Json.object();
        }
    }

    private void write(ObjectNode tree) throws IOException {
        AtomicFiles.replace(file, tree.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String unsealed(String name) {
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
            write(tree);
            found.remove(name);
            asking.execute(() -> {
                if (secret.isEmpty()) {
                    keyring.forget(name);
                } else {
                    move(name, secret);
                }
            });
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

    /** Waits for what the keyring is asked; for tests. */
    void settle() {
        CompletableFuture.runAsync(() -> {}, asking).join();
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
        AtomicFiles.replace(keyFile, key);
        return key;
    }
}
