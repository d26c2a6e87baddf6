package org.ponder.app.viewmodel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.Conversation;
import org.ponder.app.store.ReplyRecord;
import org.ponder.app.store.ReplyState;
import org.ponder.app.store.StoreException;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.store.ThoughtMode;
import org.ponder.engine.prompt.Role;

/**
 * Reads a conversation and makes the view models of its messages, on any thread: no view knows them
 * yet.
 */
final class ConversationLoader {
    private final Workspace workspace;

    ConversationLoader(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * What was read.
     *
     * @param conversation null where it has been deleted for good
     * @param same how many of the messages that were shown before are on the path too
     * @param parts a {@link QuestionViewModel} or {@link ReplyViewModel} for each message behind
     *     those
     */
    record Loaded(@Nullable Conversation conversation, int same, List<Object> parts) {}

    /**
     * Reads the path that is shown.
     *
     * @param before the messages that are shown already
     * @param message the path is led through it first; null leaves it as it was
     */
    Loaded read(long id, List<StoredMessage.Place> before, @Nullable Long message, ThoughtMode mode)
            throws StoreException {
        if (message != null) {
            workspace.store().messages().show(message);
        }
        Conversation found = workspace.store().conversations().find(id).orElse(null);
        List<StoredMessage> path =
                found == null ? List.of() : workspace.store().messages().path(id);
        int same = 0;
        while (same < Math.min(before.size(), path.size())
                && before.get(same).equals(path.get(same).place())) {
            same++;
        }
        return new Loaded(found, same, parts(path.subList(same, path.size()), mode));
    }

    /**
     * Makes the view models of messages that were read.
     *
     * @param path in their order
     */
    List<Object> parts(List<StoredMessage> path, ThoughtMode mode) {
        List<Object> parts = new ArrayList<>();
        for (StoredMessage stored : settled(path)) {
            parts.add(
                    stored.role() == Role.USER
                            ? new QuestionViewModel(stored)
                            : ReplyViewModel.stored(stored, workspace.texts(), mode));
        }
        // What is to be seen first is formatted here rather than on the window's thread.
        for (Object part :
                parts.subList(Math.max(0, parts.size() - BlockList.AT_ONCE), parts.size())) {
            if (part instanceof ReplyViewModel reply) {
                reply.answer().blocks();
            }
        }
        return parts;
    }

    /** A reply that another Ponder was writing when it was killed is over and can be continued. */
    private List<StoredMessage> settled(List<StoredMessage> path) {
        if (path.stream().noneMatch(ConversationLoader::isBeingWritten)) {
            return path;
        }
        try {
            workspace.store().replies().markInterrupted();
            List<StoredMessage> settled = new ArrayList<>();
            for (StoredMessage message : path) {
                settled.add(
                        isBeingWritten(message)
                                ? workspace.store().messages().find(message.id()).orElse(message)
                                : message);
            }
            return settled;
        } catch (StoreException e) {
            // On a full disk, say, it can be read nevertheless.
            return path;
        }
    }

    private static boolean isBeingWritten(StoredMessage message) {
        ReplyRecord reply = message.reply();
        return reply != null && reply.state() == ReplyState.STREAMING;
    }
}
