package org.ponder.app.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.ponder.engine.chat.OverflowPolicy;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.sampling.SamplingSettings;
import tools.jackson.databind.JsonNode;

/**
 * Reads a request as OpenAI's API has it. What Ponder cannot do is refused rather than ignored;
 * values that ask for nothing, such as a penalty of 0, are fine.
 */
final class ChatRequestReader {
    private static final int MOST_STOPS = 16;
    private static final int LONGEST_STOP = 1000;

    /** Those that clients and templates have; each template knows some. */
    private static final List<String> EFFORTS =
            List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

    /** The least of a number that must be above nothing. */
    private static final double ABOVE_ZERO = Double.MIN_VALUE;

    private final JsonNode request;
    private final String model;

    /**
     * @param model the name of the one there is
     */
    ChatRequestReader(JsonNode request, String model) {
        this.request = request;
        this.model = model;
    }

    ChatRequest read() throws ApiException {
        if (!request.isObject()) {
            throw new ApiException(400, "The body must be a JSON object.", null, null);
        }
        checkModel();
        refuseWhatIsMissing();
        return new ChatRequest(
                messages(),
                options(),
                stops(),
                flag(request, "stream", false),
                flag(request.path("stream_options"), "include_usage", false));
    }

    private void checkModel() throws ApiException {
        JsonNode wanted = request.path("model");
        if (!present(wanted)) {
            return;
        }
        if (!wanted.isString() || !wanted.asString().equals(model)) {
            throw new ApiException(
                    404,
                    "There is no model " + shown(wanted) + " here: this server has " + model + ".",
                    "model",
                    "model_not_found");
        }
    }

    private void refuseWhatIsMissing() throws ApiException {
        if (number("n", 1, 1, 128) != 1) {
            throw ApiException.invalid("n", "This server makes one reply at a time: leave out n.");
        }
        for (String name : List.of("tools", "functions")) {
            if (!request.path(name).isEmpty()) {
                throw noTools(name);
            }
        }
        for (String name : List.of("tool_choice", "function_call")) {
            JsonNode choice = request.path(name);
            if (present(choice) && !List.of("none", "auto").contains(choice.asString(""))) {
                throw noTools(name);
            }
        }
        if (!request.path("logit_bias").isEmpty()) {
            throw ApiException.invalid(
                    "logit_bias",
                    "This server favours no tokens over others: leave out logit_bias.");
        }
        for (String name : List.of("presence_penalty", "frequency_penalty")) {
            if (number(name, 0, -2, 2) != 0) {
                throw ApiException.invalid(
                        name, "This server knows repetition_penalty only: leave out " + name + ".");
            }
        }
        if (flag(request, "logprobs", false)) {
            throw ApiException.invalid(
                    "logprobs", "This server tells no probabilities: leave out logprobs.");
        }
        if (!request.path("response_format").path("type").asString("text").equals("text")) {
            throw ApiException.invalid(
                    "response_format",
                    "This server writes text in no fixed form: leave out response_format.");
        }
    }

    private static ApiException noTools(String name) {
        return ApiException.invalid(name, "This server calls no tools: leave out " + name + ".");
    }

