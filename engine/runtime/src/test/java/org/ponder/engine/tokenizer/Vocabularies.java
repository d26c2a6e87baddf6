package org.ponder.engine.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.Metadata;

/** Small made-up vocabularies. */
final class Vocabularies {
    static final String MODEL = "tokenizer.ggml.model";
    static final String PRE = "tokenizer.ggml.pre";
    static final String TOKENS = "tokenizer.ggml.tokens";
    static final String TYPES = "tokenizer.ggml.token_type";
    static final String MERGES = "tokenizer.ggml.merges";
    static final String SCORES = "tokenizer.ggml.scores";

    private static final int NORMAL = 1;
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final int BYTE = 6;

    private Vocabularies() {}

    /**
     * Bytes, the tokens that the merges make in their order, and then {@code <s>}, {@code
     * <|im_end|>} (control), {@code <think>} and three blanks (defined by the makers).
     *
     * @param pre the pre-tokenizer
     * @param merges each two tokens, with a blank between
     */
    static Map<String, Object> bytePair(String pre, String... merges) {
        List<String> tokens = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            tokens.add(String.valueOf(ByteAlphabet.character(b)));
            types.add(NORMAL);
        }
        for (String merge : merges) {
            tokens.add(merge.replace(" ", ""));
            types.add(NORMAL);
        }
        tokens.addAll(List.of("<s>", "<|im_end|>", "<think>", "   "));
        types.addAll(List.of(CONTROL, CONTROL, USER_DEFINED, USER_DEFINED));
        Map<String, Object> metadata = new HashMap<>();
        metadata.put(MODEL, "gpt2");
        metadata.put(PRE, pre);
        metadata.put(TOKENS, tokens);
        metadata.put(TYPES, types);
        metadata.put(MERGES, List.of(merges));
        return metadata;
    }

    /** Unknown, BOS, EOS, 256 bytes, and then pieces, the first with the highest score. */
    static Map<String, Object> sentencePiece(String... pieces) {
        List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
        List<Integer> types = new ArrayList<>(List.of(UNKNOWN, CONTROL, CONTROL));
        List<Float> scores = new ArrayList<>(List.of(0f, 0f, 0f));
        for (int b = 0; b < 256; b++) {
            tokens.add(String.format("<0x%02X>", b));
            types.add(BYTE);
            scores.add(0f);
        }
        for (String piece : pieces) {
            tokens.add(piece);
            types.add(NORMAL);
            scores.add(-(float) tokens.size());
        }
        Map<String, Object> metadata = new HashMap<>();
        metadata.put(MODEL, "llama");
        metadata.put(TOKENS, tokens);
        metadata.put(TYPES, types);
        metadata.put(SCORES, scores);
        return metadata;
    }

    static Tokenizer tokenizer(Map<String, Object> metadata) {
        try {
            return Tokenizer.of(Metadata.of(metadata));
        } catch (GgufFormatException e) {
            throw new AssertionError(e);
        }
    }
}
