package org.ponder.engine.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The language itself behaves as Jinja does, faults included. */
class JinjaConformanceTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2025-01-31T00:00:00Z"), ZoneOffset.UTC);

    @TestFactory
    Stream<DynamicTest> everyCaseRendersAsJinjaRendersIt() throws IOException {
        JsonNode file;
        try (InputStream in =
                JinjaConformanceTest.class.getResourceAsStream("/prompt/jinja-cases.json")) {
            file = JsonMapper.shared().readTree(Objects.requireNonNull(in));
        }
        Map<String, Object> input = new LinkedHashMap<>();
        file.get("input")
                .properties()
                .forEach(entry ->
                        input.put(
                                entry.getKey(),
                                JsonMapper.shared().convertValue(entry.getValue(), Object.class)));
        return file.get("cases")
                .valueStream()
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.get("template").asString().replace("\n", "\\n"),
                                () -> check(one, input)));
    }

    private static void check(JsonNode one, Map<String, Object> input) throws TemplateException {
        String source = one.get("template").asString();
        if (one.get("rendered").isNull()) {
            assertThrows(
                    TemplateException.class, () -> ChatTemplate.parse(source, CLOCK).render(input));
        } else {
            assertEquals(
                    one.get("rendered").asString(),
                    ChatTemplate.parse(source, CLOCK).render(input).text());
        }
    }
}
