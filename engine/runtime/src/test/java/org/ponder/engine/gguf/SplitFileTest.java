package org.ponder.engine.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model in several files is one model; parts that do not belong together are refused. */
class SplitFileTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void anyPartOpensTheWholeModel() throws IOException {
        List<Path> parts = SmallModel.writer().alignment(64).writeSplit(folder, "model", 3);
        assertEquals("model-00002-of-00003.gguf", parts.get(1).getFileName().toString());
        for (Path part : parts) {
            try (GgufFile file = GgufFile.open(part)) {
                assertEquals(part, file.path());
                assertEquals(parts, file.files());
                assertEquals("tiny", file.metadata().requireString("general.architecture"));
                SmallModel.assertTensors(file);
                long bytes = 0;
                for (Path each : parts) {
                    bytes += Files.size(each);
                }
                assertEquals(bytes, file.bytes());
            }
        }
    }

    @Test
    void moreFilesThanTensorsAreStillOneModel() throws IOException {
        List<Path> parts = SmallModel.writer().writeSplit(folder, "model", 7);
        try (GgufFile file = GgufFile.open(parts.get(6))) {
            SmallModel.assertTensors(file);
        }
    }

    @Test
    void onePartOfOneIsAWholeFileUnderAnyName() throws IOException {
        Path part = SmallModel.writer().writeSplit(folder, "model", 1).get(0);
        Path renamed = Files.move(part, folder.resolve("renamed.gguf"));
        try (GgufFile file = GgufFile.open(renamed)) {
            SmallModel.assertTensors(file);
        }
    }

    @Test
    void aMissingPartIsNamed() throws IOException {
        List<Path> parts = SmallModel.writer().writeSplit(folder, "model", 3);
        Files.delete(parts.get(1));
        String message = refusal(parts.get(0), SplitParts.COUNT);
        assertTrue(message.contains("model-00002-of-00003.gguf"), message);
    }

    @Test
    void aRenamedPartIsRefused() throws IOException {
        List<Path> parts = SmallModel.writer().writeSplit(folder, "model", 2);
        Path renamed = Files.move(parts.get(0), folder.resolve("first.gguf"));
        String message = refusal(renamed, SplitParts.NUMBER);
        assertTrue(message.contains("-00001-of-00002.gguf"), message);
    }

    @Test
    void partsInEachOthersPlaceAreRefused() throws IOException {
        List<Path> parts = SmallModel.writer().writeSplit(folder, "model", 3);
        Path kept = folder.resolve("kept");
        Files.move(parts.get(1), kept);
        Files.move(parts.get(2), parts.get(1));
        Files.move(kept, parts.get(2));
        refusal(parts.get(0), SplitParts.NUMBER);
        refusal(parts.get(1), SplitParts.NUMBER);
    }

    @Test
    void aPartThatLeadsBackToAnotherIsRefused() throws IOException {
        List<Path> parts = SmallModel.writer().writeSplit(folder, "model", 2);
        Files.delete(parts.get(1));
        link(parts.get(1), parts.get(0));
        refusal(parts.get(0), SplitParts.NUMBER);
        refusal(parts.get(1), SplitParts.NUMBER);
        Files.delete(parts.get(1));
        link(parts.get(1), parts.get(1));
        refusal(parts.get(0), SplitParts.COUNT);
    }

    @Test
    void partsOfDifferentModelsAreRefused() throws IOException {
        List<Path> parts = SmallModel.writer().writeSplit(folder, "model", 2);
        Path other = Files.createDirectory(folder.resolve("other"));
        List<Path> others =
                new GgufWriter()
                        .tensor("x", GgmlType.F32, List.of(1L), TensorData.of(new float[1]))
                        .writeSplit(other, "model", 2);
        replace(parts.get(1), others.get(1));
        refusal(parts.get(0), SplitParts.TENSOR_COUNT);
    }

    @Test
    void theSameTensorInTwoPartsIsRefused() throws IOException {
        List<Path> parts = SmallModel.writer().writeSplit(folder, "model", 2);
        part(1, 2, 3, "f32").write(parts.get(1));
        refusal(parts.get(0), "f32");
    }

    @Test
    void tooFewTensorsAreRefused() throws IOException {
        List<Path> parts = SmallModel.writer().writeSplit(folder, "model", 2);
        part(1, 2, 3, "other").write(parts.get(1));
        refusal(parts.get(0), SplitParts.TENSOR_COUNT);
    }

    @Test
    void aPartThatSaysItIsWholeIsRefused() throws IOException {
        List<Path> parts = SmallModel.writer().writeSplit(folder, "model", 2);
        SmallModel.writer().write(parts.get(1));
        refusal(parts.get(0), SplitParts.NUMBER);
    }

    @Test
    void absurdCountsAreRefused() throws IOException {
        Path path = folder.resolve("model-00001-of-00002.gguf");
        part(0, 0, 1, "t").write(path);
        refusal(path, SplitParts.COUNT);
        part(0, 1_000_000, 1, "t").write(path);
        refusal(path, SplitParts.COUNT);
        part(2, 2, 1, "t").write(path);
        refusal(path, SplitParts.NUMBER);
        part(-1, 2, 1, "t").write(path);
        refusal(path, SplitParts.NUMBER);
        part(0, 3, 1, "t").write(path);
        refusal(path, SplitParts.NUMBER);
    }

    @Test
    void aBrokenPartIsNamed() throws IOException {
        List<Path> parts = SmallModel.writer().writeSplit(folder, "model", 2);
        Files.write(parts.get(1), new byte[] {'G', 'G'});
        String message = refusal(parts.get(0), "header");
        assertTrue(message.contains("model-00002-of-00002.gguf"), message);
    }

    private static void link(Path from, Path to) {
        try {
            Files.createSymbolicLink(from, to);
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("skipped: no symbolic links here: " + e.getMessage());
        }
    }

    private static GgufWriter part(int number, int count, int tensors, String tensor) {
        return new GgufWriter()
                .put(SplitParts.NUMBER, ValueType.INT32, number)
                .put(SplitParts.COUNT, ValueType.INT32, count)
                .put(SplitParts.TENSOR_COUNT, ValueType.INT32, tensors)
                .tensor(tensor, GgmlType.F32, List.of(1L), TensorData.of(new float[1]));
    }

    private static void replace(Path target, Path source) throws IOException {
        Files.move(source, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String refusal(Path path, String subject) {
        GgufFormatException e =
                assertThrows(GgufFormatException.class, () -> GgufFile.open(path).close());
        assertEquals(subject, e.subject(), e.getMessage());
        return String.valueOf(e.getMessage());
    }
}
