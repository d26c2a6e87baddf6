package org.ponder.app.viewmodel;

import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The one line that tells the user what happened, with what can be done about it. */
public final class Notices {
    private final ReadOnlyObjectWrapper<@Nullable Notice> current = new ReadOnlyObjectWrapper<>();

    /** Makes the present notice anew, in the language of then; null where that cannot be. */
    private @Nullable Supplier<Notice> maker;

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
        maker = null;
        replace(new Notice(sentence, "", () -> {}));
    }

    /** Tells something and offers an action. */
    public void offer(Supplier<String> sentence, Supplier<String> action, Runnable run) {
        Supplier<Notice> offer = () -> new Notice(sentence.get(), action.get(), run);
        maker = offer;
        replace(offer.get());
    }

    /** What is told twice has happened twice: it is news even where it says the same. */
    private void replace(Notice next) {
        dismiss();
        current.set(next);
    }

    /**
     * Tells what is offered in the language of now. A sentence without an offer is taken away: it
     * would stand there in the language before.
     */
    void retell() {
        if (current.get() != null) {
            current.set(maker == null ? null : maker.get());
        }
    }

    /** Takes the notice away. */
    public void dismiss() {
        current.set(null);
    }

    /** Whether this is what is told now. */
    public boolean tells(String sentence) {
        Notice now = current.get();
        return now != null && now.sentence().equals(sentence);
    }

    /** What is told now; null is nothing. */
    public ReadOnlyObjectProperty<@Nullable Notice> currentProperty() {
        return current.getReadOnlyProperty();
    }
}
