package org.ponder.app.remote;

import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Makes sentences of what a server says went wrong. */
final class Faults {
    private static final JsonMapper JSON = new JsonMapper();

    private final RemoteServer server;
    private final String key;

    /**
     * @param key that a server may repeat, and no sentence may
     */
    Faults(RemoteServer server, String key) {
        this.server = server;
        this.key = key;
    }

    /** Why it does not answer. */
    RemoteProblem refusal(int status, String body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JacksonException noJson) {
            answer = MissingNode.getInstance();
        }
        String fault = in(answer);
        String host = server.host();
        return switch (status) {
            case 401 -> new RemoteProblem(RemoteProblem.Kind.KEY_REFUSED, host);
            case 402 -> new RemoteProblem(RemoteProblem.Kind.NO_MONEY, host);
            case 404 -> new RemoteProblem(RemoteProblem.Kind.NO_MODEL, host, server.model());
            case 429 ->
                    new RemoteProblem(
                            noMoney(answer.path("error"))
                                    ? RemoteProblem.Kind.NO_MONEY
                                    : RemoteProblem.Kind.BUSY,
                            host);
            default -> {
                if (!fault.isEmpty()) {
                    yield said(fault);
                }
                yield status == 403
                        ? new RemoteProblem(RemoteProblem.Kind.KEY_REFUSED, host)
                        : new RemoteProblem(
                                RemoteProblem.Kind.STATUS, host, String.valueOf(status));
            }
        };
    }

    private static boolean noMoney(JsonNode error) {
        return Stream.of("code", "type")
                .anyMatch(name -> error.path(name).asString("").equals("insufficient_quota"));
    }

    /** What a server says went wrong, wherever it says it; empty where it says nothing of it. */
    static String in(JsonNode answer) {
        JsonNode error = answer.path("error");
        return Stream.of(
                        error.path("message"),
                        error,
                        answer.path("message"),
                        answer.path("detail"),
                        answer.path("detail").path(0).path("msg"))
                .filter(place -> place.isString() && !place.asString().isBlank())
                .map(JsonNode::asString)
                .findFirst()
                .orElse(error.isContainer() && !error.isEmpty() ? error.toString() : "");
    }

    /** What the server says, shortened, and without the key that it may repeat. */
    RemoteProblem said(String message) {
        String shown = key.isEmpty() ? message : message.replace(key, "…");
        String line = shown.strip().replaceAll("\\s+", " ");
        String cut = line.length() <= 300 ? line : line.substring(0, 300) + "…";
        return new RemoteProblem(RemoteProblem.Kind.SAYS, server.host(), cut);
    }
}
