package org.ponder.app.viewmodel;

import java.util.Locale;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What a screen reader is told: each thing the model does, once when it begins, and not every
 * token; and what the window tells of what happened.
 */
public final class Announcements {
    private final Texts texts;
    private final ReadOnlyStringWrapper current = new ReadOnlyStringWrapper("");
    private Subscription phase = Subscription.EMPTY;

    /** Follows the replies of a conversation, and the notices. */
    Announcements(ConversationViewModel conversation, Notices notices, Texts texts) {
        this.texts = texts;
        conversation.runningProperty().subscribe(this::follow);
        notices.currentProperty()
                .subscribe(notice -> {
                    // Nothing in between, so that the same sentence is a change again.
                    current.set(notice == null ? "" : notice.sentence());
                });
    }

    private void follow(@Nullable ReplyViewModel reply) {
        if (reply != null) {
            phase.unsubscribe();
            phase = reply.phaseProperty().subscribe(now -> tell(reply, now));
        }
        // A reply that no longer runs has told its end, or is in a conversation that was left.
    }

    private void tell(ReplyViewModel reply, ReplyPhase now) {
        current.set(
                now == ReplyPhase.FINISHED
                        ? reply.ending()
                        : texts.get("phase." + now.name().toLowerCase(Locale.ROOT)));
    }

    /** What is announced; a change is to be spoken. */
    public ReadOnlyStringProperty currentProperty() {
        return current.getReadOnlyProperty();
    }
}
