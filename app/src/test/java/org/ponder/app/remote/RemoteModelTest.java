package org.ponder.app.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ponder.app.models.BundledModel;
import org.ponder.app.network.Network;
import org.ponder.app.server.LocalServer;
import org.ponder.app.server.ServerOptions;
import org.ponder.app.session.ContextShare;
import org.ponder.engine.chat.ChatSession;
import org.ponder.engine.chat.LanguageModel;
import org.ponder.engine.chat.LoadOptions;
import org.ponder.engine.chat.OverflowPolicy;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;
import org.ponder.engine.sampling.SamplingSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model on a server gives the same events as one that runs here, and its faults are said. */
@Timeout(60)
class RemoteModelTest {
    private static final List<Message> QUESTION =
            List.of(Message.user("How many r's are in strawberry?"));
    private static final ReplyOptions GREEDY =
            new ReplyOptions(SamplingSettings.greedy(), true, 0, 0, OverflowPolicy.FAIL);

    private final Network network = new Network();
    private final List<RemoteUsage> usages = Collections.synchronizedList(new ArrayList<>());
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer scripted;
    private volatile Script script = exchange -> {};

    private interface Script {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /** What a reply came to. */
    private static final class Told {
        final StringBuilder thought = new StringBuilder();
        final StringBuilder answer = new StringBuilder();
        final List<ThoughtEnd> ends = new ArrayList<>();
        final List<ReplyEvent.Finished> finished = new ArrayList<>();

        void see(ReplyEvent event) {
            assertTrue(finished.isEmpty(), "nothing after the end");
            switch (event) {
                case ReplyEvent.LeftOut _, ReplyEvent.Reading _, ReplyEvent.ToolCall _ -> {}
                case ReplyEvent.Thought piece -> thought.append(piece.text());
                case ReplyEvent.ThoughtEnded end -> ends.add(end.why());
                case ReplyEvent.Answer piece -> answer.append(piece.text());
                case ReplyEvent.Finished end -> finished.add(end);
            }
        }

        ReplyStats stats() {
            return finished.getFirst().stats();
        }
    }

    @BeforeEach
    void start() throws IOException {
        network.setOffline(false);
        scripted = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        scripted.setExecutor(threads);
        scripted.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        asked.add(
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8));
                        script.answer(exchange);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        scripted.start();
    }

    @AfterEach
    void stop() {
        scripted.stop(0);
        threads.shutdownNow();
        network.close();
    }

    private RemoteModel model(String base, String key) {
        return new RemoteModel(
                RemoteServer.parse(base, "pebble", 512, Prices.UNKNOWN), key, network, usages::add);
    }

    private RemoteModel scriptedModel(String key) {
        return model("http://127.0.0.1:" + scripted.getAddress().getPort() + "/v1/", key);
    }

    /** A model whose server is not waited for long. */
    private RemoteModel impatientModel(long firstMillis, long nextMillis) {
        return new RemoteModel(
                RemoteServer.parse(
                        "http://127.0.0.1:" + scripted.getAddress().getPort() + "/v1",
                        "pebble",
                        512,
                        Prices.UNKNOWN),
                "",
                network,
                usages::add,
                Duration.ofMillis(firstMillis),
                Duration.ofMillis(nextMillis));
    }

    private static Told reply(RemoteModel model, ReplyControl control) {
        Told told = new Told();
        model.reply(QUESTION, PartialReply.none(), GREEDY, control, told::see);
        return told;
    }

    private static void stream(HttpExchange exchange, String... data) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        for (String one : data) {
            exchange.getResponseBody()
                    .write(("data: " + one + "\n\n").getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        }
    }

    private static String delta(String name, String text) {
        return "{\"choices\":[{\"delta\":{\"" + name + "\":\"" + text + "\"}}]}";
    }

    private static String parts(String parts) {
        return "{\"choices\":[{\"delta\":{\"content\":[" + parts.replace('\'', '"') + "]}}]}";
    }

    private static String end(String reason) {
        return "{\"choices\":[{\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
    }

