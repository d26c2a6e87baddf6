package org.ponder.engine.tensor.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A list of short vectors of small integers, to which a quantized type points by number. */
final class Codebook {
    private static final String RESOURCE = "codebooks.txt";

    private Codebook() {}

    /** The vectors with this name, one after the other. */
    static byte[] named(String name) {
        InputStream resource = Codebook.class.getResourceAsStream(RESOURCE);
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(resource, RESOURCE),
                                StandardCharsets.US_ASCII))) {
            String line = lines.readLine();
            while (line != null) {
                if (line.startsWith(name + " ")) {
                    return vectors(line.split(" ", -1), lines);
                }
                line = lines.readLine();
            }
            throw new IllegalStateException("There is no codebook " + name + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] vectors(String[] heading, BufferedReader lines) throws IOException {
        int count = Integer.parseInt(heading[1]);
        int length = Integer.parseInt(heading[2]);
        int bits = Integer.parseInt(heading[3]);
        String[] meanings = heading[4].split(",", -1);
        byte[] vectors = new byte[count * length];
        int at = 0;
        while (at < vectors.length) {
            for (String word : lines.readLine().split(" ", -1)) {
                int digits = Integer.parseInt(word, 16);
                for (int j = 0; j < length; j++) {
                    int digit = (digits >> (bits * j)) & ((1 << bits) - 1);
                    vectors[at++] = Byte.parseByte(meanings[digit]);
                }
            }
        }
        return vectors;
    }
}
