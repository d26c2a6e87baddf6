package org.ponder.app.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.prompt.Role;
import org.ponder.engine.sampling.SamplingSettings;

/** A request for a completion. What is not of OpenAI's API is sent only where the user set it. */
final class RequestJson {
    private RequestJson() {}

    static Map<String, Object> of(
            String model, List<Message> messages, ReplyOptions options, boolean think) {
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
            json.put("max_tokens", options.maxTokens());
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
        if (!think) {
            json.put("chat_template_kwargs", Map.of("enable_thinking", false));
        } else if (options.thoughtBudget() > 0) {
            json.put("thinking_budget", options.thoughtBudget());
        }
        return json;
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
