package org.ponder.engine.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A hostile template ends with a sentence: no memory filled, no stack overrun, no hang. */
class JinjaHostileTest {
    /** Half of what threads have by default. */
    private static final long STACK_BYTES = 512 * 1024;

    private static final String DOUBLING =
            "{% set ns = namespace(s=START) %}"
                    + "{% for i in range(TIMES) %}{% set ns.s = STEP %}{% endfor %}";

    private static String grow(String start, int times, String step, String then) {
        return DOUBLING.replace("START", start)
                        .replace("TIMES", Integer.toString(times))
                        .replace("STEP", step)
                + then;
    }

    static Stream<String> hostile() {
        return Stream.of(
                // time
                "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
                "{% set x = range(99999)|list %}{% for i in x %}{% if -1 in x %}{% endif %}{% endfor %}",
                grow(
                        "'a'",
                        20,
                        "ns.s + ns.s",
                        "{% for i in range(99999) %}{{ ns.s is lower }}{% endfor %}"),
                grow(
                        "'a'",
                        20,
                        "ns.s + ns.s",
                        "{% for i in range(99999) %}{{ ns.s|int }}{% endfor %}"),
                grow(
                        "'a'",
                        20,
                        "ns.s + ns.s",
                        "{% set n = ns.s[1:] ~ 'b' %}{% for i in range(99999) %}"
                                + "{% if ns.s.startswith((n, n, n, n, n, n, n, n)) %}{% endif %}"
                                + "{% endfor %}"),
                grow(
                        "'a'",
                        20,
                        "ns.s + ns.s",
                        "{% set n = ns.s[:400000] ~ 'b' %}"
                                + "{% for i in range(99999) %}{% if n in ns.s %}{% endif %}{% endfor %}"),
                grow("[1]", 60, "[ns.s, ns.s]", "{{ ns.s == [ns.s[0], ns.s[1]] }}"),
                "{% for a in range(99999) %}{% for b in range(99999) %}"
                        + "{% if 3 ** 4000 and 3 ** 4000 and 3 ** 4000 %}{% endif %}"
                        + "{% endfor %}{% endfor %}",
                "{% set a = 3 ** 5000 %}{% set b = 7 ** 1200 %}"
                        + "{% for i in range(99999) %}{% for j in range(99999) %}"
                        + "{% if a % b and a % b and a // b %}{% endif %}"
                        + "{% endfor %}{% endfor %}",
                "{% set a = 3 ** 5000 %}"
                        + "{% for i in range(99999) %}{% for j in range(99999) %}"
                        + "{% if a|round(-400) %}{% endif %}{% endfor %}{% endfor %}",
                // memory
                "{{ 'a' * 2000000000 }}",
                "{{ [1] * 2000000000 }}",
                "{{ range(2000000000) }}",
                "{{ 2 ** 100000000000 }}",
                "{{ 10 ** 2000 * 10 ** 2000 }}",
                "{{ '%999999999d' % 5 }}",
                "{{ '{:999999999}'.format(5) }}",
                "{{ '{:.999999999f}'.format(5.0) }}",
                "{{ 'a'.center(2000000000) }}",
                "{{ 'a'.zfill(2000000000) }}",
                "{{ 'a\\tb'.expandtabs(2000000000) }}",
                "{{ 'a\\nb'|indent(2000000000) }}",
                "{{ [1]|tojson(indent=2000000000) }}",
                "{{ [1]|batch(2000000000, 'x')|list }}",
                "{{ [1]|slice(2000000000)|list }}",
                "{{ strftime_now('%c' * 3000000) }}",
                "{% for i in range(99999) %}" + "a".repeat(9999) + "{% endfor %}",
                grow("'a'", 99, "ns.s + ns.s", ""),
                grow("[1]", 99, "ns.s + ns.s", ""),
                grow("[1]", 60, "[ns.s, ns.s]", "{{ ns.s }}"),
                grow("{}", 60, "{'a': ns.s, 'b': ns.s}", "{{ ns.s|tojson(indent=9) }}"),
                grow("'a'", 22, "ns.s + ns.s", "{{ ns.s|list }}"),
                grow("'a'", 22, "ns.s + ns.s", "{{ ns.s.split('a') }}"),
                grow("'a'", 20, "ns.s + ns.s", "{{ ns.s.replace('a', 'b' * 99) }}"),
                // stack
                "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
                "{% macro f(x) %}{% if x %}{% for i in [1] %}{{ f([x, [x]]|list) ~ 'a' }}{% endfor %}{% endif %}{% endmacro %}{{ f(1) }}",
                "{% for i in [[]] recursive %}{{ loop([[]]) }}{% endfor %}",
                grow("[]", 99999, "[ns.s]", "{{ ns.s }}"),
                grow("[]", 99999, "[ns.s]", "{{ ns.s|tojson }}"),
                grow("[]", 99999, "[ns.s]", "{{ ns.s == [[]] }}") + "{{ [ns.s] == [[ns.s[0]]] }}",
                grow("[]", 99999, "[ns.s]", "{{ {ns.s: 1} }}"),
                grow("[1]", 9999, "ns.s|map('abs')", "{{ ns.s|list }}"),
                grow("[1]", 9999, "ns.s|select", "{{ ns.s|list }}"),
                "{{ ('{:' * 20000 ~ '}' * 20000).format('x') }}",
                "{{ " + "(".repeat(9999) + "1" + ")".repeat(9999) + " }}",
                "{{ " + "[".repeat(9999) + "]".repeat(9999) + " }}",
                "{{ " + "-".repeat(9999) + "1 }}",
                "{{ " + "not ".repeat(9999) + "1 }}",
                "{{ " + "1 + ".repeat(9999) + "1 }}",
                "{{ " + "1 or ".repeat(9999) + "1 }}",
                "{{ x" + "[0]".repeat(9999) + " }}",
                "{{ x" + "|string".repeat(9999) + " }}",
                "{{ " + "1 if 0 else ".repeat(9999) + "1 }}",
                "{% if 1 %}".repeat(9999) + "{% endif %}".repeat(9999),
                "x".repeat(2_000_000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void itEndsWithASentence(String source) throws InterruptedException {
        AtomicReference<@Nullable Throwable> outcome = new AtomicReference<>();
        Thread thread =
                new Thread(
                        null,
                        () -> {
                            try {
                                ChatTemplate.parse(source).render(Map.of("x", "a"));
                            } catch (Throwable e) { // an error would be the finding
                                outcome.set(e);
                            }
                        },
                        "render",
                        STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        assertTrue(thread.join(Duration.ofMinutes(1)), "it does not end");
        TemplateException failure = assertInstanceOf(TemplateException.class, outcome.get());
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.length() < 1200, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{",
                "{%",
                "{#",
                "{% raw %}",
                "{{ 'a",
                "{% set %}",
                "{% set a %}",
                "{% macro %}",
                "{% for %}",
                "{% if %}",
                "{{ a[ }}",
                "{{ a(b=1, 2) }}",
                "{{ {1} }}",
                "{{ a | }}",
                "{{ a is }}",
                "{{ a. }}",
                "{{ .a }}",
                "{% endif %}",
                "{% include 'x' %}",
                "{{ a b }}",
                "{{ @ }}",
                "{{ 0x_ }}",
                "{{ 0b_ }}",
                "{{ 0o__ }}",
                "{{ a = 1 }}",
                "{% set 1 = 2 %}",
                "{{ '\\x' }}",
                "{{ ) }}",
                "{{ (] }}",
                "{% break %}",
                "{{ 99999999999999999999[0].x.y }}"
            })
    void brokenSourceIsRefused(String source) {
        assertThrows(TemplateException.class, () -> ChatTemplate.parse(source).render(Map.of()));
    }

    @Test
    void theLineIsNamed() {
        TemplateException parsing =
                assertThrows(TemplateException.class, () -> ChatTemplate.parse("a\n\n{% if %}\nb"));
        assertEquals(3, parsing.line());
        TemplateException rendering =
                assertThrows(
                        TemplateException.class,
                        () -> ChatTemplate.parse("a\n{{ 1 }}\n{{ x.y.z }}\n").render(Map.of()));
        assertEquals(3, rendering.line());
        assertEquals(
                "The chat template fails in line 3: 'x' is undefined.", rendering.getMessage());
    }

    @Test
    void whatItSaysSteersNoTerminal() {
        TemplateException said =
                assertThrows(
                        TemplateException.class,
                        () ->
                                ChatTemplate.parse("{{ raise_exception('a\\x1b[2J\\nb') }}")
                                        .render(Map.of()));
        assertEquals("The chat template fails in line 1: a\uFFFD[2J b.", said.getMessage());
    }

    @Test
    void aDeepConversationIsRefused() {
        Object deep = "x";
        for (int i = 0; i < 5000; i++) {
            deep = List.of(deep);
        }
        Object content = deep;
        assertThrows(
                TemplateException.class,
                () -> ChatTemplate.parse("x").render(Map.of("messages", content)));
    }

    @Test
    void aLongConversationIsNotHostile() throws TemplateException {
        List<Map<String, String>> messages = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            Map<String, String> message = new HashMap<>();
            message.put("role", i % 2 == 0 ? "user" : "assistant");
            message.put("content", "word ".repeat(500));
            messages.add(message);
        }
        String template =
                "{% for m in messages[::-1] %}{% if m.role == 'user' %}{% endif %}{% endfor %}"
                        + "{% for m in messages %}{{ '<|' + m.role + '|>' "
                        + "+ (m.content.split('</think>')[-1]|trim) + '\\n' }}{% endfor %}";
        String text = ChatTemplate.parse(template).render(Map.of("messages", messages)).text();
        assertTrue(text.length() > 5_000_000);
    }
}
