package org.ponder.app.viewmodel;

import org.ponder.app.store.StoredMessage;

/** One question as it was asked; another wording is another version beside it. */
public final class QuestionViewModel {
    private final StoredMessage.Place place;
    private final String text;

    QuestionViewModel(StoredMessage message) {
        this.place = message.place();
        this.text = message.content();
    }

    /** Where it stands among the messages. */
    public StoredMessage.Place place() {
        return place;
    }

    /** What was asked. */
    public String text() {
        return text;
    }
}
