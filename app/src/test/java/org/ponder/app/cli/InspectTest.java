package org.ponder.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The inspect commands read one JSON value a line and write one a line. */
class InspectTest {
    @TempDir private Path folder;

    @Test
    void tokensOfTheSeed() throws Exception {
        List<JsonNode> cases = Cli.seedCases();
        List<JsonNode> ids =
                Cli.feed(
                                lines(cases, "prompt"),
                                "inspect",
                                "tokens",
                                "--special",
                                "--model",
                                Cli.seed())
                        .json();
        assertEquals(column(cases, "prompt_ids"), ids);
    }

    @Test
    void userTextYieldsNoSpecialTokens() throws Exception {
        JsonNode ids =
                Cli.feed("\"a<｜User｜>\"\n", "inspect", "tokens", "--model", Cli.seed())
                        .json()
                        .getFirst();
        assertEquals("[97,60,239,189,156,85,115,101,114,239,189,156,62]", ids.toString());
    }

    @Test
    void bytesGoInAndComeOutAsHex() throws Exception {
        assertEquals(
                "[195,169,0]",
                Cli.feed("{\"hex\":\"c3A900\"}", "inspect", "tokens", "--model", Cli.seed())
                        .out()
                        .strip());
        assertEquals(
                List.of("{\"hex\":\"ff00\"}", "\"é\""),
                Cli.feed(
                                "[255,0]\n[195,169]\n",
                                "inspect",
                                "tokens",
                                "--decode",
                                "--model",
                                Cli.seed())
                        .out()
                        .lines()
                        .toList());
    }

    @Test
    void badLinesAreErrorsAndTheNextIsRead() throws Exception {
        List<JsonNode> answers =
                Cli.feed(
                                "{\"hex\":\"f\"}\n12\n\"a\" \"b\"\n"
                                        + "[".repeat(100_000)
                                        + "\n\n\"a\"",
                                "inspect",
                                "tokens",
                                "--model",
                                Cli.seed())
                        .json();
        assertEquals(6, answers.size());
        for (JsonNode answer : answers.subList(0, 5)) {
            assertEquals(1, answer.get("error").asString().lines().count(), answer.toString());
        }
        assertEquals("[97]", answers.get(5).toString());
        List<JsonNode> logits =
                Cli.feed(
                                "[]\n[264]\n[-1]\n[1.5]\n\"x\"\n",
                                "inspect",
                                "logits",
                                "--model",
                                Cli.seed())
                        .json();
        assertEquals(5, logits.size());
        logits.forEach(answer -> assertTrue(answer.get("error").isString(), answer.toString()));
    }

    @Test
    void greedyTokensOfTheSeed() throws Exception {
        List<JsonNode> cases = Cli.seedCases();
        List<JsonNode> followed =
                Cli.feed(
                                lines(cases, "prompt_ids"),
                                "inspect",
                                "logits",
                                "--greedy",
                                "20",
                                "--model",
                                Cli.seed())
                        .json();
        for (int i = 0; i < cases.size(); i++) {
            assertEquals(
                    cases.get(i).get("greedy_ids").valueStream().limit(20).toList(),
                    followed.get(i).valueStream().toList());
        }
    }

    @Test
    void logitsAreOneFloatForEachToken() throws Exception {
        JsonNode logits =
                Cli.feed("[72,105]", "inspect", "logits", "--threads", "1", "--model", Cli.seed())
                        .json()
                        .getFirst();
        assertEquals(264, logits.size());
        assertTrue(
                logits.valueStream()
                        .anyMatch(value -> value.asDouble() != Math.rint(value.asDouble())));
    }

    @Test
    void promptsAreRenderedWithTheTokensGiven() throws Exception {
        Path template = folder.resolve("t.jinja");
        Files.writeString(
                template,
                "{{ bos_token }}{% for m in messages %}{{ m.content }}{% endfor %}{{ eos_token }}");
        String line = "{\"messages\":[{\"role\":\"user\",\"content\":\"hé\"}]}\n";
        assertEquals(
                List.of("\"<s>hé</s>\"", "\"!hé</s>\""),
                Cli.feed(
                                line + line.replace("{\"m", "{\"bos_token\":\"!\",\"m"),
                                "inspect",
                                "prompt",
                                "--template",
                                template.toString(),
                                "--bos",
                                "<s>",
                                "--eos",
                                "</s>")
                        .out()
                        .lines()
                        .toList());
    }

