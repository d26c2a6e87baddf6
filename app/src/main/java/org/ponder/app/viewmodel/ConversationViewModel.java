package org.ponder.app.viewmodel;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.Conversation;
import org.ponder.app.store.ConversationOptions;
import org.ponder.app.store.StoreException;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.store.ThoughtMode;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.prompt.Role;

/** The conversation in the middle of the window and what can be done in it. */
public final class ConversationViewModel {
    private final Workspace workspace;
    private final ReplyDriver driver;
    private final BlockList list = new BlockList();

    /** A view model for each message of the path that is shown. */
    private final List<Object> shown = new ArrayList<>();

    private final ReadOnlyObjectWrapper<@Nullable Conversation> conversation =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ReplyViewModel> running =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Block> revealed = new ReadOnlyObjectWrapper<>();
    private Subscription ended = Subscription.EMPTY;
    private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(true);

    /** Starts with a new, empty conversation. */
    public ConversationViewModel(Workspace workspace, ReplyDriver driver) {
        this.workspace = workspace;
        this.driver = driver;
        workspace.preferences().thoughtModeProperty().subscribe(this::changeDefault);
    }

    /** Shows a conversation that was kept; true where it is there. */
    public boolean open(long id) {
        return attempt(() -> {
            Conversation found = workspace.store().conversations().find(id).orElse(null);
            clear();
            conversation.set(found);
            if (found != null) {
                reload();
            }
        });
    }

    /** Shows a new conversation; it is kept from its first question on. */
    public void openNew() {
        clear();
        conversation.set(null);
    }

    /** Asks a question at the end; the model's choice of the moment answers. */
    public boolean ask(String question, ReplyDriver.Choice choice) {
        return attempt(() -> {
            Conversation open = conversation.get();
            if (open == null) {
                open =
                        workspace
                                .store()
                                .conversations()
                                .create(
                                        ConversationOptions.inherited()
                                                .withThink(choice.think())
                                                .withThoughtBudget(choice.budget()));
            }
            workspace.store().messages().ask(open.id(), question);
            conversation.set(open);
            reload();
            replyTo(shown.size() - 1, PartialReply.none(), choice);
        });
    }

    /** Asks the same question again; the reply before stays as another version. */
    public void again(ReplyViewModel reply, ReplyDriver.Choice choice) {
        attempt(() -> replyTo(indexOf(reply) - 1, PartialReply.none(), choice));
    }

    /** Asks a question in other words; the one before stays as another version. */
    public void editQuestion(QuestionViewModel question, String text, ReplyDriver.Choice choice) {
        attempt(() -> {
            workspace.store().messages().editQuestion(question.place().id(), text);
            reload();
            replyTo(shown.size() - 1, PartialReply.none(), choice);
        });
    }

    /** Lets the model go on from an edited thought, as another version of the reply. */
    public void editThought(ReplyViewModel reply, String thought, ReplyDriver.Choice choice) {
        PartialReply begun = new PartialReply(thought, false, "");
        attempt(() -> replyTo(indexOf(reply) - 1, begun, choice));
    }

    /** Lets the model go on with a reply that was cut off. */
    public void resume(ReplyViewModel reply, ReplyDriver.Choice choice) {
        attempt(() -> {
            driver.resume(reply, messages(indexOf(reply)), choice);
            follow(reply);
        });
    }

    /** Stops the running reply, if there is one. */
    public void stop() {
        ReplyViewModel reply = running.get();
        if (reply != null) {
            driver.stop(reply);
        }
    }

    /** Closes the running thought and goes on to the answer. */
    public void answerNow() {
        ReplyViewModel reply = running.get();
        if (reply != null) {
            driver.answerNow(reply);
        }
    }

    /**
     * Shows another version of a message: {@code step} is 1 for the next, -1 for the one before.
     */
    public void showVersion(StoredMessage.Place place, int step) {
        attempt(() -> {
            List<Long> versions = workspace.store().messages().versions(place.id());
            int wanted = versions.indexOf(place.id()) + step;
            if (wanted >= 0 && wanted < versions.size()) {
                workspace.store().messages().show(versions.get(wanted));
                reload();
            }
        });
    }

    /**
     * Shows the path through a message and brings it into sight.
     *
     * @param thought whether what is looked for is in its thought, which is unfolded then
     */
    public void reveal(long message, boolean thought) {
        attempt(() -> {
            workspace.store().messages().show(message);
            reload();
        });
        for (int i = 0; i < shown.size(); i++) {
            if (placeOf(shown.get(i)).id() == message) {
                if (thought && shown.get(i) instanceof ReplyViewModel reply) {
                    reply.thought().choose(ThoughtMode.LIVE);
                }
                revealed.set(list.blocks().get(list.startOf(i)));
            }
        }
    }

    /** The user's own choice of how a thought is shown; it outlasts everything else. */
    public void choose(ReplyViewModel reply, ThoughtMode mode) {
        reply.thought().choose(mode);
        attempt(() -> workspace.store().messages().showThought(reply.place().id(), mode));
    }

