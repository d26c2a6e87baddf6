package org.ponder.app.viewmodel;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The one line that tells the user what happened, with what can be done about it. */
public final class Notices {
    private final ReadOnlyObjectWrapper<@Nullable Notice> current = new ReadOnlyObjectWrapper<>();

    /**
     * One notice.
     *
     * @param sentence what happened
     * @param action what can be done, as a button's text; empty where there is nothing
     * @param run does it
     */
    public record Notice(String sentence, String action, Runnable run) {}

    /** Tells something. */
    public void tell(String sentence) {
        current.set(new Notice(sentence, "", () -> {}));
    }

    /** Tells something and offers an action. */
    public void offer(String sentence, String action, Runnable run) {
        current.set(new Notice(sentence, action, run));
    }

    /** Takes the notice away. */
    public void dismiss() {
        current.set(null);
    }

    /** What is told now; null is nothing. */
    public ReadOnlyObjectProperty<@Nullable Notice> currentProperty() {
        return current.getReadOnlyProperty();
    }
}
