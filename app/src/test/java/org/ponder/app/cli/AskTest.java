package org.ponder.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What {@code ponder ask} prints, with the bundled model. */
class AskTest {
    private static final String QUESTION = "How many r's are in strawberry?";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private static Cli.Run run(String... more) throws Exception {
        return Cli.run(ask(more));
    }

    private static Cli.Run show(String... more) throws Exception {
        return Cli.show(ask(more));
    }

    private static Cli.Run feed(String in, String... more) throws Exception {
        return Cli.feed(in, ask(more));
    }

    /** Asks the seed, of which the replies are known. */
    private static String[] ask(String... more) throws Exception {
        return Stream.concat(Stream.of("ask", "--model", Cli.seed()), Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void printsThoughtAndAnswer() throws Exception {
        JsonNode expected = Cli.seedCases().getFirst();
        Cli.Run run = run("--temperature", "0", QUESTION);
        assertEquals(0, run.code(), run.err());
        assertEquals(
                expected.get("thought").asString()
                        + "\n\n"
                        + expected.get("answer").asString()
                        + "\n",
                run.out());
        assertEquals("", run.err());
    }

    @Test
    void printsOneOfBoth() throws Exception {
        JsonNode expected = Cli.seedCases().getFirst();
        assertEquals(
                expected.get("answer").asString() + "\n",
                run("--temperature", "0", "--thoughts", "hide", QUESTION).out());
        assertEquals(
                expected.get("thought").asString() + "\n",
                run("--temperature", "0", "--thoughts", "only", QUESTION).out());
    }

    @Test
    void dimsTheThoughtOnATerminalOnly() throws Exception {
        JsonNode expected = Cli.seedCases().getFirst();
        Cli.Run run = show("--temperature", "0", QUESTION);
        assertEquals(
                DIM
                        + expected.get("thought").asString()
                        + PLAIN
                        + "\n\n"
                        + expected.get("answer").asString()
                        + "\n",
                run.out());
    }

    @Test
    void printsOneJsonObject() throws Exception {
        JsonNode expected = Cli.seedCases().getFirst();
        List<JsonNode> printed = run("--json", "--temperature", "0", QUESTION).json();
        assertEquals(1, printed.size());
        JsonNode reply = printed.getFirst();
        assertEquals(expected.get("thought"), reply.get("thought"));
        assertEquals(expected.get("answer"), reply.get("answer"));
        assertEquals("stop", reply.get("finish").asString());
        // Byte-level: as many tokens as bytes, with the white space around each part.
        assertTrue(
                reply.get("thought_tokens").asInt() >= expected.get("thought").asString().length());
        assertTrue(
                reply.get("answer_tokens").asInt() >= expected.get("answer").asString().length());
        for (String part : List.of("load", "prefill", "thinking", "answering")) {
            assertTrue(reply.get("seconds").get(part).asDouble(-1) >= 0, part);
        }
    }

    @Test
    void answersEachLineInAFreshChatAndGoesOnAfterABadOne() throws Exception {
        List<JsonNode> cases = Cli.seedCases();
        String questions =
                cases.stream()
                        .map(c -> c.get("question").toString())
                        .collect(Collectors.joining("\nnot json\n"));
        List<JsonNode> replies = feed(questions, "--jsonl", "--temperature", "0").json();
        assertEquals(2 * cases.size() - 1, replies.size());
        for (int i = 0; i < cases.size(); i++) {
            assertEquals(cases.get(i).get("thought"), replies.get(2 * i).get("thought"));
            assertEquals(cases.get(i).get("answer"), replies.get(2 * i).get("answer"));
            if (i > 0) {
                assertTrue(replies.get(2 * i - 1).get("error").isString());
            }
        }
    }

    @Test
    void linesThatAreNoStringsAreErrors() throws Exception {
        List<JsonNode> replies = feed("17\n{}\n\n\"" + "x".repeat(600) + "\"\n", "--jsonl").json();
        assertEquals(4, replies.size());
        replies.forEach(reply -> assertTrue(reply.get("error").isString(), reply.toString()));
    }

    @Test
    void readsTheQuestionFromStandardInput() throws Exception {
        JsonNode expected = Cli.seedCases().getFirst();
        Cli.Run run = feed(QUESTION + "\n", "--thoughts", "hide", "--temperature", "0", "-");
        assertEquals(expected.get("answer").asString() + "\n", run.out());
    }

    @Test
    void sameSeedSameText() throws Exception {
        String model = Cli.seed();
        List<String> texts =
                List.of("7", "7", "8").stream()
                        .map(seed ->
                                Cli.run(
                                                "ask",
                                                "--model",
                                                model,
                                                "--seed",
                                                seed,
                                                "--temperature",
                                                "3",
                                                QUESTION)
                                        .out())
                        .toList();
        assertEquals(texts.get(0), texts.get(1));
        assertNotEquals(texts.get(0), texts.get(2));
    }

    @Test
    void theBudgetEndsTheThought() throws Exception {
        JsonNode reply =
                run("--json", "--temperature", "0", "--budget", "10", QUESTION).json().getFirst();
        assertTrue(reply.get("thought_tokens").asInt() <= 10, reply.toString());
        assertFalse(reply.get("answer").asString().isEmpty());
    }

    @Test
    void theMostTokensEndTheReply() throws Exception {
        JsonNode reply =
                run("--json", "--temperature", "0", "--max-tokens", "20", QUESTION)
                        .json()
                        .getFirst();
        assertEquals("length", reply.get("finish").asString());
        assertEquals(20, reply.get("thought_tokens").asInt() + reply.get("answer_tokens").asInt());
        Cli.Run text = run("--temperature", "0", "--max-tokens", "20", QUESTION);
        assertTrue(text.err().contains("cut at the limit"), text.err());
    }

    @Test
    void withoutThinkingThereIsNoThought() throws Exception {
        JsonNode reply =
                run("--json", "--temperature", "0", "--think", "off", QUESTION).json().getFirst();
        assertEquals("", reply.get("thought").asString());
        assertEquals(0, reply.get("thought_tokens").asInt());
        assertFalse(reply.get("answer").asString().isEmpty());
    }
}