    /** Opens a folded thought, or folds an open one. */
    public void toggle(ReplyViewModel reply) {
        boolean hidden = reply.thought().modeProperty().get() == ThoughtMode.HIDDEN;
        choose(reply, hidden ? ThoughtMode.LIVE : ThoughtMode.HIDDEN);
    }

    private void replyTo(int question, PartialReply begun, ReplyDriver.Choice choice)
            throws StoreException {
        if (question < 0 || !(shown.get(question) instanceof QuestionViewModel asked)) {
            return;
        }
        ReplyViewModel reply =
                driver.begin(asked.place().id(), messages(question + 1), begun, choice);
        reload();
        follow(reply);
    }

    private void follow(ReplyViewModel reply) {
        ended.unsubscribe();
        running.set(reply);
        ended =
                reply.phaseProperty()
                        .subscribe(phase -> {
                            if (!phase.running()) {
                                running.set(null);
                            }
                        });
    }

    private String systemPrompt() {
        Conversation open = conversation.get();
        String own = open == null ? null : open.options().systemPrompt();
        return own == null
                ? workspace.preferences().settingsProperty().get().prompts().systemPrompt()
                : own;
    }

    private void unfollow() {
        ended.unsubscribe();
        running.set(null);
    }

    /** The first messages as a model's template takes them. */
    private List<Message> messages(int count) {
        List<Message> messages = new ArrayList<>();
        String system = systemPrompt();
        if (!system.isBlank()) {
            messages.add(Message.system(system));
        }
        for (Object part : shown.subList(0, count)) {
            messages.add(
                    part instanceof ReplyViewModel reply
                            ? Message.assistant(
                                    reply.thought().isEmpty() ? null : reply.thought().text(),
                                    reply.answer().text())
                            : Message.user(((QuestionViewModel) part).text()));
        }
        return messages;
    }

    /** Brings what is shown in line with what is stored, from the first difference on. */
    private void reload() throws StoreException {
        Conversation open = conversation.get();
        List<StoredMessage> path =
                open == null ? List.of() : workspace.store().messages().path(open.id());
        int same = 0;
        while (same < Math.min(shown.size(), path.size())
                && placeOf(shown.get(same)).equals(path.get(same).place())) {
            same++;
        }
        list.truncate(same);
        shown.subList(same, shown.size()).clear();
        unfollow();
        for (StoredMessage message : path.subList(same, path.size())) {
            show(message);
        }
        for (Object part : shown) {
            if (part instanceof ReplyViewModel reply && reply.phaseProperty().get().running()) {
                follow(reply);
            }
        }
        empty.set(path.isEmpty());
        if (open != null) {
            conversation.set(workspace.store().conversations().find(open.id()).orElse(open));
        }
    }

    private void show(StoredMessage message) {
        if (message.role() == Role.USER) {
            QuestionViewModel question = new QuestionViewModel(message);
            shown.add(question);
            list.add(question);
            return;
        }
        ReplyViewModel reply = driver.running(message.id());
        if (reply == null) {
            reply =
                    ReplyViewModel.stored(
                            message,
                            workspace.texts(),
                            workspace.preferences().thoughtModeProperty().get());
        }
        shown.add(reply);
        list.add(reply);
    }

    private static StoredMessage.Place placeOf(Object part) {
        return part instanceof ReplyViewModel reply
                ? reply.place()
                : ((QuestionViewModel) part).place();
    }

    private int indexOf(ReplyViewModel reply) {
        int index = shown.indexOf(reply);
        if (index < 0) {
            throw new IllegalArgumentException("The reply is not in this conversation.");
        }
        return index;
    }

    private void clear() {
        list.truncate(0);
        shown.clear();
        unfollow();
        revealed.set(null);
        empty.set(true);
    }

    private void changeDefault(ThoughtMode mode) {
        for (Object part : shown) {
            if (part instanceof ReplyViewModel reply) {
                reply.thought().changeDefault(mode);
            }
        }
    }

    private boolean attempt(StoreTask task) {
        try {
            task.run();
            return true;
        } catch (StoreException e) {
            workspace.report(e);
            return false;
        }
    }

    /** Something that reads or saves. */
    private interface StoreTask {
        void run() throws StoreException;
    }

    /** The last reply that is shown; null where there is none. */
    public @Nullable ReplyViewModel lastReply() {
        return !shown.isEmpty() && shown.getLast() instanceof ReplyViewModel reply ? reply : null;
    }

    /** What is listed from top to bottom. */
    public ObservableList<Block> blocks() {
        return list.blocks();
    }

    /** The conversation that is shown; null where nothing was asked yet. */
    public ReadOnlyObjectProperty<@Nullable Conversation> conversationProperty() {
        return conversation.getReadOnlyProperty();
    }

    /** The reply that runs in this conversation; null where none does. */
    public ReadOnlyObjectProperty<@Nullable ReplyViewModel> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** What was looked for and is to be in sight; null where nothing was. */
    public ReadOnlyObjectProperty<@Nullable Block> revealedProperty() {
        return revealed.getReadOnlyProperty();
    }

    /** Whether nothing was asked yet. */
    public ReadOnlyBooleanProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }
}
