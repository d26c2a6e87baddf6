package org.ponder.app.viewmodel;

import java.time.Duration;
import java.util.function.Supplier;
import org.ponder.app.store.GenerationSettings;

/**
 * Has a model on this computer read a question while it is typed, as long as it has nothing else to
 * do, so that the reply begins sooner. Whole words are read; the one that is being typed would be
 * cut into other tokens with each letter.
 */
final class ReadingAlong {
    /** Longer than most take between two letters of a word. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** After which the last word is read too. */
    private static final Duration REST = Duration.ofMillis(800);

    /** Characters that are read without a pause: several tokens, or a text that was pasted. */
    private static final int MANY = 16;

    private final Workspace workspace;
    private final ConversationViewModel conversation;
    private final ModelViewModel model;
    private final Supplier<ReplyDriver.Choice> choice;

    /** What is in the field that nobody has typed now. */
    private String untouched = "";

    /** What was typed, from its first letter on; empty where nothing was. */
    private String draft = "";

    /** What of it the model was given to read. */
    private String given = "";

    /** Grows with whatever makes what was planned before pointless. */
    private long changes;

    /**
     * @param choice what is set for the reply
     */
    ReadingAlong(
            Workspace workspace,
            ConversationViewModel conversation,
            ModelViewModel model,
            Supplier<ReplyDriver.Choice> choice) {
        this.workspace = workspace;
        this.conversation = conversation;
        this.model = model;
        this.choice = choice;
        model.stateProperty().subscribe((before, now) -> again());
        conversation
                .runningProperty()
                .subscribe((before, now) -> {
                    ReplyViewModel last = conversation.lastReply();
                    // A reply that was cut off is still known: the user may let it go on.
                    if (now == null && last != null && !last.canContinueProperty().get()) {
                        again();
                    }
                });
        workspace
                .preferences()
                .settingsProperty()
                .subscribe((before, now) -> turn(before.generation(), now.generation()));
    }

    private void turn(GenerationSettings before, GenerationSettings now) {
        if (before.readAlong() && !now.readAlong()) {
            workspace.host().stopReadingAhead();
        }
        if (before.readAlong() != now.readAlong()) {
            again();
        }
    }

    /** What the model has read may be gone; the draft is read anew. */
    private void again() {
        given = "";
        plan();
    }

    /** The field holds a text that nobody has typed now: that of another chat. */
    void leave(String text) {
        stop();
        untouched = text;
    }

    /** What was typed is asked now; what the model reads of it meanwhile is not in vain. */
    void sent() {
        changes++;
        untouched = "";
        draft = "";
        given = "";
    }

    private void stop() {
        changes++;
        draft = "";
        if (!given.isEmpty()) {
            given = "";
            workspace.host().stopReadingAhead();
        }
    }

    /** The field holds this text now. */
    void typed(String text) {
        if (text.isBlank() || text.equals(untouched)) {
            stop();
            return;
        }
        draft = text.stripLeading();
        if (!draft.startsWith(given)) {
            given = "";
            workspace.host().stopReadingAhead();
        }
        // With the first word all that stands before the question can be read.
        if (given.isEmpty() || words().length() - given.length() >= MANY) {
            read(words());
        }
        plan();
    }

    private void plan() {
        long mine = ++changes;
        if (draft.isEmpty()) {
            return;
        }
        workspace.background().after(PAUSE, () -> readIf(mine == changes, words()));
        workspace.background().after(REST, () -> readIf(mine == changes, draft.strip()));
    }

    private void readIf(boolean still, String text) {
        if (still) {
            read(text);
        }
    }

    private void read(String text) {
        boolean wanted =
                workspace.preferences().settingsProperty().get().generation().readAlong()
                        && model.stateProperty().get() == ModelViewModel.State.READY
                        && !model.remoteProperty().get()
                        && conversation.runningProperty().get() == null
                        && !conversation.openingProperty().get()
                        && !workspace.host().busy();
        if (wanted && !given.startsWith(text) && conversation.readAhead(text, choice.get())) {
            given = text;
        }
    }

    /** The draft without the word at its end, which may go on. */
    private String words() {
        int end = draft.length();
        while (end > 0 && goesOn(draft.codePointBefore(end))) {
            end -= Character.charCount(draft.codePointBefore(end));
        }
        return draft.substring(0, end).strip();
    }

    /** Chinese writes no spaces between words: each of its characters ends one. */
    private static boolean goesOn(int character) {
        return Character.isLetterOrDigit(character) && !Character.isIdeographic(character);
    }
}
