package org.ponder.app.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.prompt.Role;
import org.ponder.engine.reply.ThoughtEnd;

/**
 * A question or a reply. Messages form a tree: those with the same parent are versions of each
 * other.
 *
 * @param place where it stands
 * @param role who speaks: user or assistant
 * @param content what they say; for a reply, the answer alone
 * @param thought the reply's thought; null where there was none
 * @param created when it began
 * @param reply what is known of a reply; null for a question
 */
public record StoredMessage(
        Place place,
        Role role,
        String content,
        @Nullable String thought,
        Instant created,
        @Nullable ReplyRecord reply) {

    /**
     * Where a message stands in its tree.
     *
     * @param id of the message, for life
     * @param conversation it belongs to
     * @param parent the message before it; null for a first question
     * @param version which of the versions it is, from 1
     * @param versions how many there are
     */
    public record Place(
            long id, long conversation, @Nullable Long parent, int version, int versions) {}

    /** The message's id. */
    public long id() {
        return place.id();
    }

    /** The message as a model's template takes it. */
    public Message toMessage() {
        return new Message(role, content, thought);
    }

    /** The reply as a beginning for the model to continue. */
    public PartialReply toPartialReply() {
        return new PartialReply(thought == null ? "" : thought, thoughtClosed(), content);
    }

    private boolean thoughtClosed() {
        if (!content.isEmpty()) {
            return true;
        }
        ThoughtEnd end = reply == null ? null : reply.thoughtEnd();
        return end == ThoughtEnd.CLOSED || end == ThoughtEnd.BUDGET || end == ThoughtEnd.ANSWER_NOW;
    }
}
