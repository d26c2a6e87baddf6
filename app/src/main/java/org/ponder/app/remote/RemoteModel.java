package org.ponder.app.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ponder.app.network.Network;
import org.ponder.app.network.OfflineException;
import org.ponder.app.session.ContextShare;
import org.ponder.app.session.LoadedModel;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ThoughtEnd;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model on a server, used like one that is loaded here. */
public final class RemoteModel implements LoadedModel {
    /** A large model may read a long conversation for minutes before its first word. */
    private static final Duration FIRST_WORD = Duration.ofMinutes(10);

    /** Where it has begun to speak, the next word comes soon, or a sign that it is alive. */
    private static final Duration NEXT_WORD = Duration.ofMinutes(2);

    private static final int POLL_MILLIS = 40;
    private static final int LONGEST_ERROR = 1 << 16;
    private static final JsonMapper JSON = new JsonMapper();

    /** Reasons for an end that is none of the model's; others name that differently. */
    private static final Set<String> BROKEN =
            Set.of(
                    "content_filter",
                    "sensitive",
                    "insufficient_system_resource",
                    "network_error",
                    "error",
                    "abort");

    private final RemoteServer server;
    private final String key;
    private final Network network;
    private final Consumer<RemoteUsage> usages;
    private final Faults faults;
    private final Duration firstWord;
    private final Duration nextWord;

    /** Whether thinking was asked for, in replies whose thought the prompt had opened. */
    private final Set<Boolean> opened = new HashSet<>();

    /** Fields that the server refused, and then answered without. */
    private final Set<String> refused = new HashSet<>();

    private volatile @Nullable ContextShare share;

    /**
     * @param key of the user there; empty is none
     * @param usages told what each reply took, on the model's thread
     */
    public RemoteModel(
            RemoteServer server, String key, Network network, Consumer<RemoteUsage> usages) {
        this(server, key, network, usages, FIRST_WORD, NEXT_WORD);
    }

    /** With another patience; tests have less. */
    RemoteModel(
            RemoteServer server,
            String key,
            Network network,
            Consumer<RemoteUsage> usages,
            Duration firstWord,
            Duration nextWord) {
        server.requireSafeFor(key);
        this.server = server;
        this.key = key;
        this.network = network;
        this.usages = usages;
        faults = new Faults(server, key);
        this.firstWord = firstWord;
        this.nextWord = nextWord;
    }

    @Override
    public int contextTokens() {
        return server.context();
    }

    @Override
    public @Nullable ContextShare contextShare() {
        return share;
    }

    @Override
    public void reply(
            List<Message> messages,
            PartialReply begun,
            ReplyOptions options,
            ReplyControl control,
            Consumer<ReplyEvent> events) {
        share = null; // Until the server tells.
        if (!begun.isEmpty()) {
            throw new RemoteProblem(RemoteProblem.Kind.CANNOT_GO_ON, server.host());
        }
        ReplyTeller teller = new ReplyTeller(events);
        Ending ending = ask(messages, options, control, teller, options.think());
        if (ending.reason == null && control.answerNowRequested() && !control.cancelled()) {
            // No server can be told to stop thinking, so it is asked anew without a thought.
            teller.endThought(ThoughtEnd.ANSWER_NOW);
            ending = ask(messages, options, control, teller, false);
        }
        FinishReason reason = ending.reason == null ? FinishReason.CANCELLED : ending.reason;
        RemoteUsage usage = ending.usage;
        if (usage != null) {
            share =
                    new ContextShare(
                            0,
                            usage.promptTokens()
                                    + usage.completionTokens()
                                    - usage.reasoningTokens(),
                            usage.reasoningTokens(),
                            server.context());
            usages.accept(usage);
        }
        teller.finish(reason, usage);
    }

    /** How a stream ended; without a reason the user ended it. */
    private record Ending(@Nullable FinishReason reason, @Nullable RemoteUsage usage) {}