    @Test
    void ourOwnServerSaysWhatTheEngineSays() throws Exception {
        try (LanguageModel pebble =
                LanguageModel.load(BundledModel.temporaryFile(), LoadOptions.defaults())) {
            Told here = new Told();
            try (ChatSession session = pebble.newSession(0)) {
                session.reply(QUESTION, PartialReply.none(), GREEDY, new ReplyControl(), here::see);
            }
            ServerOptions options =
                    new ServerOptions(
                            InetAddress.getLoopbackAddress(),
                            "127.0.0.1",
                            0,
                            "secret",
                            0,
                            ServerOptions.Limits.defaults());
            try (LocalServer server = LocalServer.start(pebble.newSession(0), "pebble", options)) {
                RemoteModel remote = model(server.address() + "/v1", "secret");
                Told there = reply(remote, new ReplyControl());
                assertEquals(here.thought.toString(), there.thought.toString());
                assertEquals(here.answer.toString(), there.answer.toString());
                assertEquals(List.of(ThoughtEnd.CLOSED), there.ends);
                assertEquals(FinishReason.STOP, there.finished.getFirst().reason());
                assertEquals(here.stats().promptTokens(), there.stats().promptTokens());
                assertEquals(here.stats().thoughtTokens(), there.stats().thoughtTokens());
                assertEquals(here.stats().answerTokens(), there.stats().answerTokens());
                assertTrue(reply(remote, new ReplyControl()).stats().reusedTokens() > 0);
                assertEquals(2, usages.size());
                ContextShare share = Objects.requireNonNull(remote.contextShare());
                assertEquals(512, share.total());
                assertTrue(share.thoughts() > 0);
                String refused =
                        assertThrows(
                                        IllegalStateException.class,
                                        () ->
                                                reply(
                                                        model(server.address() + "/v1", "wrong"),
                                                        new ReplyControl()))
                                .getMessage();
                assertTrue(String.valueOf(refused).contains("refuses the key"), refused);
            }
        }
    }

    @Test
    void thoughtsAreFoundHoweverAServerSendsThem() {
        String[][] ways = {
            {delta("reasoning_content", "Hm"), delta("content", "Yes <think>")},
            {delta("reasoning", "Hm"), delta("content", "Yes <think>")},
            {
                delta("content", "<thi"),
                delta("content", "nk>Hm</th"),
                delta("content", "ink>Yes <think>")
            },
            {
                parts("{'type':'thinking','thinking':[{'type':'text','text':'H'}]}"),
                parts("{'type':'thinking','thinking':'m'}, {'type':'text','text':'Yes'}"),
                parts("{'type':'text','text':' <think>'}, {'type':'reference'}")
            },
            {
                parts("{'type':'thinking','thinking':[{'type':'text','text':'Hm'}]}"),
                delta("content", "Yes <think>")
            }
        };
        for (String[] way : ways) {
            script =
                    exchange -> {
                        stream(exchange, way);
                        stream2(exchange, end("stop"), "[DONE]");
                    };
            Told told = reply(scriptedModel(""), new ReplyControl());
            assertEquals("Hm", told.thought.toString());
            assertEquals("Yes <think>", told.answer.toString());
        }
    }

    /** A stream of one text, split at every character. */
    private void sayInContent(String text, String reason) {
        script =
                exchange -> {
                    stream(
                            exchange,
                            text.chars()
                                    .mapToObj(c ->
                                            delta("content", c == '\n' ? "\\n" : "" + (char) c))
                                    .toArray(String[]::new));
                    stream2(exchange, end(reason), "[DONE]");
                };
    }

    @Test
    void aThoughtThatThePromptOpenedIsKnownFromTheSecondReplyOn() {
        RemoteModel remote = scriptedModel("");
        String unopened = "I <think>.\n</think>\n\nHello </think>\n";
        sayInContent("I reason.\n</think>\n\nHello", "stop");
        assertEquals(
                "I reason.\n</think>\n\nHello",
                reply(remote, new ReplyControl()).answer.toString());
        for (int i = 0; i < 2; i++) {
            sayInContent(unopened, "stop");
            Told told = reply(remote, new ReplyControl());
            assertEquals("I <think>.\n", told.thought.toString());
            assertEquals("\n\nHello </think>\n", told.answer.toString());
            assertEquals(List.of(ThoughtEnd.CLOSED), told.ends);
        }
        sayInContent("I reas", "length");
        assertEquals("I reas", reply(remote, new ReplyControl()).thought.toString());
        sayInContent("<think>Hm</think>Yes", "length");
        Told tagged = reply(remote, new ReplyControl());
        assertEquals("Hm", tagged.thought.toString());
        assertEquals("Yes", tagged.answer.toString());
    }

