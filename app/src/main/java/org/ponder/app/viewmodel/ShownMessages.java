package org.ponder.app.viewmodel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.store.ThoughtMode;
import org.ponder.engine.prompt.Message;

/**
 * The messages of the path that is shown, each a {@link QuestionViewModel} or {@link
 * ReplyViewModel}, and what the user is making of questions that are shown or were.
 */
final class ShownMessages {
    private final BlockList list = new BlockList();
    private final List<Object> shown = new ArrayList<>();

    /** What the user is making of questions that are not shown, by the questions' ids. */
    private final Map<Long, String> edits = new HashMap<>();

    private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(true);

    /** All of them, as they change. */
    List<Object> all() {
        return Collections.unmodifiableList(shown);
    }

    /** The messages before one of them, as they are now. */
    List<Object> before(Object message) {
        int index = shown.indexOf(message);
        if (index < 0) {
            throw new IllegalArgumentException("The message is not in this conversation.");
        }
        return List.copyOf(shown.subList(0, index));
    }

    /** How many of the first messages are those of another path. */
    int same(List<Object> path) {
        int same = 0;
        while (same < Math.min(shown.size(), path.size())
                && shown.get(same).equals(path.get(same))) {
            same++;
        }
        return same;
    }

    /** Where they are kept. */
    List<StoredMessage.Place> places() {
        return shown.stream().map(ShownMessages::placeOf).toList();
    }

    /** Adds messages at the end, or none; whether there are any is told then. */
    void append(List<Object> messages) {
        messages.forEach(this::takeEdit);
        shown.addAll(messages);
        list.add(messages);
        empty.set(shown.isEmpty());
    }

    /** Keeps the first messages and drops the rest, to be followed by {@link #append}. */
    void truncate(int messages) {
        list.truncate(messages);
        List<Object> dropped = shown.subList(messages, shown.size());
        dropped.forEach(this::keepEdit);
        dropped.clear();
    }

    private void keepEdit(Object part) {
        if (part instanceof QuestionViewModel question) {
            String edited = question.edited();
            if (edited != null && question.changed()) {
                edits.put(question.place().id(), edited);
            }
        }
    }

    private void takeEdit(Object part) {
        if (part instanceof QuestionViewModel question) {
            question.edit(edits.remove(question.place().id()));
        }
    }

    /** Forgets what the user made of a question: it is asked. */
    void dropEdit(QuestionViewModel question) {
        question.edit(null);
        edits.remove(question.place().id());
    }

    /** Whether a question was written anew, here or in another chat, and not asked. */
    boolean holdsEdits() {
        return !edits.isEmpty()
                || shown.stream()
                        .anyMatch(part ->
                                part instanceof QuestionViewModel question && question.changed());
    }

    /** The replies from first to last. */
    List<ReplyViewModel> replies() {
        return shown.stream()
                .filter(ReplyViewModel.class::isInstance)
                .map(ReplyViewModel.class::cast)
                .toList();
    }

    /** The last message, where it is a reply. */
    @Nullable ReplyViewModel lastReply() {
        return !shown.isEmpty() && shown.getLast() instanceof ReplyViewModel reply ? reply : null;
    }

    /** How thoughts are shown for which nothing else was chosen. */
    void changeDefault(ThoughtMode mode) {
        replies().forEach(reply -> reply.thought().changeDefault(mode));
    }

    /** Lists more of the earlier ones, as long as there is time; true where there are more. */
    boolean listEarlier(BooleanSupplier goOn) {
        return list.listEarlier(goOn);
    }

    ObservableList<Block> blocks() {
        return list.blocks();
    }

    ReadOnlyBooleanProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    static StoredMessage.Place placeOf(Object part) {
        return part instanceof ReplyViewModel reply
                ? reply.place()
                : ((QuestionViewModel) part).place();
    }

    /**
     * Messages as a model's template takes them.
     *
     * @param system the system prompt; blank is none
     */
    static List<Message> forModel(String system, List<Object> parts) {
        List<Message> messages = new ArrayList<>();
        if (!system.isBlank()) {
            messages.add(Message.system(system));
        }
        for (Object part : parts) {
            messages.add(
                    part instanceof ReplyViewModel reply
                            ? Message.assistant(
                                    reply.thought().isEmpty() ? null : reply.thought().text(),
                                    reply.answer().text())
                            : Message.user(((QuestionViewModel) part).text()));
        }
        return messages;
    }
}