    private List<Message> messages() throws ApiException {
        JsonNode list = request.path("messages");
        if (!list.isArray() || list.isEmpty()) {
            throw ApiException.invalid("messages", "There must be at least one message.");
        }
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            messages.add(message(list.get(i), "messages[" + i + "]"));
        }
        return messages;
    }

    private static Message message(JsonNode node, String at) throws ApiException {
        String text = content(node.path("content"), at + ".content");
        return switch (node.path("role").asString("")) {
            case "system", "developer" -> Message.system(text);
            case "user" -> Message.user(text);
            case "assistant" -> {
                JsonNode thought = node.path("reasoning_content");
                yield Message.assistant(thought.isString() ? thought.asString() : null, text);
            }
            default ->
                    throw ApiException.invalid(
                            at + ".role",
                            "A message's role must be system, user or assistant, not "
                                    + shown(node.path("role"))
                                    + ".");
        };
    }

    /** A string, or parts of which all are text. */
    private static String content(JsonNode node, String at) throws ApiException {
        if (node.isString()) {
            return node.asString();
        }
        if (node.isArray()) {
            List<String> texts = new ArrayList<>();
            for (JsonNode part : node) {
                if (!part.path("type").asString("").equals("text")
                        || !part.path("text").isString()) {
                    throw ApiException.invalid(at, "This server reads text only.");
                }
                texts.add(part.path("text").asString());
            }
            return String.join("\n", texts); // as other servers part them
        }
        throw ApiException.invalid(at, "A message's content must be a text.");
    }

    private ReplyOptions options() throws ApiException {
        SamplingSettings usual = SamplingSettings.r1(0);
        JsonNode seed = request.path("seed");
        if (present(seed) && !(seed.isIntegralNumber() && seed.canConvertToLong())) {
            throw ApiException.invalid("seed", "The seed must be a whole number.");
        }
        String tokens =
                present(request.path("max_completion_tokens"))
                        ? "max_completion_tokens"
                        : "max_tokens";
        return new ReplyOptions(
                new SamplingSettings(
                        number("temperature", usual.temperature(), 0, 5),
                        limit("top_k", 0, 1_000_000),
                        number("top_p", usual.topP(), ABOVE_ZERO, 1),
                        number("min_p", 0, 0, 0.999),
                        number("repetition_penalty", 1, 0.5, 2),
                        present(seed) ? seed.asLong() : ThreadLocalRandom.current().nextLong()),
                think(),
                whole("thinking_budget", 0, 0, Integer.MAX_VALUE),
                limit(tokens, 1, Integer.MAX_VALUE),
                OverflowPolicy.FAIL,
                effort().equals("none") ? "" : effort());
    }

    /** As other servers have it: an effort of none, or one of the switches of templates. */
    private boolean think() throws ApiException {
        JsonNode template = request.path("chat_template_kwargs");
        return !effort().equals("none")
                && !off(template.path("enable_thinking"))
                && !off(template.path("thinking"))
                && !off(request.path("enable_thinking"))
                && !request.path("thinking").path("type").asString("").equals("disabled");
    }

    private static boolean off(JsonNode node) {
        return present(node) && !node.asBoolean(true);
    }

    /** How much to think; a template that does not know it goes on without. */
    private String effort() throws ApiException {
        JsonNode top = request.path("reasoning_effort");
        JsonNode effort =
                present(top) ? top : request.path("chat_template_kwargs").path("reasoning_effort");
        if (present(effort) && !(effort.isString() && EFFORTS.contains(effort.asString()))) {
            throw ApiException.invalid(
                    "reasoning_effort",
                    "reasoning_effort must be one of %s, not %s."
                            .formatted(String.join(", ", EFFORTS), shown(effort)));
        }
        return effort.asString("");
    }

    private List<String> stops() throws ApiException {
        JsonNode stop = request.path("stop");
        List<String> stops = new ArrayList<>();
        if (stop.isString()) {
            stops.add(stop.asString());
        } else if (stop.isArray()) {
            for (JsonNode one : stop) {
                stops.add(one.isString() ? one.asString() : "");
            }
        } else if (present(stop)) {
            stops.add("");
        }
        if (stops.size() > MOST_STOPS
                || stops.stream().anyMatch(s -> s.isEmpty() || s.length() > LONGEST_STOP)) {
            throw ApiException.invalid(
                    "stop", "stop must be a text or a list of at most " + MOST_STOPS + " texts.");
        }
        return stops;
    }

    private double number(String name, double usual, double least, double most)
            throws ApiException {
        JsonNode node = request.path(name);
        if (!present(node)) {
            return usual;
        }
        // A number larger than any of Java's is none here.
        double value = node.isNumber() ? node.asDouble(Double.NaN) : Double.NaN;
        if (!(value >= least && value <= most)) {
            throw ApiException.invalid(
                    name,
                    "%s must be a number %s to %s, not %s."
                            .formatted(
                                    name,
                                    least == ABOVE_ZERO ? "above 0, up" : "from " + text(least),
                                    text(most),
                                    shown(node)));
        }
        return value;
    }

    private int whole(String name, int usual, int least, int most) throws ApiException {
        double value = number(name, usual, least, most);
        if (value != Math.rint(value)) {
            throw ApiException.invalid(
                    name,
                    "%s must be a whole number, not %s."
                            .formatted(name, shown(request.path(name))));
        }
        return (int) value;
    }

    /** A limit, of which clients say that there is none by leaving it out or by -1; 0 is none. */
    private int limit(String name, int least, int most) throws ApiException {
        JsonNode node = request.path(name);
        boolean none = !present(node) || (node.isNumber() && node.asDouble(0) == -1);
        return none ? 0 : whole(name, least, least, most);
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static boolean flag(JsonNode where, String name, boolean usual) throws ApiException {
        JsonNode node = where.path(name);
        if (!present(node)) {
            return usual;
        }
        if (!node.isBoolean()) {
            throw ApiException.invalid(name, name + " must be true or false.");
        }
        return node.asBoolean();
    }

    private static boolean present(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