    @Test
    void anAnswerIsNotLostWhereAThoughtWasExpected() {
        RemoteModel remote = scriptedModel("");
        sayInContent("I reason.\n</think>\n\nHello", "stop");
        reply(remote, new ReplyControl());
        sayInContent("Yes, at once", "stop");
        Told told = reply(remote, new ReplyControl());
        assertEquals("Yes, at once", told.answer.toString());
        told = reply(remote, new ReplyControl());
        assertEquals("", told.thought.toString(), "it is expected no more");
        assertEquals("Yes, at once", told.answer.toString());
    }

    @Test
    void anAnswerThatSpeaksOfTheTagsChangesNothing() {
        for (String answer :
                List.of(
                        "A thought ends with `</think>`.",
                        "So:\n<think>\nHm\n</think>\nYes",
                        "</think> ends it.")) {
            RemoteModel remote = scriptedModel("");
            for (int i = 0; i < 2; i++) {
                sayInContent(answer, "stop");
                Told told = reply(remote, new ReplyControl());
                assertEquals("", told.thought.toString());
                assertEquals(answer, told.answer.toString());
            }
        }
    }

    @Test
    void aServerThatTakesThoughtsApartIsNotTakenForOneThatDoesNot() {
        script =
                exchange ->
                        stream(
                                exchange,
                                delta("reasoning_content", "Hm"),
                                delta("content", "a\\n</think>\\n\\nb"),
                                end("stop"));
        RemoteModel remote = scriptedModel("");
        reply(remote, new ReplyControl());
        assertEquals("a\n</think>\n\nb", reply(remote, new ReplyControl()).answer.toString());
        assertEquals("Hm", reply(remote, new ReplyControl()).thought.toString());
    }

    @Test
    void blanksBeforeTheThoughtAreNoAnswer() {
        script =
                exchange ->
                        stream(
                                exchange,
                                delta("content", "\\n"),
                                delta("reasoning_content", "Hm, "),
                                delta("reasoning_content", "well."),
                                delta("content", "Yes"),
                                end("stop"),
                                "[DONE]");
        Told told = reply(scriptedModel(""), new ReplyControl());
        assertEquals("Hm, well.", told.thought.toString());
        assertEquals("Yes", told.answer.toString());
        assertEquals(List.of(ThoughtEnd.CLOSED), told.ends);
    }

