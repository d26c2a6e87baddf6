package org.ponder.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Decoding undoes encoding, and no bytes of any tokens are lost. */
class TokenizerRoundTripTest {
    private static final String[] MERGES = {
        "\u0120 t",
        "h e",
        "\u0120t he",
        "a a",
        "aa aa",
        "\u00E2 \u0122",
        "\u0120 \u0120",
        "\u010A \u010A"
    };

    static Stream<Tokenizer> tokenizers() {
        return Stream.concat(
                Stream.of(Pebble.tokenizer()),
                Stream.concat(
                        Stream.of("gpt-2", "llama-bpe", "deepseek-v3", "deepseek-llm", "default")
                                .map(pre -> Vocabularies.bytePair(pre, MERGES))
                                .map(Vocabularies::tokenizer),
                        Stream.of(
                                Vocabularies.tokenizer(
                                        Vocabularies.sentencePiece(
                                                "\u2581t",
                                                "he",
                                                "\u2581the",
                                                "\u2581",
                                                "t",
                                                "h",
                                                "e",
                                                "a",
                                                "aa",
                                                "\u4E16")))));
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void decodeUndoesEncode(Tokenizer tokenizer) {
        Random random = new Random(11);
        String[] parts = {
            "the",
            " the",
            "  ",
            "\n\n",
            "aaaa",
            "<think>",
            "<s>",
            "<|im_end|>",
            "\u4E16",
            "123",
            "\uD83D\uDE42",
            "e\u0301",
            "\0",
            "\u2581",
            "'s",
            "</s>",
            "<0x41>",
            "   ",
            "\uFFFD"
        };
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            boolean parseSpecial = round % 2 == 0;
            int[] ids = tokenizer.encode(text.toString(), parseSpecial);
            // SentencePiece writes a blank as U+2581, so it cannot tell the two apart.
            String expected = text.toString();
            String decoded = tokenizer.decode(ids);
            if (tokenizer.idOf("<unk>").isPresent()) {
                expected = expected.replace('\u2581', ' ');
                if (parseSpecial) {
                    // Blanks are added after control tokens too.
                    expected = expected.replace(" ", "");
                    decoded = decoded.replace(" ", "");
                }
            }
            assertEquals(expected, decoded);
            assertArrayEquals(
                    ids,
                    tokenizer.encodeBytes(
                            text.toString().getBytes(StandardCharsets.UTF_8), parseSpecial));
        }
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void moreOfATextIsEncodedAsInTheWhole(Tokenizer tokenizer) {
        for (String begun : List.of("the", "\u4E16", "<s>")) {
            int[] ids = tokenizer.encode(begun, true);
            int[] more = tokenizer.encodeAfter(ids[ids.length - 1], "\nthe<think> the");
            assertArrayEquals(
                    tokenizer.encode(begun + "\nthe<think> the", true),
                    IntStream.concat(IntStream.of(ids), IntStream.of(more)).toArray());
        }
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void plainTextNeverBecomesControlTokens(Tokenizer tokenizer) {
        for (int id = 0; id < tokenizer.vocabularySize(); id++) {
            if (tokenizer.isControl(id)) {
                String text = new String(tokenizer.bytes(id), StandardCharsets.UTF_8);
                int[] ids = tokenizer.encode("a" + text + text, false);
                assertTrue(IntStream.of(ids).noneMatch(tokenizer::isControl), text);
                assertEquals("a" + text + text, tokenizer.decode(ids));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void anyTokensDecodeToTheirBytes(Tokenizer tokenizer) {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int[] ids = random.ints(20, 3, tokenizer.vocabularySize()).toArray();
            ids[0] = tokenizer.idOf("h").orElseThrow();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int id : ids) {
                bytes.writeBytes(tokenizer.bytes(id));
            }
            Utf8Assembler assembler = tokenizer.newAssembler();
            assertEquals(
                    assembler.feed(bytes.toByteArray()) + assembler.finish(),
                    tokenizer.decode(ids));
        }
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void idsThatAreNoneAreRefused(Tokenizer tokenizer) {
        for (int id : new int[] {-1, tokenizer.vocabularySize(), Integer.MAX_VALUE}) {
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> tokenizer.decode(new int[] {3, id}));
            assertTrue(refused.toString().contains(" " + id + ":"), refused.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void halfACharacterIsReplaced(Tokenizer tokenizer) {
        assertEquals("a\uFFFDb", tokenizer.decode(tokenizer.encode("a\uD83Db", true)));
        assertEquals("\uFFFD", tokenizer.decode(tokenizer.encode("\uDE42", true)));
        assertEquals(
                "\uFFFD\uFFFDx",
                tokenizer.decode(
                        tokenizer.encodeBytes(new byte[] {(byte) 0xC0, (byte) 0xAF, 'x'}, true)));
    }

    @Test
    void noTextIsNoTokens() {
        tokenizers().forEach(tokenizer -> assertEquals(0, tokenizer.encode("", true).length));
    }
}
