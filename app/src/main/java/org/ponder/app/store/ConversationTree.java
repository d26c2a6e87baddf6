package org.ponder.app.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ponder.engine.prompt.Role;

/**
 * A conversation with all its messages, those that are not shown included.
 *
 * @param conversation itself
 * @param messages each after its parent; a reply follows a question
 * @param shown the ids of the path that is shown, from the first question
 */
public record ConversationTree(
        Conversation conversation, List<StoredMessage> messages, List<Long> shown) {

    /** Checks that the messages are a tree and the path is in it. */
    public ConversationTree {
        messages = List.copyOf(messages);
        shown = List.copyOf(shown);
        Map<Long, Role> roles = new HashMap<>();
        for (StoredMessage message : messages) {
            Long parent = message.place().parent();
            if (parent != null && !roles.containsKey(parent)) {
                throw new IllegalArgumentException(
                        "Message "
                                + message.id()
                                + " comes before message "
                                + parent
                                + ", which it follows.");
            }
            boolean reply = message.role() == Role.ASSISTANT;
            if (reply != (message.reply() != null) || message.role() == Role.SYSTEM) {
                throw new IllegalArgumentException(
                        "Message " + message.id() + " is neither a question nor a reply.");
            }
            if (reply && (parent == null || roles.get(parent) != Role.USER)) {
                throw new IllegalArgumentException(
                        "Message " + message.id() + " is a reply to no question.");
            }
            if (roles.put(message.id(), message.role()) != null) {
                throw new IllegalArgumentException(
                        "There are two messages with the id " + message.id() + ".");
            }
        }
        Set<Long> path = new HashSet<>(shown);
        if (path.size() != shown.size() || !roles.keySet().containsAll(path)) {
            throw new IllegalArgumentException(
                    "The path that is shown leads through messages that do not exist.");
        }
    }

    /** The messages of the path that is shown. */
    public List<StoredMessage> path() {
        Map<Long, StoredMessage> byId = new HashMap<>();
        messages.forEach(message -> byId.put(message.id(), message));
        return shown.stream().map(byId::get).toList();
    }
}
