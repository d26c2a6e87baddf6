package org.ponder.app.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ponder.engine.chat.ChatSession;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;

/** Serves one model over HTTP, from when it is made until it is closed. */
public final class LocalServer implements AutoCloseable {
    private static final String CHAT = "/v1/chat/completions";
    private static final String MODELS = "/v1/models";

    private final HttpServer http;
    private final ServerOptions options;
    private final Guard guard;
    private final Generator generator;
    private final Supplier<String> model;
    private final long started = Instant.now().getEpochSecond();
    private final Set<ReplyControl> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "ponder-serve-clock");
                thread.setDaemon(true);
                return thread;
            });

    /** Something that answers a request. */
    private interface Handler {
        void handle(HttpExchange http, Exchange exchange)
                throws IOException, ApiException, InterruptedException;
    }

    private LocalServer(
            HttpServer http, ServerOptions options, Generator generator, Supplier<String> model) {
        this.http = http;
        this.options = options;
        this.generator = generator;
        this.model = model;
        guard = new Guard(options);
    }

    /**
     * Begins to serve one model.
     *
     * @param session of the model; belongs to the server from now on: a conversation that goes on
     *     is not read again
     * @param model the name clients ask for
     * @throws IOException with one sentence, where it cannot listen
     */
    public static LocalServer start(ChatSession session, String model, ServerOptions options)
            throws IOException {
        return start(
                (messages, reply, control, events) ->
                        session.reply(messages, PartialReply.none(), reply, control, events),
                session::close,
                () -> model,
                options);
    }

    /**
     * Begins to serve what somebody else takes care of.
     *
     * @param model the name clients ask for, of now; asked on any thread
     * @throws IOException with one sentence, where it cannot listen
     */
    public static LocalServer start(ReplyMaker maker, Supplier<String> model, ServerOptions options)
            throws IOException {
        return start(maker, () -> {}, model, options);
    }

    private static LocalServer start(
            ReplyMaker maker, Runnable end, Supplier<String> model, ServerOptions options)
            throws IOException {
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(options.address(), options.port()), 0);
        } catch (BindException e) {
            throw new IOException(
                    "The server cannot listen on "
                            + options.host()
                            + ":"
                            + options.port()
                            + ": choose another port or address.",
                    e);
        }
        LocalServer server =
                new LocalServer(
                        http,
                        options,
                        new Generator(maker, options.limits().waiting(), end),
                        model);
        http.setExecutor(server.requests);
        http.createContext("/", request -> server.handle(request));
        http.start();
        return server;
    }

    /** A model's name as one that needs no quoting in an address. */
    public static String idOf(String name) {
        String id = name.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        return id.isEmpty() ? "model" : id;
    }

    /** Where it can be reached. */
    public URI address() {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return URI.create("http://" + host + ":" + http.getAddress().getPort());
    }

    private void handle(HttpExchange request) {
        Exchange exchange = new Exchange(request);
        try (request) {
            try {
                guard.checkPlace(request.getRequestHeaders());
                if (!allowed(request)) {
                    handler(request).handle(request, exchange);
                }
            } catch (ApiException e) {
                exchange.send(e);
            } catch (RuntimeException e) {
                exchange.send(new ApiException(500, "Ponder failed on this request.", null, null));
            }
        } catch (IOException gone) {
            return; // nobody reads the answer any more
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Lets the browser give answers to the page that asks, and answers where the browser asks
     * first: that brings no key.
     *
     * @return whether it was answered
     */
    private static boolean allowed(HttpExchange request) throws IOException {
        String origin = request.getRequestHeaders().getFirst("Origin");
        if (origin == null) {
            return false;
        }
        Headers headers = request.getResponseHeaders();
        headers.set("Access-Control-Allow-Origin", origin);
        headers.set("Vary", "Origin");
        if (!request.getRequestMethod().equals("OPTIONS")) {
            return false;
        }
        headers.set("Access-Control-Allow-Methods", "GET, POST");
        headers.set(
                "Access-Control-Allow-Headers",
                Objects.requireNonNullElse(
                        request.getRequestHeaders().getFirst("Access-Control-Request-Headers"),
                        "authorization, content-type"));
        request.sendResponseHeaders(204, -1);
        return true;
    }

    private Handler handler(HttpExchange request) throws ApiException {
        String path = request.getRequestURI().getPath();
        if (path.equals("/health")) {
            return only(request, "GET", (http, exchange) -> exchange.send(200, health()));
        }
        guard.checkKey(request.getRequestHeaders());
        if (path.equals(CHAT)) {
            return only(request, "POST", this::complete);
        }
        if (path.equals(MODELS)) {
            return only(
                    request,
                    "GET",
                    (http, exchange) ->
                            exchange.send(
                                    200, Map.of("object", "list", "data", List.of(description()))));
        }
        if (path.equals(MODELS + "/" + model.get())) {
            return only(request, "GET", (http, exchange) -> exchange.send(200, description()));
        }
        throw new ApiException(
                404,
                "There is nothing at this path: ask for " + CHAT + ", " + MODELS + " or /health.",
                null,
                path.startsWith(MODELS) ? "model_not_found" : null);
    }

    private static Handler only(HttpExchange request, String allowed, Handler handler)
            throws ApiException {
        if (!request.getRequestMethod().equals(allowed)) {
            request.getResponseHeaders().set("Allow", allowed);
            throw new ApiException(405, "This path is asked with " + allowed + ".", null, null);
        }
        return handler;
    }

    private static Map<String, Object> health() {
        return Map.of("status", "ok");
    }

    private Map<String, Object> description() {
        return Map.of(
                "id", model.get(), "object", "model", "created", started, "owned_by", "ponder");
    }

    private void complete(HttpExchange http, Exchange exchange)
            throws IOException, ApiException, InterruptedException {
        ServerOptions.Limits limits = options.limits();
        ChatRequest request;
        String served = model.get();
        ScheduledFuture<?> slow = interruptAfter(limits.reading());
        try {
            request = new ChatRequestReader(exchange.read(limits.bodyBytes()), served).read();
        } finally {
            slow.cancel(false);
            boolean _ = Thread.interrupted(); // what was read in the last moment is read
        }
        Generator.Job job = generator.begin(request);
        running.add(job.control());
        // A client that does not read makes writing wait; in the end it is left.
        ScheduledFuture<?> end = interruptAfter(limits.replying().plus(limits.reading()));
        try {
            new Completion(request, exchange, served).run(job, limits.replying());
        } finally {
            end.cancel(false);
            running.remove(job.control());
        }
    }

    /**
     * Interrupts this request's thread, which closes the connection it reads or writes. Closing it
     * from the clock would wait for the lock of whoever writes to a client that does not read, and
     * all other requests' limits with it.
     */
    private ScheduledFuture<?> interruptAfter(Duration time) {
        return clock.schedule(
                Thread.currentThread()::interrupt, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends every reply and stops listening; the model may be closed afterwards. */
    @Override
    public void close() {
        running.forEach(ReplyControl::cancel);
        // First, as stopping waits for whoever writes to a client that does not read.
        requests.shutdownNow();
        http.stop(0);
        generator.close();
        clock.shutdownNow();
    }
}
