package org.ponder.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.Metadata;

/** Metadata that makes no sense is refused with the key; what is left out has its default. */
class TokenizerMetadataTest {
    private static final String BOS = "tokenizer.ggml.bos_token_id";
    private static final String EOS = "tokenizer.ggml.eos_token_id";

    private final Map<String, Object> bytePair = Vocabularies.bytePair("qwen2", "a b", "ab c");
    private final Map<String, Object> sentencePiece = Vocabularies.sentencePiece("a", "b");

    @Test
    void everyFaultNamesItsKey() {
        for (String key : List.of(Vocabularies.MODEL, Vocabularies.TOKENS, Vocabularies.MERGES)) {
            bytePair.remove(key);
            refused(bytePair, key);
            bytePair.putAll(Vocabularies.bytePair("qwen2", "a b", "ab c"));
        }
        refusedWith(Vocabularies.MODEL, "bert");
        refusedWith(Vocabularies.MODEL, 3);
        refusedWith(Vocabularies.TOKENS, List.of());
        refusedWith(Vocabularies.TOKENS, List.of(1, 2));
        refusedWith(Vocabularies.TYPES, List.of(1, 1, 1));
        refusedWith(Vocabularies.MERGES, List.of("a b", "a x y z"));
        refusedWith(Vocabularies.MERGES, List.of("ab"));
        refusedWith(Vocabularies.MERGES, List.of("a "));
        refusedWith(Vocabularies.MERGES, List.of(""));
        refusedWith(Vocabularies.MERGES, List.of("a c"));
        refusedWith(Vocabularies.MERGES, List.of("abc zz"));
        refusedWith(EOS, "</s>");
        refusedWith("tokenizer.ggml.add_bos_token", "yes");
        sentencePiece.remove(Vocabularies.SCORES);
        refused(sentencePiece, Vocabularies.SCORES);
    }

    @Test
    void typesThatAreNoneAreRefused() {
        for (int type : new int[] {-1, 0, 7, Integer.MAX_VALUE}) {
            change(bytePair, Vocabularies.TYPES, list -> with(list, 5, type));
            String message = refused(bytePair, Vocabularies.TYPES);
            assertTrue(message.contains("Token 5") && message.contains("" + type), message);
        }
    }

    @Test
    void bytesMustBeSpelledAsBytes() {
        for (String token : List.of("<0x4>", "<0xGG>", "0x41", "")) {
            change(sentencePiece, Vocabularies.TOKENS, list -> with(list, 3, token));
            refused(sentencePiece, Vocabularies.TOKENS);
        }
    }

    @Test
    void aSpecialTokenThatTakesLongToLookForIsRefused() {
        for (int type : new int[] {2, 3, 4}) {
            change(bytePair, Vocabularies.TYPES, list -> with(list, 258, type));
            change(bytePair, Vocabularies.TOKENS, list -> with(list, 258, "a".repeat(512)));
            assertEquals(1, Vocabularies.tokenizer(bytePair).encode("a".repeat(512), true).length);
            change(bytePair, Vocabularies.TOKENS, list -> with(list, 258, "a".repeat(513)));
            String message = refused(bytePair, Vocabularies.TOKENS);
            assertTrue(message.contains("Token 258") && message.contains("513"), message);
        }
        change(bytePair, Vocabularies.TYPES, list -> with(list, 258, 1));
        Vocabularies.tokenizer(bytePair); // looked for by merging, which never reaches it
    }

    @Test
    void specialTokensThatTakeMuchMemoryTogetherAreRefused() {
        List<String> tokens =
                IntStream.range(0, 8192).mapToObj(i -> "%08d".formatted(i).repeat(64)).toList();
        for (int type : new int[] {1, 2, 3, 4}) {
            Map<String, Object> large = Vocabularies.bytePair("qwen2");
            change(large, Vocabularies.TOKENS, list -> and(list, tokens));
            change(large, Vocabularies.TYPES, list -> and(list, Collections.nCopies(8192, type)));
            if (type == 1) {
                Vocabularies.tokenizer(large); // merged from text, if it ever comes to them
            } else {
                String message = refused(large, Vocabularies.TOKENS);
                assertTrue(message.contains("4194304 bytes together"), message);
            }
        }
    }

    @Test
    void anUnknownPreTokenizerIsNamedWithThoseKnown() {
        bytePair.put(Vocabularies.PRE, "clever-bpe");
        String message = refused(bytePair, Vocabularies.PRE);
        assertTrue(message.contains("clever-bpe"), message);
        assertTrue(message.contains("deepseek-r1-qwen") && message.contains("llama-bpe"), message);
    }

    @Test
    void whatTheFileSaysSteersNoTerminalAndIsKeptShort() {
        for (String key : List.of(Vocabularies.PRE, Vocabularies.MODEL)) {
            Map<String, Object> hostile = Vocabularies.bytePair("qwen2", "a b", "ab c");
            hostile.put(key, "\u001b]0;x\u0007\u001b[2J" + "k".repeat(5000));
            String message = refused(hostile, key);
            assertTrue(message.chars().noneMatch(Character::isISOControl), message);
            assertTrue(message.length() < 1200, message);
        }
    }

    @Test
    void aMissingPreTokenizerIsTheDefaultOne() {
        bytePair.put(Vocabularies.PRE, "default");
        int[] ids = Vocabularies.tokenizer(bytePair).encode("abc 1234567", false);
        bytePair.remove(Vocabularies.PRE);
        assertEquals(
                List.of(ids.length),
                List.of(Vocabularies.tokenizer(bytePair).encode("abc 1234567", false).length));
    }

