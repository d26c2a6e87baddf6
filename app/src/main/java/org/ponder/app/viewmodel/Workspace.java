package org.ponder.app.viewmodel;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.ponder.app.session.Background;
import org.ponder.app.session.ModelHost;
import org.ponder.app.store.ConversationStore;

/**
 * What the view models of one window share.
 *
 * @param store keeps the conversations
 * @param host runs the model
 * @param background does what the window would otherwise wait for
 * @param preferences of the user
 * @param texts in the user's language
 * @param notices tell the user what happened
 */
public record Workspace(
        ConversationStore store,
        ModelHost host,
        Background background,
        Preferences preferences,
        Texts texts,
        Notices notices) {

    /** Does some work beside the window and tells the user where it fails. */
    <T> void beside(Callable<T> work, Consumer<T> done) {
        background.run(work, outcome(done, () -> {}));
    }

    /** What comes of some work: taken where it is done, told the user where it failed. */
    <T> Background.Outcome<T> outcome(Consumer<T> done, Runnable otherwise) {
        return new Background.Outcome<>() {
            @Override
            public void done(T result) {
                done.accept(result);
            }

            @Override
            public void failed(Throwable problem) {
                otherwise.run();
                tell(problem);
            }
        };
    }

    /** Tells the user what went wrong. */
    void tell(Throwable problem) {
        notices.tell(new Sentences(texts).of(problem));
    }
}