    /** The server refuses this field of the request. */
    private static final class RefusedField extends Exception {
        private static final long serialVersionUID = 1;
        private final String field;

        RefusedField(String field) {
            super(field);
            this.field = field;
        }
    }

    /** Asks, and again without each field that the server refuses and a reply does not need. */
    private Ending ask(
            List<Message> messages,
            ReplyOptions options,
            ReplyControl control,
            ReplyTeller teller,
            boolean think) {
        Set<String> without = new HashSet<>(refused);
        while (true) {
            Map<String, Object> request =
                    RequestJson.of(server.model(), messages, options, think, without);
            try {
                Ending ending = send(request, control, teller, think);
                refused.addAll(without);
                return ending;
            } catch (RefusedField e) {
                without.add(e.field);
            }
        }
    }

    private Ending send(
            Map<String, Object> json, ReplyControl control, ReplyTeller teller, boolean thinking)
            throws RefusedField {
        // Without a timeout of its own: from Java 26 on that would end a long reply too.
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.completions())
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(json)));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            var pending =
                    network.client()
                            .sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            long asked = System.nanoTime();
            while (!pending.isDone()) {
                if (ended(control, teller, thinking)) {
                    pending.cancel(true);
                    return new Ending(null, null);
                }
                if (System.nanoTime() - asked > firstWord.toNanos()) {
                    pending.cancel(true);
                    throw new RemoteProblem(RemoteProblem.Kind.NO_ANSWER, server.host());
                }
                Thread.sleep(POLL_MILLIS);
            }
            return receive(pending.get(), json, control, teller, thinking);
        } catch (ExecutionException | IOException e) {
            if (ended(control, teller, thinking)) {
                return new Ending(null, null);
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            RemoteProblem trouble = trouble(e instanceof IOException ? e : cause);
            trouble.initCause(e);
            throw trouble;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ending(null, null);
        }
    }

    private static boolean ended(ReplyControl control, ReplyTeller teller, boolean thinking) {
        return control.cancelled()
                || (thinking && control.answerNowRequested() && teller.beforeAnswer());
    }

    private Ending receive(
            HttpResponse<InputStream> answer,
            Map<String, Object> json,
            ReplyControl control,
            ReplyTeller teller,
            boolean thinking)
            throws IOException, RefusedField {
        HeardBody body = new HeardBody(answer.body(), firstWord);
        Thread watch =
                Thread.ofVirtual().start(() -> closeWhenOver(body, control, teller, thinking));
        try (body) {
            if (answer.statusCode() == 200) {
                return read(body, control, teller, thinking);
            }
            int status = answer.statusCode();
            String text = new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
            if (ended(control, teller, thinking)) {
                return new Ending(null, null);
            }
            Optional<String> field =
                    status == 400 || status == 422
                            ? RequestJson.refused(text, json)
                            : Optional.empty();
            if (field.isPresent()) {
                throw new RefusedField(field.get());
            }
            throw faults.refusal(status, text);
        } finally {
            watch.interrupt();
        }
    }

    private Ending read(HeardBody body, ReplyControl control, ReplyTeller teller, boolean thinking)
            throws IOException {
        ThinkTags tags = new ThinkTags(teller::thought, teller::answer, opened.contains(thinking));
        String word = "";
        boolean spoken = false;
        RemoteUsage usage = null;
        try {
            EventStream stream = new EventStream(body);
            for (String data = stream.next(); data != null; data = stream.next()) {
                if (data.strip().equals("[DONE]")) {
                    break;
                }
                JsonNode chunk = JSON.readTree(data);
                // What a piece of a reply has else is none of a fault.
                boolean piece = chunk.has("choices") && !chunk.hasNonNull("error");
                String fault = piece ? "" : Faults.in(chunk);
                if (!fault.isEmpty()) {
                    throw faults.said(fault);
                }
                if (chunk.path("usage").isObject()) {
                    usage = RemoteUsage.of(chunk.path("usage"));
                }
                JsonNode choice = chunk.path("choices").path(0);
                // A server that knows no streams sends the whole message; others may repeat it.
                String place = spoken || choice.has("delta") ? "delta" : "message";
                if (tell(choice.path(place), tags, teller)) {
                    spoken = true;
                    body.expectWithin(nextWord);
                }
                String now = choice.path("finish_reason").asString("");
                word = now.isEmpty() ? word : now;
            }
        } catch (JacksonException e) {
            RemoteProblem problem =
                    new RemoteProblem(
                            body.silent() // in the middle of an event
                                    ? RemoteProblem.Kind.NO_ANSWER
                                    : RemoteProblem.Kind.NO_JSON,
                            server.host());
            problem.initCause(e);
            throw problem;
        } catch (IOException e) {
            if (!ended(control, teller, thinking) && !body.silent()) {
                throw e;
            }
        }
        FinishReason reason = reason(word);
        if (tags.end(reason == FinishReason.STOP)) {
            opened.add(thinking);
        } else {
            opened.remove(thinking);
        }
        if (BROKEN.contains(word)) {
            throw new RemoteProblem(RemoteProblem.Kind.ENDED_EARLY, server.host(), word);
        }
        if (reason == null && !ended(control, teller, thinking)) {
            throw new RemoteProblem(
                    body.silent() ? RemoteProblem.Kind.NO_ANSWER : RemoteProblem.Kind.BROKE_OFF,
                    server.host());
        }
        return new Ending(reason, usage);
    }

    /** Says what came on; false where that is nothing. */
    private static boolean tell(JsonNode delta, ThinkTags tags, ReplyTeller teller) {
        // The name differs from server to server.
        boolean told =
                think(delta.path("reasoning_content"), tags, teller)
                        || think(delta.path("reasoning"), tags, teller);
        JsonNode content = delta.path("content");
        if (!content.isArray()) {
            return answer(content, tags) || told;
        }
        // Mistral's models think in a part of the content, whose text comes in parts again.
        for (JsonNode part : content) {
            if (part.path("type").asString("").equals("thinking")) {
                JsonNode thought = part.path("thinking");
                told |= think(thought, tags, teller);
                for (JsonNode piece : thought) {
                    told |= think(piece.path("text"), tags, teller);
                }
            } else {
                told |= answer(part.path("text"), tags);
            }
        }
        return told;
    }

    private static boolean think(JsonNode thought, ThinkTags tags, ReplyTeller teller) {
        String text = thought.asString("");
        if (!text.isEmpty()) {
            tags.allIsAnswer();
            teller.thought(text);
        }
        return !text.isEmpty();
    }

    private static boolean answer(JsonNode answer, ThinkTags tags) {
        String text = answer.asString("");
        if (!text.isEmpty()) {
            tags.add(text);
        }
        return !text.isEmpty();
    }

    private static @Nullable FinishReason reason(String word) {
        if (word.isEmpty() || BROKEN.contains(word)) {
            return null;
        }
        return word.equals("length") ? FinishReason.LENGTH : FinishReason.STOP;
    }

    private static void closeWhenOver(
            HeardBody body, ReplyControl control, ReplyTeller teller, boolean thinking) {
        try {
            while (!ended(control, teller, thinking) && !body.silent()) {
                Thread.sleep(POLL_MILLIS);
            }
            body.close();
        } catch (InterruptedException | IOException over) {
            return;
        }
    }

    private RemoteProblem trouble(Throwable cause) {
        return new RemoteProblem(
                switch (cause) {
                    case OfflineException offline -> RemoteProblem.Kind.OFFLINE;
                    case ConnectException e -> RemoteProblem.Kind.UNREACHABLE;
                    case HttpTimeoutException e -> RemoteProblem.Kind.NO_ANSWER;
                    default -> RemoteProblem.Kind.CONNECTION;
                },
                server.host());
    }

    @Override
    public void close() {
        // Nothing is held between replies.
    }
}
