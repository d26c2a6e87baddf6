package org.ponder.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.app.models.BundledModel;
import org.ponder.engine.chat.LanguageModel;
import org.ponder.engine.chat.LoadOptions;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server speaks as OpenAI's chat completions do, to those who may ask, and stays upright. */
@Timeout(120)
class LocalServerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String QUESTION = "How many r's are in strawberry?";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static LanguageModel model;
    private static LocalServer server;

    @BeforeAll
    static void start() throws Exception {
        model = LanguageModel.load(BundledModel.temporaryFile(), LoadOptions.defaults());
        server = start("", ServerOptions.Limits.defaults());
    }

    private static LocalServer start(String key, ServerOptions.Limits limits) throws Exception {
        return LocalServer.start(model.newSession(0), "pebble", onLoopback(key, limits));
    }

    private static ServerOptions onLoopback(String key, ServerOptions.Limits limits) {
        return new ServerOptions(
                InetAddress.ofLiteral("127.0.0.1"), "127.0.0.1", 0, key, 0, limits);
    }

    @AfterAll
    static void stop() {
        server.close();
        model.close();
        CLIENT.close();
    }

    private static HttpRequest.Builder request(LocalServer to, String path) {
        return HttpRequest.newBuilder(to.address().resolve(path));
    }

    private static HttpRequest chat(LocalServer to, String body) {
        return request(to, "/v1/chat/completions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String body(String more) {
        return "{\"model\":\"pebble\",\"messages\":[{\"role\":\"user\",\"content\":\""
                + QUESTION
                + "\"}],\"temperature\":0"
                + more
                + "}";
    }

    private static JsonNode ask(String more) throws Exception {
        HttpResponse<String> answer =
                CLIENT.send(chat(server, body(more)), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    private static JsonNode error(int status, HttpRequest request) throws Exception {
        HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer.body());
        JsonNode error = JSON.readTree(answer.body()).path("error");
        assertTrue(error.path("message").asString().endsWith("."), answer.body());
        return error;
    }

    @Test
    void aWholeCompletionHasThoughtAnswerAndCounts() throws Exception {
        JsonNode json = ask("");
        assertEquals("chat.completion", json.path("object").asString());
        assertEquals("pebble", json.path("model").asString());
        assertTrue(json.path("id").asString().startsWith("chatcmpl-"));
        JsonNode choice = json.path("choices").get(0);
        assertEquals("stop", choice.path("finish_reason").asString());
        assertEquals("assistant", choice.path("message").path("role").asString());
        assertTrue(choice.path("message").path("content").asString().contains("3"));
        assertFalse(choice.path("message").path("reasoning_content").asString().isBlank());
        JsonNode usage = json.path("usage");
        assertEquals(
                usage.path("total_tokens").asInt(),
                usage.path("prompt_tokens").asInt() + usage.path("completion_tokens").asInt());
        assertTrue(usage.path("completion_tokens_details").path("reasoning_tokens").asInt() > 0);
    }

    @Test
    void aModelThatProgramsMayNotUseIsSaidPlainly() throws Exception {
        ReplyMaker refusing =
                (messages, reply, control, events) -> {
                    throw new IllegalStateException("The model is on a server.");
                };
        try (LocalServer without =
                LocalServer.start(
                        refusing,
                        () -> "pebble",
                        onLoopback("", ServerOptions.Limits.defaults()))) {
            JsonNode error = error(503, chat(without, body("")));
            assertEquals("The model is on a server.", error.path("message").asString());
            assertEquals("model_not_available", error.path("code").asString());
        }
    }

    @Test
    void aStreamSaysTheSameInPieces() throws Exception {
        JsonNode whole = ask("").path("choices").get(0).path("message");
        List<JsonNode> chunks = new ArrayList<>();
        String text =
                CLIENT.send(
                                chat(
                                        server,
                                        body(
                                                ",\"stream\":true,\"stream_options\":{\"include_usage\":true}")),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        assertTrue(text.endsWith("data: [DONE]\n\n"), text);
        StringBuilder thought = new StringBuilder();
        StringBuilder answer = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.startsWith("data: {")) {
                JsonNode chunk = JSON.readTree(line.substring("data: ".length()));
                chunks.add(chunk);
                JsonNode delta = chunk.path("choices").path(0).path("delta");
                thought.append(delta.path("reasoning_content").asString(""));
                answer.append(delta.path("content").asString(""));
            }
        }
        assertEquals(whole.path("reasoning_content").asString(), thought.toString());
        assertEquals(whole.path("content").asString(), answer.toString());
        assertEquals(
                "assistant",
                chunks.getFirst().path("choices").get(0).path("delta").path("role").asString());
        assertEquals(1, chunks.stream().map(c -> c.path("id").asString()).distinct().count());
        assertTrue(chunks.getLast().path("choices").isEmpty());
        assertTrue(chunks.getLast().path("usage").path("total_tokens").asInt() > 0);
        JsonNode last = chunks.get(chunks.size() - 2).path("choices").get(0);
        assertEquals("stop", last.path("finish_reason").asString());
    }

    @Test
    void aPromptThatWasReadIsCountedAsCached() throws Exception {
        int tokens = ask("").path("usage").path("prompt_tokens").asInt();
        JsonNode usage = ask("").path("usage");
        assertEquals(tokens - 1, usage.path("prompt_tokens_details").path("cached_tokens").asInt());
    }

    @Test
    void limitsStopsAndSeedsAreKept() throws Exception {
        JsonNode cut = ask(",\"max_tokens\":5");
        assertEquals("length", cut.path("choices").get(0).path("finish_reason").asString());
        assertEquals(5, cut.path("usage").path("completion_tokens").asInt());
        String answer = ask("").path("choices").get(0).path("message").path("content").asString();
        String middle = answer.substring(answer.length() / 2, answer.length() / 2 + 2);
        JsonNode stopped =
                ask(",\"stop\":[" + JSON.writeValueAsString(middle) + "]").path("choices").get(0);
        assertEquals("stop", stopped.path("finish_reason").asString());
        assertEquals(
                answer.substring(0, answer.indexOf(middle)),
                stopped.path("message").path("content").asString());
        String warm = ",\"temperature\":1.5,\"seed\":11";
        assertEquals(
                ask(warm).path("choices").get(0).path("message"),
                ask(warm).path("choices").get(0).path("message"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|400",
                "nonsense|400",
                "{\"messages\":[]}|400",
                "{\"messages\":[{\"role\":\"robot\",\"content\":\"x\"}]}|400",
                "{\"messages\":[{\"role\":\"user\",\"content\":7}]}|400",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]}|400",
                "{\"model\":\"gpt-4\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|404",
            })
    void badBodiesAreRefusedInOneSentence(String body, int status) throws Exception {
        error(status, chat(server, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"temperature\":9",
                ",\"top_p\":\"x\"",
                ",\"n\":2",
                ",\"max_tokens\":0",
                ",\"seed\":1.5",
                ",\"stop\":7",
                ",\"stop\":[\"\"]",
                ",\"stream\":\"yes\"",
                ",\"tools\":[{\"type\":\"function\"}]",
                ",\"presence_penalty\":1",
                ",\"max_tokens\":1.9",
                ",\"max_tokens\":-2",
                ",\"top_k\":0.5",
                ",\"logit_bias\":{\"5\":1}",
                ",\"tool_choice\":\"required\"",
                ",\"tool_choice\":{\"type\":\"function\"}",
                ",\"logprobs\":true",
                ",\"reasoning_effort\":\"<|end|>\"",
                ",\"chat_template_kwargs\":{\"reasoning_effort\":1}",
                ",\"response_format\":{\"type\":\"json_object\"}"
            })
    void whatCannotBeDoneIsRefusedRatherThanIgnored(String more) throws Exception {
        assertEquals(
                "invalid_request_error",
                error(400, chat(server, body(more))).path("type").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"temperature", "top_p", "max_tokens", "n", "seed", "stop"})
    void aNumberLargerThanAnyIsRefusedLikeOthers(String name) throws Exception {
        String more = ",\"" + name + "\":" + "9".repeat(400);
        assertEquals(name, error(400, chat(server, body(more))).path("param").asString());
    }

    @Test
    void boundsAreSaidAsAPersonWould() throws Exception {
        assertEquals(
                "top_p must be a number above 0, up to 1, not 0.",
                error(400, chat(server, body(",\"top_p\":0"))).path("message").asString());
    }

    @Test
    void whatAsksForNothingIsFine() throws Exception {
        ask(
                ",\"n\":1,\"tools\":[],\"presence_penalty\":0,\"logprobs\":false,\"stop\":null,"
                        + "\"seed\":null,\"logit_bias\":{},\"tool_choice\":\"auto\",\"function_call\":null,\"response_format\":{\"type\":\"text\"},\"user\":\"me\","
                        + "\"max_completion_tokens\":20");
        ReplyOptions limits = read(",\"max_tokens\":-1,\"top_k\":-1").options();
        assertEquals(0, limits.maxTokens());
        assertEquals(0, limits.sampling().topK());
        ask(",\"max_completion_tokens\":-1");
    }

    /** What a request asks of the model. */
    private static ChatRequest read(String more) throws ApiException {
        return new ChatRequestReader(JSON.readTree(body(more)), "pebble").read();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"reasoning_effort\":\"none\"",
                ",\"chat_template_kwargs\":{\"reasoning_effort\":\"none\"}",
                ",\"chat_template_kwargs\":{\"enable_thinking\":false}",
                ",\"chat_template_kwargs\":{\"thinking\":false}",
                ",\"enable_thinking\":false",
                ",\"thinking\":{\"type\":\"disabled\"}"
            })
    void whoAsksForNoThoughtGetsNone(String more) throws Exception {
        assertFalse(read(more).options().think());
        assertEquals("", read(more).options().effort());
        assertFalse(
                ask(more).path("choices").get(0).path("message").has("reasoning_content"), more);
    }

    @Test
    void partsOfAMessageAreLinesOfTheirOwn() throws Exception {
        String text = "{\"type\":\"text\",\"text\":\"";
        String parts =
                body("").replace("\"" + QUESTION + "\"", "[" + text + "a\"}," + text + "b\"}]");
        assertEquals(
                "a\nb",
                new ChatRequestReader(JSON.readTree(parts), "pebble")
                        .read()
                        .messages()
                        .getFirst()
                        .content());
    }

    @Test
    void anEffortIsHandedOn() throws Exception {
        assertEquals("high", read(",\"reasoning_effort\":\"high\"").options().effort());
        String template = ",\"chat_template_kwargs\":{\"reasoning_effort\":\"low\"}";
        assertEquals("low", read(template).options().effort());
        for (String plain :
                List.of(
                        "",
                        ",\"reasoning_effort\":null,\"enable_thinking\":true,"
                                + "\"chat_template_kwargs\":{\"enable_thinking\":null},"
                                + "\"thinking\":{\"type\":\"enabled\"}")) {
            assertEquals("", read(plain).options().effort());
            assertTrue(read(plain).options().think());
        }
        ask(",\"reasoning_effort\":\"high\""); // that Pebble's template does not know
    }

    @Test
    void aConversationBeyondTheContextIsRefused() throws Exception {
        String body = body("").replace(QUESTION, "word ".repeat(2000));
        assertEquals(
                "context_length_exceeded", error(400, chat(server, body)).path("code").asString());
    }

    @Test
    void modelsAndHealthAreTold() throws Exception {
        JsonNode list =
                JSON.readTree(
                        CLIENT.send(
                                        request(server, "/v1/models").build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body());
        assertEquals("pebble", list.path("data").get(0).path("id").asString());
        assertEquals(
                200,
                CLIENT.send(
                                request(server, "/v1/models/pebble").build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode());
        assertEquals(
                "{\"status\":\"ok\"}",
                CLIENT.send(
                                request(server, "/health").build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body());
        error(404, request(server, "/v1/models/other").build());
        error(404, request(server, "/").build());
        error(405, request(server, "/v1/chat/completions").build());
        assertEquals(
                "POST",
                CLIENT.send(
                                request(server, "/v1/chat/completions").build(),
                                HttpResponse.BodyHandlers.discarding())
                        .headers()
                        .firstValue("Allow")
                        .orElse(""));
    }

    @Test
    void otherAddressesNeedAKey() throws Exception {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new ServerOptions(
                                InetAddress.ofLiteral("0.0.0.0"),
                                "0.0.0.0",
                                0,
                                "",
                                0,
                                ServerOptions.Limits.defaults()));
    }

    @Test
    void theKeyIsAskedForEverywhereButHealth() throws Exception {
        try (LocalServer locked = start("secret", ServerOptions.Limits.defaults())) {
            assertEquals(
                    "invalid_api_key",
                    error(401, request(locked, "/v1/models").build()).path("code").asString());
            error(401, chat(locked, body("")));
            error(
                    401,
                    request(locked, "/v1/models").header("Authorization", "Bearer secre").build());
            assertEquals(
                    200,
                    CLIENT.send(
                                    request(locked, "/v1/models")
                                            .header("Authorization", "Bearer secret")
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode());
            assertEquals(
                    200,
                    CLIENT.send(
                                    request(locked, "/health").build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode());
        }
    }

    /** Sends lines of one's own, which Java's client would not. */
    private static String raw(String... lines) throws IOException {
        return raw(server, lines);
    }

    private static String raw(LocalServer to, String... lines) throws IOException {
        return head(to, lines).getFirst();
    }

    /** The lines of the answer up to its body. */
    private static List<String> head(LocalServer to, String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.address().getPort())) {
            socket.getOutputStream()
                    .write(
                            (String.join("\r\n", lines) + "\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .takeWhile(line -> !line.isEmpty())
                    .toList();
        }
    }

    @Test
    void foreignNamesAndPagesAreRefused() throws Exception {
        String get = "GET /v1/models HTTP/1.1";
        assertTrue(raw(get, "Host: evil.example").contains(" 403 "));
        assertTrue(raw(get, "Host: evil.example:" + server.address().getPort()).contains(" 403 "));
        assertTrue(raw(get, "Host: localhost.evil.example").contains(" 403 "));
        assertTrue(raw(get, "Host: 127.0.0.1.evil.example").contains(" 403 "));
        assertTrue(raw(get, "Host: localhost:1").contains(" 200 "));
        assertTrue(raw(get, "Host: [::1]:1").contains(" 200 "));
        assertTrue(raw(get, "Host: LOCALHOST").contains(" 200 "));
        assertTrue(raw(get, "Host: localhost", "Origin: https://evil.example").contains(" 403 "));
        assertTrue(raw(get, "Host: localhost", "Origin: null").contains(" 403 "));
        assertTrue(raw(get, "Host: localhost", "Origin: http://localhost:3000").contains(" 200 "));
    }

    @Test
    void aPageOfThisComputerMayReadTheAnswersAndNoOther() throws Exception {
        String chat = "OPTIONS /v1/chat/completions HTTP/1.1";
        String host = "Host: 127.0.0.1";
        String ours = "Origin: http://localhost:3000";
        String asked = "Access-Control-Request-Headers: content-type, x-stainless-os";
        String readable = "access-control-allow-origin: http://localhost:3000";
        try (LocalServer locked = start("secret", ServerOptions.Limits.defaults())) {
            for (LocalServer one : List.of(server, locked)) {
                List<String> first = lowered(head(one, chat, host, ours, asked));
                assertTrue(first.getFirst().contains(" 204 "), first.toString());
                assertTrue(first.contains(readable), first.toString());
                assertTrue(first.contains("vary: origin"), first.toString());
                assertTrue(
                        first.contains("access-control-allow-methods: get, post"),
                        first.toString());
                assertTrue(
                        first.contains(
                                "access-control-allow-headers: content-type, x-stainless-os"),
                        first.toString());
                List<String> list = lowered(head(one, "GET /v1/models HTTP/1.1", host, ours));
                assertTrue(list.getFirst().contains(one == server ? " 200 " : " 401 "));
                assertTrue(list.contains(readable), "the refusal too: " + list);
                for (String foreign : List.of("https://evil.example", "null")) {
                    List<String> no = lowered(head(one, chat, host, "Origin: " + foreign, asked));
                    assertTrue(no.getFirst().contains(" 403 "), no.toString());
                    assertFalse(no.toString().contains("access-control"), no.toString());
                }
            }
        }
        assertFalse(
                lowered(head(server, "GET /v1/models HTTP/1.1", host))
                        .toString()
                        .contains("access-control"),
                "no page asks");
    }

    private static List<String> lowered(List<String> lines) {
        return lines.stream().map(line -> line.toLowerCase(Locale.ROOT)).toList();
    }

    @Test
    void whoBringsTheKeyMayCallTheComputerByAnyName() throws Exception {
        String get = "GET /v1/models HTTP/1.1";
        String name = "Host: host.docker.internal:11500";
        String right = "Authorization: Bearer secret";
        try (LocalServer locked = start("secret", ServerOptions.Limits.defaults())) {
            assertTrue(raw(locked, get, name, right).contains(" 200 "));
            assertTrue(raw(locked, get, name, "Authorization: Bearer x").contains(" 401 "));
            assertTrue(raw(locked, get, name).contains(" 403 "));
            assertTrue(raw(locked, "GET /health HTTP/1.1", name).contains(" 403 "));
            assertTrue(raw(locked, get, name, right, "Origin: https://x.y").contains(" 403 "));
        }
        assertTrue(raw(get, name, right).contains(" 403 "), "a key that nobody asked for");
    }

    @Test
    void formsOfWebPagesAreNoJson() throws Exception {
        error(
                415,
                request(server, "/v1/chat/completions")
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(body("")))
                        .build());
    }

    @Test
    void aLongBodyIsNotRead() throws Exception {
        ServerOptions.Limits small =
                new ServerOptions.Limits(1000, 1, Duration.ofSeconds(30), Duration.ofMinutes(1));
        try (LocalServer narrow = start("", small)) {
            error(413, chat(narrow, body("").replace(QUESTION, "x".repeat(2000))));
        }
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedForLong() throws Exception {
        ServerOptions.Limits hasty =
                new ServerOptions.Limits(1000, 1, Duration.ofMillis(200), Duration.ofMinutes(1));
        try (LocalServer narrow = start("", hasty);
                Socket socket =
                        new Socket(InetAddress.getLoopbackAddress(), narrow.address().getPort())) {
            send(socket, "{", 500);
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    private static void send(Socket socket, String body, int length) throws IOException {
        socket.getOutputStream()
                .write(
                        ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Content-Type: application/json\r\nContent-Length: "
                                        + length
                                        + "\r\n\r\n"
                                        + body)
                                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aClientThatDoesNotReadSparesNoOtherItsLimit() throws Exception {
        ServerOptions.Limits hasty =
                new ServerOptions.Limits(
                        100_000, 1, Duration.ofMillis(300), Duration.ofMillis(300));
        CountDownLatch cancelled = new CountDownLatch(1);
        ReplyEvent words = new ReplyEvent.Answer("word ".repeat(100_000), 1);
        ReplyMaker talker =
                (messages, options, control, events) -> {
                    while (!control.cancelled()) {
                        events.accept(words);
                        Thread.sleep(10);
                    }
                    cancelled.countDown();
                };
        try (LocalServer narrow = LocalServer.start(talker, () -> "pebble", onLoopback("", hasty));
                Socket deaf =
                        new Socket(InetAddress.getLoopbackAddress(), narrow.address().getPort());
                Socket slow =
                        new Socket(InetAddress.getLoopbackAddress(), narrow.address().getPort())) {
            String body = body(",\"stream\":true");
            send(deaf, body, body.length());
            cancelled.await();
            // The limit of writing has passed as well, if not by much.
            Thread.sleep(1000);
            send(slow, "{", 500);
            slow.setSoTimeout(20_000);
            assertEquals(-1, slow.getInputStream().read());
        }
    }

    @Test
    void aReplyThatTakesTooLongEndsWithWhatItHas() throws Exception {
        ServerOptions.Limits hasty =
                new ServerOptions.Limits(100_000, 1, Duration.ofSeconds(30), Duration.ofNanos(1));
        try (LocalServer narrow = start("", hasty)) {
            HttpResponse<String> answer =
                    CLIENT.send(chat(narrow, body("")), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            assertEquals(
                    "length",
                    JSON.readTree(answer.body())
                            .path("choices")
                            .get(0)
                            .path("finish_reason")
                            .asString());
        }
    }

    @Test
    void aReplyThatWasBrokenOffIsNoFinishedOne() throws Exception {
        ReplyStats none = new ReplyStats(1, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        for (String begun : List.of("", "half an ans")) {
            ReplyMaker stopped =
                    (messages, options, control, events) -> {
                        if (!begun.isEmpty()) {
                            events.accept(new ReplyEvent.Answer(begun, 3));
                        }
                        events.accept(new ReplyEvent.Finished(FinishReason.CANCELLED, none));
                    };
            try (LocalServer broken =
                    LocalServer.start(
                            stopped,
                            () -> "pebble",
                            onLoopback("", ServerOptions.Limits.defaults()))) {
                error(503, chat(broken, body("")));
                HttpResponse<String> stream =
                        CLIENT.send(
                                chat(broken, body(",\"stream\":true")),
                                HttpResponse.BodyHandlers.ofString());
                assertEquals(begun.isEmpty() ? 503 : 200, stream.statusCode());
                assertTrue(stream.body().contains("\"error\""), stream.body());
                assertFalse(stream.body().contains("\"length\""), stream.body());
            }
        }
    }

    @Test
    void aReplyThatFailsLateIsNoWholeAnswer() throws Exception {
        ReplyMaker failing =
                (messages, options, control, events) -> {
                    events.accept(new ReplyEvent.Reading(1, 2));
                    Thread.sleep(1200); // by then a sign of life has begun the answer
                    throw new IllegalStateException("The model is gone.");
                };
        try (LocalServer late =
                LocalServer.start(
                        failing, () -> "pebble", onLoopback("", ServerOptions.Limits.defaults()))) {
            assertThrows(
                    IOException.class,
                    () -> CLIENT.send(chat(late, body("")), HttpResponse.BodyHandlers.ofString()));
            HttpResponse<String> stream =
                    CLIENT.send(
                            chat(late, body(",\"stream\":true")),
                            HttpResponse.BodyHandlers.ofString());
            assertTrue(stream.body().contains("The model is gone."), stream.body());
        }
    }

    /** A question on which Pebble writes until the context is full, or nearly. */
    private static String endless() {
        return body(",\"temperature\":5,\"repetition_penalty\":0.5,\"stream\":true");
    }

    @Test
    void aClientThatGoesAwayEndsItsReplyAndTheNextIsServed() throws Exception {
        for (int i = 0; i < 3; i++) {
            HttpResponse<InputStream> stream =
                    CLIENT.send(chat(server, endless()), HttpResponse.BodyHandlers.ofInputStream());
            assertTrue(stream.body().read() >= 0);
            stream.body().close();
        }
        assertEquals("stop", ask("").path("choices").get(0).path("finish_reason").asString());
    }

    /**
     * Clients that want the reply whole are written to nothing meanwhile, but for signs of life.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatGoesAwayWhileItsPromptIsReadFreesTheModel(boolean stream) throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch freed = new CountDownLatch(1);
        ReplyMaker slowReader =
                (messages, options, control, events) -> {
                    for (int read = 0; !control.cancelled(); read++) {
                        events.accept(new ReplyEvent.Reading(read, Integer.MAX_VALUE));
                        reading.countDown();
                        Thread.sleep(20);
                    }
                    freed.countDown();
                };
        try (LocalServer slow =
                LocalServer.start(
                        slowReader,
                        () -> "pebble",
                        onLoopback("", ServerOptions.Limits.defaults()))) {
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), slow.address().getPort())) {
                String body = body(stream ? ",\"stream\":true" : "");
                send(socket, body, body.length());
                reading.await();
                assertEquals(1, freed.getCount());
            }
            freed.await(); // where it is not freed, the test's own limit ends this
        }
    }

    @Test
    void tooManyWaitingRequestsAreTurnedAway() throws Exception {
        ServerOptions.Limits narrow =
                new ServerOptions.Limits(100_000, 1, Duration.ofSeconds(30), Duration.ofMinutes(1));
        try (LocalServer crowded = start("", narrow)) {
            List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                all.add(
                        CLIENT.sendAsync(
                                chat(crowded, body("")), HttpResponse.BodyHandlers.ofString()));
            }
            int served = 0;
            int turnedAway = 0;
            for (var one : all) {
                HttpResponse<String> answer = one.get();
                if (answer.statusCode() == 429) {
                    turnedAway++;
                    assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
                } else {
                    assertEquals(200, answer.statusCode());
                    served++;
                }
            }
            assertTrue(served >= 1 && turnedAway >= 1, served + " and " + turnedAway);
        }
    }
}
