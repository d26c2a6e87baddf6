package org.ponder.app.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.prompt.Role;
import org.ponder.engine.sampling.SamplingSettings;

/**
 * A request for a completion. What is not of OpenAI's API is sent only where the user set it, but
 * for the switch of the thought.
 */
final class RequestJson {
    private static final String LIMIT = "max_tokens";
    private static final String NEW_LIMIT = "max_completion_tokens";

    /**
     * What a reply can do without. Where a server names two that it does not take together, the
     * first here is left out.
     */
    private static final List<String> OPTIONAL =
            List.of(
                    "chat_template_kwargs",
                    "thinking_budget",
                    "stream_options",
                    "seed",
                    "repetition_penalty",
                    "min_p",
                    "top_k",
                    "top_p",
                    "temperature");

    private RequestJson() {}

    /**
     * @param without fields that the server refuses; of a limit that is, the newer name is used
     */
    static Map<String, Object> of(
            String model,
            List<Message> messages,
            ReplyOptions options,
            boolean think,
            Set<String> without) {
        SamplingSettings sampling = options.sampling();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", model);
        json.put("messages", messages(messages));
        json.put("stream", true);
        json.put("stream_options", Map.of("include_usage", true));
        json.put("temperature", sampling.temperature());
        json.put("top_p", sampling.topP());
        json.put("seed", sampling.seed());
        if (options.maxTokens() > 0) {
            json.put(without.contains(LIMIT) ? NEW_LIMIT : LIMIT, options.maxTokens());
        }
        if (sampling.topK() > 0) {
            json.put("top_k", sampling.topK());
        }
        if (sampling.minP() > 0) {
            json.put("min_p", sampling.minP());
        }
        if (sampling.repetitionPenalty() != 1) {
            json.put("repetition_penalty", sampling.repetitionPenalty());
        }
        // Templates know one of the names, and some think only where they are told to.
        json.put("chat_template_kwargs", Map.of("enable_thinking", think, "thinking", think));
        if (think && options.thoughtBudget() > 0) {
            json.put("thinking_budget", options.thoughtBudget());
        }
        json.keySet().removeAll(without);
        return json;
    }

    /**
     * The field of a request that a server refuses, where a reply can do without it.
     *
     * @param text of the refusal
     */
    static Optional<String> refused(String text, Map<String, Object> request) {
        if (request.containsKey(LIMIT) && names(text, LIMIT) && names(text, NEW_LIMIT)) {
            return Optional.of(LIMIT);
        }
        // vLLM names the template, where Mistral's tokenizer does without one.
        String said = text.replace("chat_template is", "chat_template_kwargs is");
        return OPTIONAL.stream()
                .filter(field -> request.containsKey(field) && names(said, field))
                .findFirst();
    }

    private static boolean names(String text, String field) {
        return Pattern.compile("(?<!\\w)" + field + "(?!\\w)").matcher(text).find();
    }

    /**
     * Without thoughts: servers leave them out of the prompt, and some refuse them. Without replies
     * that came to nothing too: some servers refuse messages without text, and would do so with
     * every later question of the chat. Questions that then follow each other become one, because
     * some take only turns.
     */
    private static List<Map<String, Object>> messages(List<Message> messages) {
        List<Map<String, Object>> list = new ArrayList<>();
        Message last = null;
        for (Message message : messages) {
            if (message.role() == Role.ASSISTANT && message.content().isBlank()) {
                continue;
            }
            if (last != null && last.role() == Role.USER && message.role() == Role.USER) {
                list.removeLast();
                last = Message.user(last.content() + "\n\n" + message.content());
            } else {
                last = message;
            }
            list.add(Map.of("role", last.role().templateName(), "content", last.content()));
        }
        return list;
    }
}
