package org.ponder.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The pair that the file lists first is merged first, the leftmost of equals. */
class MergeOrderTest {
    private static final String[] MERGES = {
        "a b", "b c", "ab c", "c a", "bc d", "a a", "aa a", "d d", "dd dd", "ab ab", "c abab", "b b"
    };

    @Test
    void mergingIsWhatTheDefinitionSays() {
        Tokenizer tokenizer = Vocabularies.tokenizer(Vocabularies.bytePair("gpt-2", MERGES));
        Random random = new Random(2);
        for (int round = 0; round < 2000; round++) {
            StringBuilder word = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                word.append((char) ('a' + random.nextInt(4)));
            }
            String text = word.toString();
            int[] expected =
                    byDefinition(text).stream()
                            .mapToInt(token -> tokenizer.idOf(token).orElseThrow())
                            .toArray();
            assertArrayEquals(expected, tokenizer.encode(text, false), text);
        }
    }

    @Test
    void aWordThatIsATokenIsTakenWholeWhereTheModelDoesSo() {
        String[] merges = {"a b", "b c", "a bc"};
        int[] merged =
                Vocabularies.tokenizer(Vocabularies.bytePair("gpt-2", merges)).encode("abc", false);
        assertArrayEquals(new int[] {256, 'c'}, merged);
        int[] whole =
                Vocabularies.tokenizer(Vocabularies.bytePair("llama-bpe", merges))
                        .encode("abc", false);
        assertArrayEquals(new int[] {258}, whole);
    }

    @Test
    void theHighestScoreIsMergedFirst() {
        Tokenizer tokenizer =
                Vocabularies.tokenizer(
                        Vocabularies.sentencePiece("bc", "ab", "a", "b", "c", "\u2581", "\u2581a"));
        int first = 3 + 256;
        assertArrayEquals(new int[] {first + 6, first}, tokenizer.encode("abc", false), "_a bc");
        assertArrayEquals(
                new int[] {first + 5, 3 + 'x', 3 + 0xC3, 3 + 0xA9, first + 5},
                tokenizer.encode("x\u00E9 ", false),
                "characters without a token are bytes");
        assertEquals("abc", tokenizer.decode(tokenizer.encode("abc", false)));
    }

    /** A megabyte without a break: a quadratic merge would need hours. */
    @Test
    void wordsMayBeAsLongAsTheyLike() {
        String same = "a".repeat(1_000_000);
        StringBuilder mixed = new StringBuilder();
        Random random = new Random(4);
        random.ints(300_000, 'a', 'e').forEach(c -> mixed.append((char) c));
        List<Tokenizer> tokenizers =
                List.of(
                        Vocabularies.tokenizer(Vocabularies.bytePair("qwen2", MERGES)),
                        Vocabularies.tokenizer(
                                Vocabularies.sentencePiece(
                                        "\u2581", "a", "b", "c", "d", "aa", "ab", "abab")));
        for (Tokenizer tokenizer : tokenizers) {
            for (String text : List.of(same, mixed.toString())) {
                int[] ids = tokenizer.encode(text, true);
                assertTrue(ids.length < text.length());
                assertTrue(tokenizer.decode(ids).equals(text));
            }
        }
    }

    /** Much of each thing on which a pattern could stumble. */
    @Test
    void patternsNeitherRecurseNorStallAlongTheText() {
        String[] units = {
            " ", "\n", " \n", "'", "1", "\u4E00", "\u0301", "<", "A", "aA", "-", "\tx"
        };
        for (PreTokenizerFamily family : PreTokenizerFamily.values()) {
            PreTokenizer preTokenizer = family.create();
            for (String unit : units) {
                char[] text = (unit.repeat(100_000) + "\u0627").toCharArray();
                IntList ends = new IntList();
                preTokenizer.split(text, ends);
                assertEquals(text.length, ends.get(ends.size() - 1));
            }
        }
    }

    private static List<String> byDefinition(String text) {
        List<String> symbols = new ArrayList<>();
        text.chars().forEach(c -> symbols.add(Character.toString(c)));
        while (true) {
            int best = MERGES.length;
            int at = -1;
            for (int i = 0; i + 1 < symbols.size(); i++) {
                int rank = List.of(MERGES).indexOf(symbols.get(i) + " " + symbols.get(i + 1));
                if (rank >= 0 && rank < best) {
                    best = rank;
                    at = i;
                }
            }
            if (at < 0) {
                return symbols;
            }
            symbols.set(at, symbols.get(at) + symbols.remove(at + 1));
        }
    }
}