    @Test
    void aFailingTemplateIsAnErrorOnItsLine() throws Exception {
        Path template = folder.resolve("t.jinja");
        Files.writeString(template, "{{ raise_exception('No system role') }}");
        List<JsonNode> answers =
                Cli.feed(
                                "{\"messages\":[]}\n[]\n",
                                "inspect",
                                "prompt",
                                "--template",
                                template.toString())
                        .json();
        assertTrue(answers.get(0).get("error").asString().contains("No system role"));
        assertTrue(answers.get(1).get("error").isString());
        Files.writeString(template, "{% if %}");
        JsonNode broken =
                Cli.feed(
                                "{\"messages\":[]}\n",
                                "inspect",
                                "prompt",
                                "--template",
                                template.toString())
                        .json()
                        .getFirst();
        assertTrue(broken.get("error").isString());
    }

    @Test
    void publishedTemplatesRenderExactly() throws Exception {
        Path templates = Cli.shared().resolve("tokenizers/chat_templates");
        Assumptions.assumeTrue(Files.isDirectory(templates), "no fixtures beside the repository");
        JsonNode cases = Cli.JSON.readTree(templates.resolve("chat_cases.json"));
        for (JsonNode one : cases) {
            JsonNode answer =
                    Cli.feed(
                                    one.get("input").toString(),
                                    "inspect",
                                    "prompt",
                                    "--template",
                                    templates.resolve(one.get("file").asString()).toString(),
                                    "--bos",
                                    one.get("bos_token").asString(""),
                                    "--eos",
                                    one.get("eos_token").asString(""),
                                    "--date",
                                    "2025-01-31")
                            .json()
                            .getFirst();
            if (one.get("rendered").isNull()) {
                assertTrue(answer.get("error").isString(), one.toString());
            } else {
                assertEquals(one.get("rendered"), answer, one.toString());
            }
        }
    }

    @Test
    void repliesAreSplit() {
        assertEquals(
                List.of(
                        "{\"thought\":\"a b\",\"answer\":\"c\",\"complete\":true}",
                        "{\"thought\":\"a\",\"answer\":\"\",\"complete\":false}"),
                Cli.feed("\"a b</think>\\n\\nc\"\n\"a\"\n", "inspect", "reply", "--open")
                        .out()
                        .lines()
                        .toList());
        assertEquals(
                List.of(
                        "{\"thought\":\"\",\"answer\":\"plain\",\"complete\":true}",
                        "{\"thought\":\"t\",\"answer\":\"a\",\"complete\":true}"),
                Cli.feed("\"plain\"\n\"<think>t</think>a\"\n", "inspect", "reply", "--closed")
                        .out()
                        .lines()
                        .toList());
        assertEquals(
                "{\"thought\":\"t\",\"answer\":\"4\",\"complete\":true}",
                Cli.feed(
                                "\"t</think> <answer>4</answer>\"",
                                "inspect",
                                "reply",
                                "--open",
                                "--format",
                                "answer-tags")
                        .out()
                        .strip());
    }

    @Test
    void modelsAreDescribed() throws Exception {
        JsonNode report = Cli.run("inspect", "model", "--json", Cli.seed()).json().getFirst();
        assertEquals("qwen2", report.get("architecture").asString());
        assertEquals(512, report.get("context_length").asInt());
        assertEquals(6, report.get("layers").asInt());
        assertEquals(2_907_232, report.get("file_bytes").asLong());
        assertTrue(report.get("supported").asBoolean());
        assertTrue(report.get("tensor_types").has("Q8_0"));
        assertTrue(report.get("template").asString().contains("<think>"));
        // 6 layers of keys and values of 192 floats.
        assertEquals(6 * 2 * 192 * 2, report.get("memory").get("cache_bytes_per_token").asInt());
        report =
                Cli.run("inspect", "model", "--json", "--cache-type", "Q8_0", Cli.seed())
                        .json()
                        .getFirst();
        assertEquals(6 * 2 * 6 * 34, report.get("memory").get("cache_bytes_per_token").asInt());
        Cli.Run text = Cli.run("inspect", "model", Cli.seed());
        assertTrue(text.out().contains("qwen2") && text.out().contains("2.9 MB"), text.out());
    }

    @Test
    void aModelWhoseTokenizerIsNotKnownIsNotSupported() throws Exception {
        String seed = Files.readString(Path.of(Cli.seed()), StandardCharsets.ISO_8859_1);
        Path model = folder.resolve("model.gguf");
        Files.writeString(model, seed.replaceFirst("gpt-2", "gpt-X"), StandardCharsets.ISO_8859_1);
        JsonNode report = Cli.run("inspect", "model", "--json", model.toString()).json().getFirst();
        assertFalse(report.get("supported").asBoolean());
        assertTrue(report.get("problem").asString().contains("gpt-X"), report.toString());
    }

    private static String lines(List<JsonNode> cases, String field) {
        return cases.stream().map(c -> c.get(field).toString()).collect(Collectors.joining("\n"));
    }

    private static List<JsonNode> column(List<JsonNode> cases, String field) {
        return cases.stream().map(c -> c.get(field)).toList();
    }
}