    private static void stream2(HttpExchange exchange, String... data) throws IOException {
        for (String one : data) {
            exchange.getResponseBody()
                    .write(("data: " + one + "\n\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void thoughtsStayAtHomeAndSettingsGoAlong() {
        script = exchange -> stream(exchange, delta("content", "Yes"), end("length"), "[DONE]");
        Told told = new Told();
        scriptedModel("")
                .reply(
                        List.of(
                                Message.system("Be kind."),
                                Message.user("a"),
                                Message.assistant("my secret thought", "b"),
                                Message.user("c")),
                        PartialReply.none(),
                        new ReplyOptions(SamplingSettings.r1(7), false, 0, 99, OverflowPolicy.FAIL),
                        new ReplyControl(),
                        told::see);
        String body = asked.getFirst();
        assertFalse(body.contains("secret thought"), body);
        assertTrue(body.contains("\"max_tokens\":99") && body.contains("\"seed\":7"), body);
        assertSwitched(false, body);
        assertEquals(FinishReason.LENGTH, told.finished.getFirst().reason());
    }

    /** The thought is switched by the names of all templates. */
    private static void assertSwitched(boolean on, String body) {
        JsonNode switches = new JsonMapper().readTree(body).path("chat_template_kwargs");
        for (String name : List.of("enable_thinking", "thinking")) {
            assertTrue(switches.path(name).isBoolean(), body);
            assertEquals(on, switches.path(name).asBoolean(), body);
        }
    }

    @Test
    void aServerThatKnowsNoTemplatesIsAskedWithoutTheirSwitches() {
        refuseFields(
                Map.of(
                        "chat_template_kwargs",
                        "{\"error\":{\"message\":\"chat_template is not supported for Mistral"
                                + " tokenizers.\"}}"));
        assertEquals("Yes", reply(scriptedModel(""), new ReplyControl()).answer.toString());
        assertEquals(2, asked.size());
    }

    @Test
    void repliesThatCameToNothingAreNotSent() {
        script = exchange -> stream(exchange, delta("content", "Yes"), end("stop"), "[DONE]");
        scriptedModel("")
                .reply(
                        List.of(
                                Message.system("Be kind."),
                                Message.user("a"),
                                Message.assistant("stopped in the thought", ""),
                                Message.user("b"),
                                Message.assistant(null, " \n"),
                                Message.user("c"),
                                Message.assistant(null, "d"),
                                Message.user("e")),
                        PartialReply.none(),
                        GREEDY,
                        new ReplyControl(),
                        event -> {});
        assertEquals(
                List.of("system: Be kind.", "user: a\n\nb\n\nc", "assistant: d", "user: e"),
                new JsonMapper()
                        .readTree(asked.getFirst())
                        .path("messages")
                        .valueStream()
                        .map(one ->
                                one.path("role").asString() + ": " + one.path("content").asString())
                        .toList());
    }

    private static RemoteProblem.Kind problem(RemoteModel model) {
        return assertThrows(RemoteProblem.class, () -> reply(model, new ReplyControl())).kind();
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() {
        CountDownLatch over = new CountDownLatch(1);
        try {
            script = exchange -> over.await();
            assertEquals(RemoteProblem.Kind.NO_ANSWER, problem(impatientModel(300, 60_000)));
            script =
                    exchange -> {
                        stream(exchange);
                        over.await();
                    };
            assertEquals(RemoteProblem.Kind.NO_ANSWER, problem(impatientModel(300, 60_000)));
            script =
                    exchange -> {
                        stream(exchange, delta("reasoning_content", "Hm"));
                        over.await();
                    };
            assertEquals(RemoteProblem.Kind.NO_ANSWER, problem(impatientModel(60_000, 300)));
            script =
                    exchange -> {
                        stream(exchange, delta("reasoning_content", "Hm"));
                        exchange.getResponseBody()
                                .write("data: {".getBytes(StandardCharsets.UTF_8));
                        exchange.getResponseBody().flush();
                        over.await();
                    };
            assertEquals(RemoteProblem.Kind.NO_ANSWER, problem(impatientModel(60_000, 300)));
        } finally {
            over.countDown();
        }
    }

    @Test
    void aServerThatIsSlowOrSaysThatItIsAliveIsWaitedFor() {
        script =
                exchange -> {
                    // Who is asked only says its role so far, and may read for long yet.
                    stream(exchange, delta("role", "assistant"));
                    Thread.sleep(1200);
                    stream2(exchange, delta("content", "Ye"));
                    exchange.getResponseBody().flush();
                    for (int i = 0; i < 6; i++) {
                        Thread.sleep(200);
                        exchange.getResponseBody()
                                .write(": busy\n\n".getBytes(StandardCharsets.UTF_8));
                        exchange.getResponseBody().flush();
                    }
                    stream2(exchange, delta("content", "s"), end("stop"), "[DONE]");
                };
        assertEquals(
                "Yes", reply(impatientModel(60_000, 1000), new ReplyControl()).answer.toString());
    }

    @Test
    void stoppingEndsTheStreamAtOnce() {
        ReplyControl control = new ReplyControl();
        CountDownLatch over = new CountDownLatch(1);
        script =
                exchange -> {
                    stream(exchange, delta("reasoning_content", "Hm"));
                    over.await();
                };
        Told told = new Told();
        scriptedModel("")
                .reply(
                        QUESTION,
                        PartialReply.none(),
                        GREEDY,
                        control,
                        event -> {
                            told.see(event);
                            control.cancel();
                        });
        over.countDown();
        assertEquals(FinishReason.CANCELLED, told.finished.getFirst().reason());
        assertEquals(List.of(ThoughtEnd.STOPPED), told.ends);
        assertEquals("Hm", told.thought.toString());
    }

    @Test
    void theContextIsToldOnlyWhereTheServerToldOfThisReply() {
        script =
                exchange ->
                        stream(
                                exchange,
                                delta("content", "So."),
                                "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,"
                                        + "\"completion_tokens\":3}}",
                                end("stop"));
        RemoteModel remote = scriptedModel("");
        assertNull(remote.contextShare());
        reply(remote, new ReplyControl());
        assertEquals(new ContextShare(0, 10, 0, 512), remote.contextShare());
        script = exchange -> stream(exchange, delta("content", "So."), end("stop"));
        reply(remote, new ReplyControl());
        assertNull(remote.contextShare());
    }

    @Test
    void stoppingEndsTheWaitForTheFirstWord() throws Exception {
        ReplyControl control = new ReplyControl();
        CountDownLatch over = new CountDownLatch(1);
        script =
                exchange -> {
                    control.cancel();
                    over.await();
                };
        Told told = reply(scriptedModel(""), control);
        over.countDown();
        assertEquals(FinishReason.CANCELLED, told.finished.getFirst().reason());
    }

    @Test
    void stoppingEndsTheWaitForTheRestOfARefusal() {
        ReplyControl control = new ReplyControl();
        CountDownLatch over = new CountDownLatch(1);
        Thread asking = Thread.currentThread();
        script =
                exchange -> {
                    exchange.sendResponseHeaders(500, 0);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    // While it waits for the head of the answer it sleeps, for some time each.
                    while (asking.getState() != Thread.State.WAITING) {
                        Thread.sleep(1);
                    }
                    control.cancel();
                    over.await();
                };
        Told told = reply(scriptedModel(""), control);
        over.countDown();
        assertEquals(FinishReason.CANCELLED, told.finished.getFirst().reason());
    }

    @Test
    void anEventWithoutEndIsNotKept() {
        byte[] line = "data: x\n".getBytes(StandardCharsets.UTF_8);
        byte[] lines = new byte[line.length * (3 << 20)];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = line[i % line.length];
        }
        EventStream stream = new EventStream(new ByteArrayInputStream(lines));
        assertThrows(IOException.class, stream::next);
    }

    @Test
    void answerNowAsksAnewWithoutAThought() {
        ReplyControl control = new ReplyControl();
        CountDownLatch over = new CountDownLatch(1);
        script =
                exchange -> {
                    if (asked.size() == 1) {
                        stream(exchange, delta("reasoning_content", "Hm"));
                        over.await();
                    } else {
                        stream(
                                exchange,
                                delta("reasoning_content", "still"),
                                delta("content", "Yes"),
                                end("stop"),
                                "[DONE]");
                    }
                };
        Told told = new Told();
        scriptedModel("")
                .reply(
                        QUESTION,
                        PartialReply.none(),
                        GREEDY,
                        control,
                        event -> {
                            told.see(event);
                            control.answerNow();
                        });
        over.countDown();
        assertEquals("Hm", told.thought.toString());
        assertEquals("Yes", told.answer.toString());
        assertEquals(List.of(ThoughtEnd.ANSWER_NOW), told.ends);
        assertSwitched(true, asked.get(0));
        assertSwitched(false, asked.get(1));
    }

    private String failure(String key) {
        IllegalStateException failure =
                assertThrows(
                        IllegalStateException.class,
                        () -> reply(scriptedModel(key), new ReplyControl()));
        return String.valueOf(failure.getMessage());
    }

    private void refuseWith(int status, String body) {
        script =
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                };
    }

    private void assertFault(int status, String body, String said) {
        refuseWith(status, body);
        assertTrue(failure("").contains(said), status + " " + body);
    }

    @Test
    void faultsOfServersAreSaidWithoutTheKey() {
        refuseWith(401, "");
        assertTrue(failure("sk-secret").contains("key"));
        refuseWith(402, "");
        assertTrue(failure("").contains("money"));
        refuseWith(404, "");
        assertTrue(failure("").contains("pebble"));
        refuseWith(429, "");
        assertTrue(failure("").contains("busy"));
        refuseWith(500, "<html>");
        assertTrue(failure("").contains("500"));
        refuseWith(400, "{\"error\":{\"message\":\"Bad sk-secret and\\n more\"}}");
        String said = failure("sk-secret");
        assertTrue(said.contains("Bad … and more"), said);
        assertFault(400, "{\"object\":\"error\",\"message\":\"Too long\"}", "Too long");
        assertFault(422, "{\"detail\":\"Bad field\"}", "Bad field");
        assertFault(422, "{\"detail\":[{\"loc\":[],\"msg\":\"Bad field\"}]}", "Bad field");
        assertFault(400, "{\"error\":\"invalid model\"}", "invalid model");
        assertFault(500, "{\"error\":{\"code\":17}}", "17");
        assertFault(403, "{\"error\":{\"message\":\"Country not supported\"}}", "Country");
        assertFault(403, "<html>", "refuses the key");
        assertFault(
                429,
                "{\"error\":{\"message\":\"Quota\",\"code\":\"insufficient_quota\"}}",
                "no money");
        assertFault(429, "{\"error\":{\"message\":\"Slowly\",\"code\":\"rate\"}}", "busy");
        refuseWith(302, "");
        assertTrue(failure("").contains("302"), "redirects are not followed");
    }

    /** A server that refuses fields, with these refusals. */
    private void refuseFields(Map<String, String> refusals) {
        script =
                exchange -> {
                    JsonNode body = new JsonMapper().readTree(asked.getLast());
                    for (var one : refusals.entrySet()) {
                        if (body.has(one.getKey())) {
                            byte[] bytes = one.getValue().getBytes(StandardCharsets.UTF_8);
                            exchange.sendResponseHeaders(
                                    one.getValue().contains("loc") ? 422 : 400, bytes.length);
                            exchange.getResponseBody().write(bytes);
                            return;
                        }
                    }
                    stream(exchange, delta("content", "Yes"), end("stop"), "[DONE]");
                };
    }

    private static Told replyWith(RemoteModel model, ReplyOptions options) {
        Told told = new Told();
        model.reply(QUESTION, PartialReply.none(), options, new ReplyControl(), told::see);
        return told;
    }

    @Test
    void whatAServerRefusesIsLeftOutFromThenOn() {
        refuseFields(
                Map.of(
                        "seed",
                        "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"seed\"],"
                                + "\"msg\":\"Extra inputs are not permitted\"}]}",
                        "temperature",
                        "{\"error\":{\"message\":\"Unsupported value: 'temperature' does not support"
                                + " 0.6 with this model. Only the default (1) value is"
                                + " supported.\",\"param\":\"temperature\"}}",
                        "max_tokens",
                        "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not"
                                + " supported with this model. Use 'max_completion_tokens'"
                                + " instead.\"}}"));
        RemoteModel remote = scriptedModel("");
        ReplyOptions options =
                new ReplyOptions(SamplingSettings.r1(7), true, 0, 99, OverflowPolicy.FAIL);
        assertEquals("Yes", replyWith(remote, options).answer.toString());
        assertEquals(4, asked.size(), "one after the other");
        assertEquals("Yes", replyWith(remote, options).answer.toString());
        assertEquals(5, asked.size(), "known from then on");
        JsonNode last = new JsonMapper().readTree(asked.getLast());
        assertEquals(99, last.path("max_completion_tokens").asInt());
        assertTrue(last.path("top_p").isNumber(), "what was not refused is sent");
    }

    @Test
    void aRefusalThatNoFieldIsToBlameForIsSaidAndChangesNothing() {
        RemoteModel remote = scriptedModel("");
        refuseFields(Map.of("model", "{\"error\":\"It has a temperature_unit: seedless.\"}"));
        assertEquals(RemoteProblem.Kind.SAYS, problem(remote));
        assertEquals(1, asked.size());
        // It names all that it was sent, and refuses it without them too.
        refuseFields(Map.of("model", "{\"error\":\"Not with seed, top_p and temperature.\"}"));
        assertEquals(RemoteProblem.Kind.SAYS, problem(remote));
        refuseFields(Map.of());
        reply(remote, new ReplyControl());
        assertTrue(asked.getLast().contains("\"seed\""), asked.getLast());
    }

    @Test
    void aLimitThatIsTooLargeIsSaid() {
        refuseFields(Map.of("max_tokens", "{\"error\":\"max_tokens is above 4096\"}"));
        RemoteModel remote = scriptedModel("");
        ReplyOptions options =
                new ReplyOptions(SamplingSettings.r1(7), true, 0, 9999, OverflowPolicy.FAIL);
        assertThrows(RemoteProblem.class, () -> replyWith(remote, options));
    }

    @Test
    void aStreamThatBreaksOffIsNoWholeReply() {
        script = exchange -> stream(exchange, delta("content", "Yes"));
        assertTrue(failure("").contains("broke off"));
        script = exchange -> stream(exchange, "no json");
        assertTrue(failure("").contains("no JSON"));
        script = exchange -> stream(exchange, "{\"error\":{\"message\":\"full\"}}");
        assertTrue(failure("").contains("full"));
        script = exchange -> stream(exchange, "{\"error\":\"the runner stopped\"}");
        assertTrue(failure("").contains("the runner stopped"));
        script =
                exchange ->
                        stream(
                                exchange,
                                delta("content", "Yes"),
                                "{\"error\":{\"message\":\"full\"},\"choices\":[]}");
        assertTrue(failure("").contains("full"));
        assertFault(200, "{\n\n \"error\": {\"message\": \"all full\"}\n}\n", "all full");
        script =
                exchange ->
                        stream(
                                exchange,
                                "{\"error\":null,\"message\":\"so\",\"choices\":[{\"delta\":"
                                        + "{\"content\":\"Yes\"}}]}",
                                "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":"
                                        + "{\"content\":\"Yes\"}}]}");
        assertEquals("Yes", reply(scriptedModel(""), new ReplyControl()).answer.toString());
    }

    @Test
    void aReplyThatTheServerCutOffIsNotWhole() {
        for (String reason : List.of("content_filter", "insufficient_system_resource")) {
            script = exchange -> stream(exchange, delta("content", "half"), end(reason), "[DONE]");
            Told told = new Told();
            RemoteProblem problem =
                    assertThrows(
                            RemoteProblem.class,
                            () ->
                                    scriptedModel("")
                                            .reply(
                                                    QUESTION,
                                                    PartialReply.none(),
                                                    GREEDY,
                                                    new ReplyControl(),
                                                    told::see));
            assertEquals(RemoteProblem.Kind.ENDED_EARLY, problem.kind());
            assertTrue(String.valueOf(problem.getMessage()).contains(reason));
            assertEquals("half", told.answer.toString());
            assertEquals(List.of(), told.finished);
        }
    }

    @Test
    void aServerThatKnowsNoStreamsIsHeardToo() {
        refuseWith(
                200,
                "{\"choices\":[{\"message\":{\"reasoning_content\":\"Hm\",\"content\":\"Yes\"},"
                        + "\"finish_reason\":\"stop\"}]}");
        Told told = reply(scriptedModel(""), new ReplyControl());
        assertEquals("Hm", told.thought.toString());
        assertEquals("Yes", told.answer.toString());
    }

    @Test
    void nothingIsAskedOfAServerWhileOffline() {
        network.setOffline(true);
        assertTrue(failure("").contains("offline"));
        assertEquals(List.of(), asked);
    }

    @Test
    void aReplyCannotBeContinuedThere() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        scriptedModel("")
                                .reply(
                                        QUESTION,
                                        new PartialReply("so", false, ""),
                                        GREEDY,
                                        new ReplyControl(),
                                        event -> {}));
        assertEquals(List.of(), asked);
    }

