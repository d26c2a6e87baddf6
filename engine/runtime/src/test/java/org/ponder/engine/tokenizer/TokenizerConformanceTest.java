package org.ponder.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.engine.Shared;
import org.ponder.engine.gguf.GgufFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same ids as the tokenizers that the models were trained with. Where the two references
 * differ, Hugging Face's ids are the right ones.
 */
class TokenizerConformanceTest {
    private static final String CASE_BREAK = "\n__ggml_vocab_test__\n";

    @TempDir private static Path unpacked;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deepseek-r1",
                "deepseek-r1-distill-llama",
                "deepseek-r1-distill-qwen",
                "gpt-oss",
                "qwen3"
            })
    void everyCaseGivesTheReferenceIds(String name) throws IOException {
        JsonNode cases =
                JsonMapper.shared()
                        .readTree(Shared.file("tokenizers/cases/" + name + ".json").toFile());
        Tokenizer tokenizer = tokenizer(name + ".vocab");
        List<Executable> checks = new ArrayList<>();
        for (JsonNode each : cases.get("cases")) {
            checks.add(() -> check(tokenizer, each));
        }
        for (JsonNode each : cases.get("token_pieces")) {
            checks.add(() -> checkPieces(tokenizer, each));
        }
        assertTrue(checks.size() > 200);
        assertAll(checks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deepseek-coder",
                "deepseek-llm",
                "deepseek-r1-qwen",
                "gpt-2",
                "llama-bpe",
                "llama-spm",
                "qwen2"
            })
    void everyCaseOfLlamaCppGivesItsIds(String name) throws IOException {
        String path = "tokenizers/llama.cpp-inp-out/ggml-vocab-" + name + ".gguf.";
        String[] texts = Files.readString(Shared.file(path + "inp")).split(CASE_BREAK, -1);
        List<String> lines = Files.readAllLines(Shared.file(path + "out"));
        Tokenizer tokenizer =
                tokenizer(
                        switch (name) {
                            case "deepseek-r1-qwen" -> "deepseek-r1-distill-qwen.vocab";
                            case "llama-bpe" -> "deepseek-r1-distill-llama.vocab";
                            case "qwen2" -> "qwen3.vocab";
                            default -> "ggml-vocab-" + name;
                        });
        List<Executable> checks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String text = texts[i];
            int[] ids =
                    Arrays.stream(lines.get(i).split(" "))
                            .filter(id -> !id.isEmpty())
                            .mapToInt(Integer::parseInt)
                            .toArray();
            checks.add(
                    () -> assertArrayEquals(ids, tokenizer.encode(text, false), () -> shown(text)));
        }
        assertEquals(46, checks.size(), 1);
        assertAll(checks);
    }

    @Test
    void storiesAreReadAsTheyWereWhenTheModelRan() throws IOException {
        JsonNode golden =
                JsonMapper.shared()
                        .readTree(Shared.file("weights/stories260K.golden.json").toFile());
        try (GgufFile file = GgufFile.open(Shared.file("weights/stories260K.Q8_0.gguf"))) {
            Tokenizer tokenizer = Tokenizer.of(file.metadata());
            for (int i = 0; i < golden.get("prompts").size(); i++) {
                String prompt = golden.get("prompts").get(i).asString();
                int[] withBos = ids(golden.get("prompt_ids_with_bos").get(i));
                int[] ids = Arrays.copyOfRange(withBos, 1, withBos.length);
                assertArrayEquals(ids, tokenizer.encode(prompt, true), prompt);
                assertEquals(prompt, tokenizer.decode(ids));
            }
        }
    }

    private static void check(Tokenizer tokenizer, JsonNode each) {
        String name = each.get("name").asString();
        if (each.has("hex")) {
            byte[] bytes = HexFormat.of().parseHex(each.get("hex").asString());
            assertArrayEquals(
                    ids(each.get("ids_hf_after_python_replace")),
                    tokenizer.encodeBytes(bytes, true),
                    name);
            return;
        }
        String text = each.get("text").asString();
        JsonNode agreed = each.get("ids");
        int[] ids = ids(agreed.isNull() ? each.get("ids_hf") : agreed);
        assertArrayEquals(ids, tokenizer.encode(text, true), () -> name + ": " + shown(text));
        String decoded = each.has("hf_decoded") ? each.get("hf_decoded").asString() : text;
        assertEquals(decoded, tokenizer.decode(ids), name);

        int[] plain = tokenizer.encode(text, false);
        assertTrue(IntStream.of(plain).noneMatch(tokenizer::isControl), name);
        JsonNode different = each.get("ids_llama_cpp_parse_special_false");
        int[] reference = different == null ? ids : ids(different);
        // llama.cpp lets users write some of gpt-oss's control tokens; Ponder lets them write none.
        if (!agreed.isNull() && IntStream.of(reference).noneMatch(tokenizer::isControl)) {
            assertArrayEquals(reference, plain, name);
        }
    }

    private static void checkPieces(Tokenizer tokenizer, JsonNode each) {
        int[] ids = ids(each.get("ids"));
        for (int i = 0; i < ids.length; i++) {
            assertEquals(
                    each.get("pieces_hex").get(i).asString(),
                    HexFormat.of().formatHex(tokenizer.bytes(ids[i])));
        }
    }

    private static Tokenizer tokenizer(String vocabulary) throws IOException {
        Path path = Shared.unpacked("tokenizers/vocab/" + vocabulary + ".gguf.gz", unpacked);
        try (GgufFile file = GgufFile.open(path)) {
            return Tokenizer.of(file.metadata());
        }
    }

    private static int[] ids(JsonNode array) {
        return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .forEach(c ->
                        shown.append(
                                c >= ' ' && c < 0x7F
                                        ? Character.toString(c)
                                        : "{" + Integer.toHexString(c) + "}"));
        return shown.toString();
    }
}
