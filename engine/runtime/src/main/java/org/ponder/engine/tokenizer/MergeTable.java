package org.ponder.engine.tokenizer;

import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.Metadata;
import org.ponder.engine.gguf.Utf8Strings;

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
    static MergeTable of(Metadata metadata, Vocabulary vocabulary) throws GgufFormatException {
        Utf8Strings merges = metadata.utf8Strings(MERGES);
        byte[] bytes = merges.bytes();
        LongIntMap ranks = new LongIntMap(merges.size());
        int[] results = new int[merges.size()];
        int result = Vocabulary.NONE;
        for (int rank = 0; rank < results.length; rank++) {
            int from = merges.from(rank);
            int to = merges.to(rank);
            int gap = gap(bytes, from, to);
            if (gap == Vocabulary.NONE) {
                throw metadata.fault(
                        MERGES, "Merge " + rank + " must be two tokens with a blank between them");
            }
            int left = vocabulary.find(bytes, from, gap);
            int right = vocabulary.find(bytes, gap + 1, to);
            result = result(vocabulary, result, bytes, from, gap, to);
            if (left == Vocabulary.NONE || right == Vocabulary.NONE || result == Vocabulary.NONE) {
                throw metadata.fault(
                        MERGES,
                        "Merge " + rank + " names or makes a token that the file does not have");
            }
            results[rank] = result;
            // A control token is never made from text, whatever the list of merges says.
            if (vocabulary.type(result).spellsText()) {
                ranks.putIfAbsent(key(left, right), rank);
            }
        }
        return new MergeTable(ranks, results);
    }

    /** Where the pair stands in the list, or -1 where it does not merge. */
    int rank(int left, int right) {
        return left < 0 || right < 0 ? LongIntMap.NONE : ranks.get(key(left, right));
    }

    /** The token that the pair of a rank merges into. */
    int result(int rank) {
        return results[rank];
    }

    private static int gap(byte[] bytes, int from, int to) {
        // A token may begin with a blank where blanks are spelled as such, and none is empty.
        for (int i = from + 1; i < to - 1; i++) {
            if (bytes[i] == ' ') {
                return i;
            }
        }
        return Vocabulary.NONE;
    }

    /** The token that a merge makes. Most lists go along with the ids, so those near are tried. */
    private static int result(
            Vocabulary vocabulary, int last, byte[] bytes, int from, int gap, int to) {
        byte[] both = new byte[to - from - 1];
        System.arraycopy(bytes, from, both, 0, gap - from);
        System.arraycopy(bytes, gap + 1, both, gap - from, to - gap - 1);
        for (int near = last; near >= 0 && near <= last + 1 && near < vocabulary.size(); near++) {
            if (vocabulary.isSpelled(near, both, 0, both.length)) {
                return near;
            }
        }
        return vocabulary.find(both, 0, both.length);
    }

    private static long key(int left, int right) {
        return (long) left << Integer.SIZE | right;
    }
}
