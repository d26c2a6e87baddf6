package org.ponder.engine.gguf;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.engine.Shared;

/** A damaged file is read or refused with a {@link GgufFormatException}; nothing else happens. */
class GgufMutationTest {
    private static final String[] MODELS = {
        "weights/pebble-seed.gguf", "models/qwen2-r1distill-tiny/qwen2-r1distill-tiny.Q4_K_M.gguf"
    };

    @Test
    void cutAnywhere(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("small.gguf");
        SmallModel.writer().texts("a.strings", List.of("x", "yz")).write(path);
        byte[] file = Files.readAllBytes(path);
        int refused = 0;
        for (int length = 0; length < file.length; length++) {
            refused += read(Arrays.copyOf(file, length)) ? 0 : 1;
        }
        // Only the padding after the last tensor may be missing.
        assertTrue(refused >= file.length - 32, refused + " of " + file.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void realModelCutAtManyPlaces(int model) throws IOException {
        byte[] file = Files.readAllBytes(Shared.file(MODELS[model]));
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            int length = random.nextInt(i % 2 == 0 ? head(file) : file.length - 1);
            assertTrue(!read(Arrays.copyOf(file, length)), "cut at " + length);
        }
    }

    @Test
    void bytesChangedInASmallFile(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("small.gguf");
        SmallModel.writer().texts("a.strings", List.of("x", "yz")).write(path);
        byte[] file = Files.readAllBytes(path);
        Random random = new Random(5);
        for (int at = 0; at < file.length; at++) {
            for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF, random.nextInt(256)}) {
                byte[] changed = file.clone();
                changed[at] = (byte) value;
                read(changed);
            }
        }
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = file.clone();
            for (int n = random.nextInt(1, 9); n > 0; n--) {
                changed[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            read(changed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void bytesChangedInTheHeadOfARealModel(int model) throws IOException {
        byte[] file = Files.readAllBytes(Shared.file(MODELS[model]));
        int head = head(file);
        Random random = new Random(23);
        for (int i = 0; i < 3_000; i++) {
            int at = random.nextInt(head);
            byte kept = file[at];
            file[at] = (byte) random.nextInt();
            read(file);
            file[at] = kept;
        }
        assertTrue(read(file), "the model is whole again");
    }

    private static int head(byte[] file) throws GgufFormatException {
        return Math.toIntExact(RawGguf.parse(file).end());
    }

    /** Whether the file is accepted; then everything in it can be read. */
    private static boolean read(byte[] file) {
        GgufPart part;
        try {
            part = RawGguf.parse(file);
        } catch (GgufFormatException e) {
            assertNotNull(e.getMessage());
            return false;
        }
        for (String key : part.metadata().keys()) {
            if (part.metadata().value(key).orElseThrow() instanceof List<?> list) {
                list.forEach(element -> assertNotNull(element, key));
            }
        }
        for (PlacedTensor placed : part.tensors()) {
            GgufTensor tensor = placed.tensor();
            long bytes = tensor.data().byteSize();
            assertTrue(bytes == tensor.type().bytes(tensor.elements()), tensor.name());
            tensor.data().get(ValueLayout.JAVA_BYTE, bytes - 1);
        }
        return true;
    }
}
