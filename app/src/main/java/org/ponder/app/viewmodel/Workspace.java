package org.ponder.app.viewmodel;

import org.ponder.app.session.ModelHost;
import org.ponder.app.store.ConversationStore;

/**
 * What the view models of one window share.
 *
 * @param store keeps the conversations
 * @param host runs the model
 * @param preferences of the user
 * @param texts in the user's language
 * @param notices tell the user what happened
 */
public record Workspace(
        ConversationStore store,
        ModelHost host,
        Preferences preferences,
        Texts texts,
        Notices notices) {

    /** Tells the user in one sentence what went wrong. */
    void report(Exception problem) {
        notices.tell(new Sentences(texts).of(problem));
    }
}
