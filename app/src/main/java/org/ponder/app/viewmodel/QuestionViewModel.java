package org.ponder.app.viewmodel;

import org.jspecify.annotations.Nullable;
import org.ponder.app.store.StoredMessage;

/** One question as it was asked; another wording is another version beside it. */
public final class QuestionViewModel {
    private final StoredMessage.Place place;
    private final String text;
    private @Nullable String edited;

    QuestionViewModel(StoredMessage message) {
        this.place = message.place();
        this.text = message.content();
    }

    /** Where it stands among the messages. */
    public StoredMessage.Place place() {
        return place;
    }

    /**
     * What the user is making of it, which outlives the field they write in; null where they do
     * not.
     */
    public @Nullable String edited() {
        return edited;
    }

    /** Whether that is something else than what was asked. */
    public boolean changed() {
        return edited != null && !edited.equals(text);
    }

    /** The user has written this; null where they are done. */
    public void edit(@Nullable String now) {
        edited = now;
    }

    /** What was asked. */
    public String text() {
        return text;
    }
}
