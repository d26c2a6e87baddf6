package org.ponder.app.viewmodel;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.ponder.app.store.Conversation;
import org.ponder.app.store.ConversationOptions;
import org.ponder.app.store.StoreException;
import org.ponder.app.store.ThoughtSettings;

/** Where a question is written, and how it is to be answered. */
public final class ComposerViewModel {
    /** The most that is lost of a draft where the machine stops. */
    private static final Duration DRAFT_DELAY = Duration.ofMillis(500);

    private final Workspace workspace;
    private final ConversationViewModel conversation;
    private final ModelViewModel model;
    private final StringProperty text = new SimpleStringProperty("");
    private final BooleanProperty think = new SimpleBooleanProperty();
    private final IntegerProperty budget = new SimpleIntegerProperty();
    private final BooleanBinding canAsk;
    private final BooleanBinding canSend;
    private final ReadingAlong along;
    private String newChatDraft = "";
    private String proposed = "";

    /** What of the draft is kept already. */
    private String kept = "";

    /** Questions that could not be kept while the user was elsewhere, by their chats. */
    private final Map<Long, String> refused = new HashMap<>();

    private boolean keepingSoon;

    /** Asks in the conversation that is open. */
    public ComposerViewModel(
            Workspace workspace, ConversationViewModel conversation, ModelViewModel model) {
        this.workspace = workspace;
        this.conversation = conversation;
        this.model = model;
        this.canAsk =
                Bindings.createBooleanBinding(
                        () ->
                                conversation.runningProperty().get() == null
                                        && !conversation.openingProperty().get()
                                        && (model.stateProperty().get()
                                                        == ModelViewModel.State.READY
                                                || model.stateProperty().get()
                                                        == ModelViewModel.State.LOADING),
                        conversation.runningProperty(),
                        conversation.openingProperty(),
                        model.stateProperty());
        this.canSend =
                Bindings.createBooleanBinding(
                        () -> canAsk.get() && !text.get().isBlank(), canAsk, text);
        along = new ReadingAlong(workspace, conversation, model, this::choice);
        takeOptions();
        workspace.beside(
                () -> workspace.store().conversations().newChatDraft(), this::takeNewChatDraft);
        text.subscribe((before, now) -> {
            keepDraftSoon();
            along.typed(now);
        });
        workspace
                .preferences()
                .settingsProperty()
                .subscribe((before, now) -> takeOver(before.thoughts(), now.thoughts()));
    }

    /** A chat that is not begun has what is set for all, where that is set anew. */
    private void takeOver(ThoughtSettings before, ThoughtSettings now) {
        if (conversation.conversationProperty().get() != null) {
            return;
        }
        if (before.think() != now.think()) {
            think.set(now.think());
        }
        if (before.budget() != now.budget()) {
            budget.set(now.budget());
        }
    }

    private void takeNewChatDraft(String draft) {
        if (newChatDraft.isEmpty()) {
            newChatDraft = draft;
            if (conversation.conversationProperty().get() == null && text.get().isEmpty()) {
                kept = draft;
                along.leave(draft);
                text.set(draft);
            }
        }
    }

    /** Sends the question, if there is one and nothing runs. */
    public void send() {
        if (!canSend.get()) {
            model.tellProblem();
            return;
        }
        String question = text.get().strip();
        long chat = openChat();
        // The store clears the conversation's own draft with the question.
        kept = "";
        along.sent();
        text.set("");
        conversation.ask(question, choice(), () -> takeBack(chat, question));
        if (chat == ReplyDriver.NO_CONVERSATION) {
            newChatDraft = "";
            keep(chat, "");
        }
    }

    /**
     * A question that could not be kept is not lost: it is written again in the chat in which it
     * was asked, as soon as that is open.
     */
    private void takeBack(long chat, String question) {
        if (chat == openChat() && !conversation.openingProperty().get()) {
            text.set(text.get().isBlank() ? question : question + "\n" + text.get());
        } else {
            refused.put(chat, question);
            workspace.beside(
                    () -> {
                        saveDraft(chat, withRefused(question, storedDraft(chat)));
                        return true;
                    },
                    done -> {});
        }
    }

    /** The question in front of a draft, which may be what was kept of it while it was written. */
    private static String withRefused(String question, String draft) {
        if (draft.startsWith(question)) {
            return draft;
        }
        return question.startsWith(draft.strip()) ? question : question + "\n" + draft;
    }

    private long openChat() {
        Conversation open = conversation.conversationProperty().get();
        return open == null ? ReplyDriver.NO_CONVERSATION : open.id();
    }

