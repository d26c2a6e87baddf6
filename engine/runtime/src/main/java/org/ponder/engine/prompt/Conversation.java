package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages in the form that templates read, as transformers gives them. */
final class Conversation {
    private Conversation() {}

    /**
     * The input of a template for a reply to these messages. A thought stands beside the answer,
     * under the two names in use, never inside it: templates drop old thoughts or keep them, and
     * one that knows neither name drops all.
     */
    static Map<String, @Nullable Object> input(List<Message> messages, Map<String, ?> extras) {
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("messages", messages.stream().map(Conversation::message).toList());
        // transformers passes these two always; templates compare them with none.
        input.put("tools", null);
        input.put("documents", null);
        input.put("add_generation_prompt", true);
        input.putAll(extras);
        return input;
    }

    private static Map<String, String> message(Message message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("role", message.role().templateName());
        fields.put("content", message.content());
        String thought = message.thought();
        if (thought != null) {
            fields.put("reasoning_content", thought);
            fields.put("thinking", thought);
        }
        return fields;
    }

    /** The system prompts in their order, without blank ones. */
    static List<String> systemPrompts(List<Message> messages) {
        return messages.stream()
                .filter(message -> message.role() == Role.SYSTEM && !message.content().isBlank())
                .map(Message::content)
                .toList();
    }

    /**
     * The conversation with its system prompts moved to the start of the first question; where
     * there is none, they are one.
     */
    static List<Message> withoutSystem(List<Message> messages) {
        String system = String.join("\n\n", systemPrompts(messages));
        List<Message> others = new ArrayList<>();
        boolean placed = false;
        for (Message message : messages) {
            if (message.role() == Role.USER && !placed) {
                others.add(Message.user(system + "\n\n" + message.content()));
                placed = true;
            } else if (message.role() != Role.SYSTEM) {
                others.add(message);
            }
        }
        if (!placed) {
            others.addFirst(Message.user(system));
        }
        return others;
    }
}