    @Test
    void keysAreNotSentInTheOpen() {
        assertThrows(IllegalArgumentException.class, () -> model("http://192.0.2.1/v1", "secret"));
        model("http://192.0.2.1/v1", "").close();
        model("https://api.example/v1", "secret").close();
    }

    @Test
    void aKeyThatNoRequestCanCarryIsRefusedUnsaid() {
        for (String key : new String[] {"sk-se cret", "sk-\nsecret", "sk-密钥", "sk-\u00e9"}) {
            ServerRefused refused =
                    assertThrows(
                            ServerRefused.class, () -> model("https://api.example/v1", key), key);
            assertEquals(ServerRefused.Kind.KEY, refused.kind());
            assertFalse(String.valueOf(refused.getMessage()).contains("sk-"));
        }
    }

    @Test
    void addressesAreChecked() {
        for (String bad :
                new String[] {
                    "", "api.example", "ftp://x/v1", "https://u:p@x/v1", "https://x/?k=1"
                }) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> RemoteServer.parse(bad, "m", 0, Prices.UNKNOWN),
                    bad);
        }
        RemoteServer server =
                RemoteServer.parse("https://api.example/v1//", "m", 0, Prices.UNKNOWN);
        assertEquals(URI.create("https://api.example/v1/chat/completions"), server.completions());
        assertFalse(server.onThisComputer());
        assertTrue(
                RemoteServer.parse("http://localhost:8000/v1", "m", 0, Prices.UNKNOWN)
                        .onThisComputer());
    }

    @Test
    void aReplysPriceCountsWhatWasCached() {
        Prices prices = new Prices(0.5, 0.1, 2);
        assertEquals(
                (200 * 0.5 + 800 * 0.1 + 100 * 2) / 1e6,
                prices.of(new RemoteUsage(1000, 800, 100, 50)),
                1e-12);
        assertFalse(Prices.UNKNOWN.known());
        assertThrows(IllegalArgumentException.class, () -> new Prices(-1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Prices(Double.NaN, 0, 0));
    }
}