    @Test
    void beginAndEndAreWhatTheFileSays() {
        Tokenizer silent = Vocabularies.tokenizer(bytePair);
        assertEquals(OptionalInt.empty(), silent.bos());
        assertEquals(OptionalInt.empty(), silent.eos());
        assertFalse(silent.addBos());
        assertEquals(Set.of(259), silent.endOfTurn());

        bytePair.put(BOS, 258);
        bytePair.put(EOS, 258);
        Tokenizer told = Vocabularies.tokenizer(bytePair);
        assertEquals(OptionalInt.of(258), told.bos());
        assertEquals(Set.of(258, 259), told.endOfTurn());
        assertFalse(told.addBos());
        bytePair.put(Vocabularies.PRE, "llama-bpe");
        assertTrue(Vocabularies.tokenizer(bytePair).addBos());
        bytePair.put("tokenizer.ggml.add_bos_token", false);
        assertFalse(Vocabularies.tokenizer(bytePair).addBos());

        Tokenizer spm = Vocabularies.tokenizer(sentencePiece);
        assertEquals(OptionalInt.of(1), spm.bos());
        assertEquals(OptionalInt.of(2), spm.eos());
        assertTrue(spm.addBos());
    }

    @Test
    void aTokenThatTheFileDoesNotHaveIsAsIfItNamedNone() {
        for (long none : new long[] {262, -1, 1L << 40}) {
            bytePair.put(BOS, none);
            bytePair.put(EOS, none);
            bytePair.put("tokenizer.ggml.eot_token_id", none);
            Tokenizer tokenizer = Vocabularies.tokenizer(bytePair);
            assertEquals(OptionalInt.empty(), tokenizer.bos());
            assertEquals(OptionalInt.empty(), tokenizer.eos());
            assertEquals(Set.of(259), tokenizer.endOfTurn());

            sentencePiece.put(EOS, none);
            assertEquals(OptionalInt.of(2), Vocabularies.tokenizer(sentencePiece).eos());
        }
    }

    @Test
    void aKeyOfATokenThatTheFileDoesNotHaveIsToldUnlessItSaysNone() throws GgufFormatException {
        List<String> ignored = new ArrayList<>();
        bytePair.put(BOS, 262);
        bytePair.put(EOS, -1);
        bytePair.put("tokenizer.ggml.eot_token_id", 1L << 40);
        bytePair.put("tokenizer.ggml.eom_token_id", 0xFFFF_FFFFL);
        Tokenizer.of(Metadata.of(bytePair), ignored::add);
        assertEquals(List.of(BOS, "tokenizer.ggml.eot_token_id"), ignored);
    }

    @Test
    void whatEndsATurnIsControlWhateverTheFileSays() {
        change(bytePair, Vocabularies.TYPES, list -> with(list, 259, 4));
        Tokenizer tokenizer = Vocabularies.tokenizer(bytePair);
        assertTrue(tokenizer.isControl(259));
        assertEquals(10, tokenizer.encode("<|im_end|>", false).length);
    }

    @Test
    void aMessageEndIsNoTurnEndInTheFormatThatHasBoth() {
        change(
                bytePair,
                Vocabularies.TOKENS,
                list -> with(with(list, 258, "<|return|>"), 259, "<|end|>"));
        assertEquals(Set.of(258), Vocabularies.tokenizer(bytePair).endOfTurn());
        change(bytePair, Vocabularies.TOKENS, list -> with(list, 258, "<s>"));
        assertEquals(Set.of(259), Vocabularies.tokenizer(bytePair).endOfTurn());
    }

    @Test
    void blanksAfterStructureGoWithItInPhi3Alone() {
        int[] kept = Vocabularies.tokenizer(bytePair).encode("<|im_end|> \n a", true);
        assertEquals(5, kept.length);
        bytePair.put("general.name", "Phi 3.5 Mini Instruct");
        Tokenizer phi = Vocabularies.tokenizer(bytePair);
        assertEquals(2, phi.encode("<|im_end|> \n a", true).length);
        assertEquals(3, phi.encode("<s> a", true).length);
    }

    @Test
    void neitherMergesNorBytesMakeControlTokens() {
        Map<String, Object> hostile = Vocabularies.bytePair("qwen2", "< s", "<s >");
        change(hostile, Vocabularies.TYPES, list -> with(list, 257, 3));
        Tokenizer tokenizer = Vocabularies.tokenizer(hostile);
        assertEquals(2, tokenizer.encode("<s>", false).length);
        assertFalse(tokenizer.isControl(tokenizer.encode("<s>", false)[0]));

        change(bytePair, Vocabularies.TYPES, list -> with(list, 'a', 3));
        assertEquals(1, Vocabularies.tokenizer(bytePair).encode("ax", false).length);
    }

    private void refusedWith(String key, Object value) {
        Object before = bytePair.put(key, value);
        refused(bytePair, key);
        bytePair.remove(key);
        if (before != null) {
            bytePair.put(key, before);
        }
    }

    private static String refused(Map<String, Object> metadata, String key) {
        GgufFormatException fault =
                assertThrows(
                        GgufFormatException.class, () -> Tokenizer.of(Metadata.of(metadata)), key);
        assertEquals(key, fault.subject());
        return String.valueOf(fault.getMessage());
    }

    private static void change(
            Map<String, Object> metadata, String key, UnaryOperator<List<Object>> change) {
        metadata.computeIfPresent(key, (k, list) -> change.apply(new ArrayList<>((List<?>) list)));
    }

    private static List<Object> and(List<Object> list, List<?> more) {
        list.addAll(more);
        return list;
    }

    private static List<Object> with(List<Object> list, int index, Object value) {
        list.set(index, value);
        return list;
    }
}
