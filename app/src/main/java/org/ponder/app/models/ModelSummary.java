package org.ponder.app.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ponder.engine.chat.LoadOptions;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.GgufTensor;
import org.ponder.engine.gguf.Metadata;
import org.ponder.engine.tensor.KvType;
import org.ponder.engine.tokenizer.Tokenizer;
import org.ponder.engine.transformer.ModelConfig;
import org.ponder.engine.transformer.Transformer;
import org.ponder.engine.transformer.WeightBytes;

/**
 * What the library shows of a model file, read without loading it.
 *
 * @param name its makers gave it; empty where they gave none
 * @param architecture the family's name in the file
 * @param quantization the tensor type that most of its bytes are of
 * @param files one, or all parts
 * @param bytes of all parts
 * @param bytesPerToken weights read for one token: less than all in a mixture of experts
 * @param cacheBytesPerToken keys and values of one token of a conversation
 * @param longestContext tokens the model was made for
 */
public record ModelSummary(
        String name,
        String architecture,
        String quantization,
        List<Path> files,
        long bytes,
        long bytesPerToken,
        long cacheBytesPerToken,
        int longestContext) {
    private static final int LONGEST_NAME = 120;

    /** Files whose {@code general.type} is one of these belong beside a model. */
    private static final Set<String> HELPERS = Set.of("adapter", "imatrix", "mmproj");

    public ModelSummary {
        files = List.copyOf(files);
    }

    /**
     * Reads a file; of a model in parts, any of them.
     *
     * @throws IOException with one sentence, where it cannot be used: it is no GGUF, no model, cut
     *     off, a part is missing, or Ponder does not run its architecture or tokenizer
     */
    public static ModelSummary of(Path path) throws IOException {
        return of(path, LoadOptions.CACHE);
    }

    /** The same, with the memory of a conversation that keeps keys and values in this way. */
    static ModelSummary of(Path path, KvType cacheType) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new LibraryProblem(LibraryProblem.Kind.GONE, path);
        }
        try (GgufFile file = GgufFile.open(path)) {
            Metadata metadata = file.metadata();
            if (metadata.value("general.type").filter(HELPERS::contains).isPresent()) {
                throw new LibraryProblem(LibraryProblem.Kind.NO_MODEL, path);
            }
            long cache = Transformer.cacheBytesPerToken(metadata, cacheType);
            ModelConfig config = ModelConfig.of(metadata);
            Tokenizer.check(metadata);
            return new ModelSummary(
                    name(metadata),
                    config.architecture(),
                    quantization(file),
                    file.files(),
                    file.bytes(),
                    WeightBytes.of(file).perToken(),
                    cache,
                    config.contextLength());
        }
    }

    private static String name(Metadata metadata) throws GgufFormatException {
        String name = metadata.string("general.name").orElse("").strip();
        String line =
                name.codePoints()
                        .filter(c -> !Character.isISOControl(c))
                        .limit(LONGEST_NAME)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return line;
    }

    private static String quantization(GgufFile file) {
        Map<String, Long> bytes = new TreeMap<>();
        for (GgufTensor tensor : file.tensors().values()) {
            bytes.merge(tensor.type().name(), tensor.data().byteSize(), Long::sum);
        }
        return bytes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> entry.getKey().toUpperCase(Locale.ROOT))
                .orElse("");
    }
}
