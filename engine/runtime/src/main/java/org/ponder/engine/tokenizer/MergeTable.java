package org.ponder.engine.tokenizer;

import java.util.List;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.Metadata;

/** Which pairs of tokens merge, into what, and which first: the earlier in the file's list. */
final class MergeTable {
    static final String MERGES = "tokenizer.ggml.merges";

    private final LongIntMap ranks;
    private final int[] results;

    private MergeTable(LongIntMap ranks, int[] results) {
        this.ranks = ranks;
        this.results = results;
    }

    /** Reads the merges of a model; each names two tokens of its vocabulary. */
    static MergeTable of(Metadata metadata, Spelling spelling, Vocabulary vocabulary)
            throws GgufFormatException {
        List<String> merges = metadata.strings(MERGES);
        LongIntMap ranks = new LongIntMap(merges.size());
        int[] results = new int[merges.size()];
        for (int rank = 0; rank < results.length; rank++) {
            String merge = merges.get(rank);
            int gap = merge.indexOf(' ', 1);
            if (gap < 0 || gap == merge.length() - 1) {
                throw metadata.fault(
                        MERGES, "Merge " + rank + " must be two tokens with a blank between them");
            }
            byte[] left = spelling.key(merge.substring(0, gap), TokenType.NORMAL);
            byte[] right = spelling.key(merge.substring(gap + 1), TokenType.NORMAL);
            byte[] both = new byte[left.length + right.length];
            System.arraycopy(left, 0, both, 0, left.length);
            System.arraycopy(right, 0, both, left.length, right.length);
            int leftId = vocabulary.find(left, 0, left.length);
            int rightId = vocabulary.find(right, 0, right.length);
            int result = vocabulary.find(both, 0, both.length);
            if (leftId < 0 || rightId < 0 || result < 0) {
                throw metadata.fault(
                        MERGES,
                        "Merge " + rank + " names or makes a token that the file does not have");
            }
            results[rank] = result;
            // A control token is never made from text, whatever the list of merges says.
            if (vocabulary.type(result).spellsText()) {
                ranks.putIfAbsent(key(leftId, rightId), rank);
            }
        }
        return new MergeTable(ranks, results);
    }

    /** Where the pair stands in the list, or -1 where it does not merge. */
    int rank(int left, int right) {
        return left < 0 || right < 0 ? -1 : ranks.get(key(left, right));
    }

    /** The token that the pair of a rank merges into. */
    int result(int rank) {
        return results[rank];
    }

    private static long key(int left, int right) {
        return (long) left << Integer.SIZE | right;
    }
}
