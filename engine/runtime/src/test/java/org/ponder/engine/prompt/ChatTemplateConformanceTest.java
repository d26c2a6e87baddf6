package org.ponder.engine.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ponder.engine.Shared;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Published chat templates render as Jinja itself renders them, character for character. */
class ChatTemplateConformanceTest {
    /** The day on which the expected renderings were made. */
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2025-01-31T00:00:00Z"), ZoneOffset.UTC);

    @TestFactory
    Stream<DynamicTest> everyPublishedCaseRendersExactly() throws IOException {
        Path file = Shared.file("tokenizers/chat_templates/chat_cases.json");
        List<Map<String, Object>> cases =
                JsonMapper.shared().readValue(file.toFile(), new TypeReference<>() {});
        assertEquals(99, cases.size());
        return cases.stream()
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.get("template") + " " + one.get("case"),
                                () -> check(file, one)));
    }

    private static void check(Path cases, Map<String, Object> one)
            throws IOException, TemplateException {
        String source = Files.readString(cases.resolveSibling((String) one.get("file")));
        Map<String, Object> input = new LinkedHashMap<>();
        if (one.get("input") instanceof Map<?, ?> given) {
            given.forEach((key, value) -> input.put((String) key, value));
        }
        input.put("bos_token", one.get("bos_token"));
        input.put("eos_token", one.get("eos_token"));
        ChatTemplate template = ChatTemplate.parse(source, CLOCK);
        Object expected = one.get("rendered");
        if (expected == null) {
            assertThrows(TemplateException.class, () -> template.render(input));
        } else {
            assertEquals(expected, template.render(input).text());
        }
    }
}
