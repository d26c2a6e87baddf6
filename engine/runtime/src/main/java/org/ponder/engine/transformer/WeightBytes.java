package org.ponder.engine.transformer;

import java.util.regex.Pattern;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.GgufTensor;

/**
 * What a token needs of a model's weights, in bytes of the file.
 *
 * @param always weights that every token needs
 * @param experts of all layers
 * @param expertsUsed those that one token is sent to
 */
public record WeightBytes(long always, long experts, long expertsUsed) {
    /** All of a layer in one tensor, or in old files each in its own. */
    private static final Pattern EXPERTS =
            Pattern.compile(".*_exps\\.weight|blk\\.\\d+\\.ffn_(gate|up|down)\\.\\d+\\.weight");

    /** Of the tensors of a file. */
    public static WeightBytes of(GgufFile file) {
        long always = 0;
        long experts = 0;
        boolean tied = file.tensor("output.weight").isEmpty();
        for (GgufTensor tensor : file.tensors().values()) {
            long bytes = tensor.data().byteSize();
            if (EXPERTS.matcher(tensor.name()).matches()) {
                experts += bytes;
            } else if (tied || !tensor.name().equals("token_embd.weight")) {
                always += bytes; // of embeddings alone a token needs one row
            }
        }
        return new WeightBytes(always, experts, (long) (experts * usedShare(file)));
    }

    private static double usedShare(GgufFile file) {
        try {
            ExpertConfig config = ExpertConfig.of(Keys.of(file.metadata()));
            return config.count() == 0 ? 0 : (double) config.used() / config.count();
        } catch (GgufFormatException e) {
            return 1; // loading says what is wrong
        }
    }

    /** Bytes that one token reads. */
    public long perToken() {
        return always + expertsUsed;
    }
}
