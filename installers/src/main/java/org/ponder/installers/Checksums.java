package org.ponder.installers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes the SHA-256 of each package, one a line, as {@code sha256sum --check} reads it. */
final class Checksums {
    private Checksums() {}

    /** Writes the sums of all files in a folder that have none yet. */
    static void write(Path folder, String name) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : Folders.files(folder, "")) {
            if (Files.isRegularFile(file) && !file.toString().endsWith(".sha256")) {
                lines.append(sha256(file)).append("  ").append(file.getFileName()).append('\n');
            }
        }
        Files.writeString(folder.resolve(name), lines);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest =
                        new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
