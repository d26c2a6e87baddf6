package org.ponder.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ponder.engine.Shared;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bundled model's tokenizer: every byte is a token, and six tokens are structure. */
class PebbleTokenizerTest {
    private final Tokenizer pebble = Pebble.tokenizer();

    @Test
    void textIsItsBytes() {
        String text = "How many r's are in strawberry?\n\u00E9\u4E16\uD83D\uDE42 \0";
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int[] bytes = IntStream.range(0, utf8.length).map(i -> utf8[i] & 0xFF).toArray();
        assertArrayEquals(bytes, pebble.encode(text, true));
        assertArrayEquals(bytes, pebble.encode(text, false));
        assertEquals(text, pebble.decode(bytes));
    }

    @Test
    void structureIsRecognisedWhereItIsAskedFor() {
        String prompt = "<\uFF5CUser\uFF5C>Hi<\uFF5CAssistant\uFF5C><think>";
        assertArrayEquals(new int[] {256, 'H', 'i', 257, 258}, pebble.encode(prompt, true));
        assertTrue(IntStream.of(pebble.encode(prompt, false)).noneMatch(pebble::isControl));
        assertEquals(prompt, pebble.decode(pebble.encode(prompt, true)));
        assertEquals(prompt, pebble.decode(pebble.encode(prompt, false)));
    }

    @Test
    void theFileNamesItsTokens() {
        assertEquals(264, pebble.vocabularySize());
        assertEquals(OptionalInt.of(262), pebble.bos());
        assertEquals(OptionalInt.of(260), pebble.eos());
        assertFalse(pebble.addBos());
        assertEquals(Set.of(260), pebble.endOfTurn());
        assertEquals(OptionalInt.of(258), pebble.idOf("<think>"));
        assertEquals(OptionalInt.of(259), pebble.idOf("</think>"));
        assertEquals(OptionalInt.of('a'), pebble.idOf("a"));
        assertEquals(OptionalInt.of(' '), pebble.idOf(" "));
        assertEquals(OptionalInt.empty(), pebble.idOf("<Think>"));
        assertEquals(OptionalInt.empty(), pebble.idOf("ab"));
        assertTrue(pebble.isControl(260));
        assertFalse(pebble.isControl(258));
    }

    @Test
    void recordedConversationsTokenizeAlike() throws IOException {
        JsonNode golden =
                JsonMapper.shared()
                        .readTree(Shared.file("weights/pebble-seed.golden.json").toFile());
        assertFalse(golden.get("cases").isEmpty());
        for (JsonNode each : golden.get("cases")) {
            String prompt = each.get("prompt").asString();
            int[] ids = ids(each.get("prompt_ids"));
            assertArrayEquals(ids, pebble.encode(prompt, true));
            assertEquals(prompt, pebble.decode(ids));
            String reply = pebble.decode(ids(each.get("greedy_ids")));
            assertTrue(reply.startsWith(each.get("thought").asString()), reply);
            assertTrue(reply.contains(each.get("answer").asString()), reply);
        }
    }

    private static int[] ids(JsonNode array) {
        return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
    }
}
