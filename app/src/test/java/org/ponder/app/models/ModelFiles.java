package org.ponder.app.models;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Model files for tests: the bundled model, and what others may lay in its place. */
final class ModelFiles {
    private ModelFiles() {}

    static Path whole(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.copy(BundledModel.temporaryFile(), file);
    }

    static Path truncated(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(BundledModel.temporaryFile());
        Files.createDirectories(file.getParent());
        return Files.write(file, Arrays.copyOf(bytes, bytes.length - 1000));
    }

    /** A model whose pre-tokenizer nobody knows. */
    static Path unknownTokenizer(Path file) throws IOException {
        String bytes = Files.readString(BundledModel.temporaryFile(), StandardCharsets.ISO_8859_1);
        Files.createDirectories(file.getParent());
        return Files.writeString(
                file, bytes.replaceFirst("gpt-2", "gpt-X"), StandardCharsets.ISO_8859_1);
    }

    static Path noGguf(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "<html>You must log in to download this file.</html>");
    }

    /** A GGUF with an architecture that nobody knows. */
    static Path unknown(Path file) throws IOException {
        return told(file, "general.architecture", "mamba9");
    }

    /** A GGUF that tells one thing. */
    static Path told(Path file, String key, String value) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        out.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3).putLong(0).putLong(1);
        string(out, key);
        out.putInt(8);
        string(out, value);
        Files.createDirectories(file.getParent());
        return Files.write(file, Arrays.copyOf(out.array(), out.position()));
    }

    private static void string(ByteBuffer out, String text) {
        out.putLong(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }
}
