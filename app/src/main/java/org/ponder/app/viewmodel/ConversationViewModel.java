package org.ponder.app.viewmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.ponder.app.session.ModelHost;
import org.ponder.app.store.Conversation;
import org.ponder.app.store.ConversationOptions;
import org.ponder.app.store.StoreException;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.store.ThoughtMode;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.prompt.Message;

/** The conversation in the middle of the window and what can be done in it. */
public final class ConversationViewModel {
    private final Workspace workspace;
    private final ReplyDriver driver;
    private final BlockList list = new BlockList();
    private final ConversationLoader loader;

    /** A view model for each message of the path that is shown. */
    private final List<Object> shown = new ArrayList<>();

    private final ReadOnlyObjectWrapper<@Nullable Conversation> conversation =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ReplyViewModel> running =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper opening = new ReadOnlyBooleanWrapper();
    private Subscription ended = Subscription.EMPTY;

    /** Grows with each conversation that is asked for: only the last one is shown. */
    private long openings;

    /** Starts with a new, empty conversation. */
    public ConversationViewModel(Workspace workspace, ReplyDriver driver) {
        this.workspace = workspace;
        this.driver = driver;
        this.loader = new ConversationLoader(workspace);
        workspace.preferences().thoughtModeProperty().subscribe(this::changeDefault);
    }

    /**
     * Reads a conversation beside the window and shows it when it is there.
     *
     * @param message the path through it is shown; null is the path that was shown last
     * @param then done when it is shown
     */
    public void open(long id, @Nullable Long message, Runnable then) {
        load(id, List.of(), message, then);
    }

    /** Shows a new conversation; it is kept from its first question on. */
    public void openNew() {
        openings++;
        opening.set(false);
        truncate(0);
        conversation.set(null);
        empty.set(true);
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
            StoredMessage asked = workspace.store().messages().ask(open.id(), question);
            conversation.set(workspace.store().conversations().find(open.id()).orElse(open));
            Long last = shown.isEmpty() ? null : placeOf(shown.getLast()).id();
            if (!Objects.equals(asked.place().parent(), last)) {
                // Another Ponder has gone on with this conversation.
                show(loader.read(open.id(), List.of(), null, mode()));
            } else {
                append(new QuestionViewModel(asked));
            }
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
            StoredMessage edited =
                    workspace.store().messages().editQuestion(question.place().id(), text);
            truncate(shown.indexOf(question));
            append(new QuestionViewModel(edited));
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

    /** Asks how a reply that is over looks to the model. */
    public void transcript(ReplyViewModel reply, ModelHost.TranscriptListener listener) {
        driver.transcript(messages(indexOf(reply)), reply, listener);
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
                load(
                        place.conversation(),
                        shown.stream().map(ConversationViewModel::placeOf).toList(),
                        versions.get(wanted),
                        () -> {});
            }
        });
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
        truncate(question + 1);
        append(reply);
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

    private void load(
            long id, List<StoredMessage.Place> before, @Nullable Long message, Runnable then) {
        long mine = ++openings;
        ThoughtMode mode = mode();
        opening.set(true);
        workspace
                .background()
                .run(
                        () -> loader.read(id, before, message, mode),
                        workspace.outcome(
                                loaded -> {
                                    if (mine == openings) {
                                        opening.set(false);
                                        show(loaded);
                                        if (mode != mode()) {
                                            changeDefault(mode());
                                        }
                                        then.run();
                                    }
                                },
                                () -> opening.set(opening.get() && mine != openings)));
    }

    /** Shows what was read: the first messages stay, others come behind them. */
    private void show(ConversationLoader.Loaded loaded) {
        truncate(loaded.same());
        conversation.set(loaded.conversation());
        List<Object> parts = new ArrayList<>();
        for (Object part : loaded.parts()) {
            ReplyViewModel live = driver.running(placeOf(part).id());
            parts.add(live == null ? part : live);
        }
        shown.addAll(parts);
        list.add(parts);
        empty.set(shown.isEmpty());
        for (Object part : shown) {
            if (part instanceof ReplyViewModel reply && reply.phaseProperty().get().running()) {
                follow(reply);
            }
        }
    }

    private void append(Object message) {
        shown.add(message);
        list.add(List.of(message));
        empty.set(false);
    }

    private void truncate(int messages) {
        ended.unsubscribe();
        running.set(null);
        list.truncate(messages);
        shown.subList(messages, shown.size()).clear();
    }

    private ThoughtMode mode() {
        return workspace.preferences().thoughtModeProperty().get();
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

    private void changeDefault(ThoughtMode mode) {
        for (Object part : shown) {
            if (part instanceof ReplyViewModel reply) {
                reply.thought().changeDefault(mode);
            }
        }
    }

    /** Does something with the conversation that is shown; not while another one is on its way. */
    private boolean attempt(StoreTask task) {
        if (opening.get()) {
            return false;
        }
        try {
            task.run();
            return true;
        } catch (StoreException e) {
            workspace.tell(e);
            return false;
        }
    }

    /** Something that reads or saves. */
    private interface StoreTask {
        void run() throws StoreException;
    }

    /** The replies that are shown, from first to last. */
    public List<ReplyViewModel> replies() {
        return shown.stream()
                .filter(ReplyViewModel.class::isInstance)
                .map(ReplyViewModel.class::cast)
                .toList();
    }

    /** The last reply that is shown; null where there is none. */
    public @Nullable ReplyViewModel lastReply() {
        return !shown.isEmpty() && shown.getLast() instanceof ReplyViewModel reply ? reply : null;
    }

    /**
     * Lists more of the earlier messages, which a long conversation is opened without, as long as
     * there is time; true where there are more.
     */
    public boolean listEarlier(BooleanSupplier goOn) {
        return list.listEarlier(goOn);
    }

    /** What is listed from top to bottom. */
    public ObservableList<Block> blocks() {
        return list.blocks();
    }

    /** The conversation that is shown; null where nothing was asked yet. */
    public ReadOnlyObjectProperty<@Nullable Conversation> conversationProperty() {
        return conversation.getReadOnlyProperty();
    }

    /** The title of the conversation that is shown; empty where nothing was asked yet. */
    public String title() {
        Conversation open = conversation.get();
        return open == null ? "" : open.summary().title();
    }

    /** The reply that runs in this conversation; null where none does. */
    public ReadOnlyObjectProperty<@Nullable ReplyViewModel> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** The messages that are shown, each a {@link QuestionViewModel} or {@link ReplyViewModel}. */
    List<Object> messages() {
        return shown;
    }

    /** Whether another conversation is being read, to be shown in a moment. */
    public ReadOnlyBooleanProperty openingProperty() {
        return opening.getReadOnlyProperty();
    }

    /** Whether nothing was asked yet. */
    public ReadOnlyBooleanProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }
}