    /** Asks this question, if nothing runs; what the user has written stays. */
    public void send(String question) {
        if (!canAsk.get()) {
            return;
        }
        String draft = isProposal() ? "" : text.get();
        text.set(question);
        send();
        text.set(draft);
    }

    /** Has a question typed already, for whoever is here for the first time. */
    public void propose(String question) {
        proposed = question;
        text.set(question);
    }

    /** Whether what is written was only proposed. */
    public boolean isProposal() {
        return !proposed.isEmpty() && text.get().equals(proposed);
    }

    /** What the user set for the next reply. */
    public ReplyDriver.Choice choice() {
        return new ReplyDriver.Choice(think.get(), budget.get());
    }

    /** The user turns thinking on or off; the conversation keeps it. */
    public void setThink(boolean on) {
        think.set(on);
        keepOptions();
    }

    /** The user sets the budget for thoughts; 0 is no limit. The conversation keeps it. */
    public void setBudget(int tokens) {
        budget.set(tokens);
        keepOptions();
    }

    /**
     * Takes over what the open conversation has of its own, and its draft. What was typed while it
     * was being opened was meant for it and comes behind.
     */
    void takeOptions() {
        Conversation open = conversation.conversationProperty().get();
        ThoughtSettings usual = workspace.preferences().settingsProperty().get().thoughts();
        ConversationOptions options =
                open == null ? ConversationOptions.inherited() : open.options();
        Boolean ownThink = options.think();
        Integer ownBudget = options.thoughtBudget();
        think.set(ownThink == null ? usual.think() : ownThink);
        budget.set(ownBudget == null ? usual.budget() : ownBudget);
        String draft = open == null ? newChatDraft : open.draft();
        String since = typedSince();
        kept = draft;
        String question = refused.remove(openChat());
        if (question != null) {
            draft = withRefused(question, draft);
        }
        along.leave(since.isEmpty() ? draft : "");
        text.set(draft.isEmpty() || since.isEmpty() ? draft + since : draft + "\n" + since);
    }

    /** What was typed behind the draft that is kept; all of it where that was changed. */
    private String typedSince() {
        String now = text.get();
        return now.startsWith(kept) ? now.substring(kept.length()) : now;
    }

    private void keepDraftSoon() {
        if (!keepingSoon) {
            keepingSoon = true;
            workspace
                    .background()
                    .after(
                            DRAFT_DELAY,
                            () -> {
                                keepingSoon = false;
                                if (conversation.openingProperty().get()) {
                                    keepDraftSoon(); // it is the draft of the chat that begins
                                } else {
                                    keepDraft();
                                }
                            });
        }
    }

    /** Keeps what is written and not sent. */
    void keepDraft() {
        Conversation open = conversation.conversationProperty().get();
        String draft = text.get();
        if (open == null) {
            newChatDraft = draft;
        }
        if (draft.equals(kept)) {
            return;
        }
        kept = draft;
        keep(openChat(), draft);
    }

    private void keep(long chat, String draft) {
        workspace.beside(
                () -> {
                    saveDraft(chat, draft);
                    return true;
                },
                done -> {});
    }

    private void saveDraft(long chat, String draft) throws StoreException {
        if (chat == ReplyDriver.NO_CONVERSATION) {
            workspace.store().conversations().saveNewChatDraft(draft);
        } else {
            workspace.store().conversations().saveDraft(chat, draft);
        }
    }

    private String storedDraft(long chat) throws StoreException {
        return chat == ReplyDriver.NO_CONVERSATION
                ? workspace.store().conversations().newChatDraft()
                : workspace.store().conversations().find(chat).map(Conversation::draft).orElse("");
    }

    private void keepOptions() {
        Conversation open = conversation.conversationProperty().get();
        if (open == null) {
            return;
        }
        ConversationOptions options =
                open.options().withThink(think.get()).withThoughtBudget(budget.get());
        long id = open.id();
        workspace.beside(
                () -> {
                    workspace.store().conversations().configure(id, options);
                    return true;
                },
                done -> {});
    }

    /** What is written. */
    public StringProperty textProperty() {
        return text;
    }

    /** Whether the model thinks first. */
    public BooleanProperty thinkProperty() {
        return think;
    }

    /** Tokens for a thought; 0 is no limit. */
    public IntegerProperty budgetProperty() {
        return budget;
    }

    /** Whether there is something to send and nothing runs. */
    public BooleanBinding canSend() {
        return canSend;
    }
}
