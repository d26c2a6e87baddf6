package org.ponder.app.viewmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.ponder.app.session.ModelHost;
import org.ponder.app.store.AskedQuestion;
import org.ponder.app.store.Conversation;
import org.ponder.app.store.ConversationOptions;
import org.ponder.app.store.ConversationSummary;
import org.ponder.app.store.Question;
import org.ponder.app.store.ReplyRecorder;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.store.ThoughtMode;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.prompt.Message;

/** The conversation in the middle of the window and what can be done in it. */
public final class ConversationViewModel {
    private final Workspace workspace;
    private final ReplyDriver driver;
    private final ConversationLoader loader;
    private final ShownMessages shown = new ShownMessages();
    private final OneAtATime steps;

    private final ReadOnlyObjectWrapper<@Nullable Conversation> conversation =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable ReplyViewModel> running =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyLongWrapper arrivals = new ReadOnlyLongWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Version> version = new ReadOnlyObjectWrapper<>();
    private Subscription ended = Subscription.EMPTY;

    /**
     * Another version of a message, to which the user has gone.
     *
     * @param block with the way to the other versions
     * @param step 1 where it is the next one, -1 where it is the one before
     */
    public record Version(Block block, int step) {}

    /** Starts with a new, empty conversation. */
    public ConversationViewModel(Workspace workspace, ReplyDriver driver) {
        this.workspace = workspace;
        this.driver = driver;
        this.loader = new ConversationLoader(workspace);
        this.steps = new OneAtATime(workspace);
        workspace.preferences().thoughtModeProperty().subscribe(shown::changeDefault);
        conversation.subscribe(open -> title.set(open == null ? "" : open.summary().title()));
        conversation.subscribe(
                open -> driver.setOpen(open == null ? ReplyDriver.NO_CONVERSATION : open.id()));
    }

    /** Takes the title that a conversation was given, where it is the one that is shown. */
    void renamed(ConversationSummary now) {
        Conversation open = conversation.get();
        if (open != null && open.id() == now.id()) {
            title.set(now.title());
        }
    }

    /**
     * Reads a conversation beside the window and shows it when it is there.
     *
     * @param message the path through it is shown; null is the path that was shown last
     * @param then done when it is shown
     */
    public void open(long id, @Nullable Long message, Runnable then) {
        load(
                id,
                List.of(),
                () -> message,
                () -> {
                    arrive();
                    then.run();
                });
    }

    /** Stays where the user is, where that conversation is being opened: it was deleted. */
    void stayOutOf(long id) {
        steps.stayOutOf(id);
    }

    /** Shows a new conversation; it is kept from its first question on. */
    public void openNew() {
        steps.forget();
        truncate(0);
        conversation.set(null);
        shown.append(List.of());
        arrive();
    }

    /**
     * Asks a question at the end; the model's choice of the moment answers.
     *
     * @param refused done where the question could not be kept
     */
    public void ask(String question, ReplyDriver.Choice choice, Runnable refused) {
        List<Object> before = List.copyOf(shown.all());
        Conversation open = conversation.get();
        ThoughtMode mode = mode();
        ReplyDriver.Order order = driver.order(PartialReply.none(), choice);
        steps.keep(
                () -> {
                    Long last =
                            before.isEmpty() ? null : ShownMessages.placeOf(before.getLast()).id();
                    AskedQuestion asked =
                            order.ask(
                                    open == null
                                            ? new Question.First(options(choice), question)
                                            : new Question.Next(open.id(), last, question));
                    List<StoredMessage> others = asked.others();
                    List<Object> path = others == null ? before : loader.parts(others, mode);
                    return new Begun(
                            asked.conversation(),
                            and(path, new QuestionViewModel(asked.question())),
                            order.record(asked));
                },
                (begun, here) -> run(begun, order, here),
                refused);
    }

    /**
     * Has the model read what this question would be asked with, as far as it is written; false
     * where it has something else to do.
     */
    boolean readAhead(String question, ReplyDriver.Choice choice) {
        List<Message> messages = messages(conversation.get(), shown.all());
        messages.add(Message.user(question));
        return driver.readAhead(messages, choice);
    }

    private static ConversationOptions options(ReplyDriver.Choice choice) {
        return ConversationOptions.inherited()
                .withThink(choice.think())
                .withThoughtBudget(choice.budget());
    }

    /** Asks the same question again; the reply before stays as another version. */
    public void again(ReplyViewModel reply, ReplyDriver.Choice choice) {
        replyAgain(reply, PartialReply.none(), choice, kept -> {});
    }

    /**
     * Asks a question in other words; the one before stays as another version. What the user has
     * made of it is theirs until it is kept.
     */
    public void editQuestion(QuestionViewModel question, String text, ReplyDriver.Choice choice) {
        Conversation open = conversation.get();
        if (!shown.all().contains(question)) {
            workspace.notices().tell(workspace.texts().get("conversation.other"));
            return;
        }
        List<Object> before = shown.before(question);
        ReplyDriver.Order order = driver.order(PartialReply.none(), choice);
        steps.keep(
                () -> {
                    AskedQuestion asked =
                            order.ask(new Question.Version(question.place().id(), text));
                    return new Begun(
                            open,
                            and(before, new QuestionViewModel(asked.question())),
                            order.record(asked));
                },
                (begun, here) -> {
                    shown.dropEdit(question);
                    run(begun, order, here);
                },
                () -> {});
    }

    /**
     * Lets the model go on from an edited thought, as another version of the reply.
     *
     * @param over told whether that is kept; where it is not, the user was told why
     */
    public void editThought(
            ReplyViewModel reply,
            String thought,
            ReplyDriver.Choice choice,
            Consumer<Boolean> over) {
        if (steps.busy() || !shown.all().contains(reply)) {
            String why = steps.busy() ? "conversation.opening" : "conversation.other";
            workspace.notices().tell(workspace.texts().get(why));
            over.accept(false);
            return;
        }
        replyAgain(reply, new PartialReply(thought, false, ""), choice, over);
    }

    private void replyAgain(
            ReplyViewModel reply,
            PartialReply begin,
            ReplyDriver.Choice choice,
            Consumer<Boolean> over) {
        Conversation open = conversation.get();
        List<Object> path = shown.before(reply);
        if (path.isEmpty() || !(path.getLast() instanceof QuestionViewModel question)) {
            over.accept(false);
            return;
        }
        ReplyDriver.Order order = driver.order(begin, choice);
        steps.keep(
                () -> new Begun(open, path, order.record(question.place().id())),
                (begun, here) -> {
                    over.accept(true);
                    run(begun, order, here);
                },
                () -> over.accept(false));
    }

    /** Lets the model go on with a reply that was cut off. */
    public void resume(ReplyViewModel reply, ReplyDriver.Choice choice) {
        List<Message> messages = messages(conversation.get(), shown.before(reply));
        ReplyDriver.Order order = driver.order(PartialReply.none(), choice);
        steps.keep(
                () -> order.recordAgain(reply.place().id()),
                (recorder, here) -> {
                    driver.resume(reply, recorder, messages, order);
                    if (here) {
                        follow(reply);
                    }
                },
                () -> {});
    }

    /**
     * A reply that is kept and may begin.
     *
     * @param path the messages before it, its question the last of them
     */
    private record Begun(
            @Nullable Conversation conversation, List<Object> path, ReplyRecorder recorder) {}

    private static List<Object> and(List<Object> parts, Object last) {
        List<Object> more = new ArrayList<>(parts);
        more.add(last);
        return more;
    }

    /** Sets a reply going, and shows it where the user has not gone elsewhere meanwhile. */
    private void run(Begun begun, ReplyDriver.Order order, boolean here) {
        List<Object> path = begun.path().stream().map(this::live).toList();
        ReplyViewModel reply =
                driver.begin(begun.recorder(), messages(begun.conversation(), path), order);
        if (!here) {
            return;
        }
        int same = shown.same(path);
        truncate(same);
        conversation.set(begun.conversation());
        shown.append(path.subList(same, path.size()));
        shown.append(List.of(reply));
        follow(reply);
        if (same < path.size()) {
            arrive(); // with a question, which a reply made again has not
        }
    }

    private void arrive() {
        arrivals.set(arrivals.get() + 1);
    }

    /** Asks how a reply that is over looks to the model. */
    public void transcript(ReplyViewModel reply, ModelHost.TranscriptListener listener) {
        driver.transcript(messages(conversation.get(), shown.before(reply)), reply, listener);
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
        if (steps.busy()) {
            return;
        }
        List<StoredMessage.Place> before = shown.places();
        int index = before.stream().map(StoredMessage.Place::id).toList().indexOf(place.id());
        load(
                place.conversation(),
                before,
                () -> {
                    List<Long> versions = workspace.store().messages().versions(place.id());
                    int wanted = versions.indexOf(place.id()) + step;
                    return wanted >= 0 && wanted < versions.size() ? versions.get(wanted) : null;
                },
                () -> {
                    if (index >= 0 && index < shown.all().size()) {
                        Block block =
                                shown.all().get(index) instanceof ReplyViewModel reply
                                        ? new Block.ReplyFoot(reply)
                                        : new Block.Question(
                                                (QuestionViewModel) shown.all().get(index));
                        version.set(new Version(block, step));
                    }
                });
    }

    /** The user's own choice of how a thought is shown; it outlasts everything else. */
    public void choose(ReplyViewModel reply, ThoughtMode mode) {
        reply.thought().choose(mode);
        long id = reply.place().id();
        workspace.beside(
                () -> {
                    workspace.store().messages().showThought(id, mode);
                    return true;
                },
                done -> {});
    }

    /** Opens a folded thought, or folds an open one. */
    public void toggle(ReplyViewModel reply) {
        boolean hidden = reply.thought().modeProperty().get() == ThoughtMode.HIDDEN;
        choose(reply, hidden ? ThoughtMode.LIVE : ThoughtMode.HIDDEN);
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

    private String systemPrompt(@Nullable Conversation of) {
        String own = of == null ? null : of.options().systemPrompt();
        return own == null ? driver.systemPrompt() : own;
    }

    private List<Message> messages(@Nullable Conversation of, List<Object> parts) {
        return ShownMessages.forModel(systemPrompt(of), parts);
    }

    private void load(
            long id,
            List<StoredMessage.Place> before,
            Callable<@Nullable Long> message,
            Runnable then) {
        ThoughtMode mode = mode();
        steps.open(
                id,
                () -> loader.read(id, before, message.call(), mode),
                loaded -> {
                    show(loaded);
                    if (mode != mode()) {
                        shown.changeDefault(mode());
                    }
                    then.run();
                });
    }

    /** Shows what was read: the first messages stay, others come behind them. */
    private void show(ConversationLoader.Loaded loaded) {
        truncate(loaded.same());
        conversation.set(loaded.conversation());
        shown.append(loaded.parts().stream().map(this::live).toList());
        for (ReplyViewModel reply : shown.replies()) {
            if (reply.phaseProperty().get().running()) {
                follow(reply);
            }
        }
    }

    /** A reply that runs is shown as it runs, not as it was stored. */
    private Object live(Object part) {
        ReplyViewModel running = driver.running(ShownMessages.placeOf(part).id());
        return running == null ? part : running;
    }

    private void truncate(int messages) {
        ended.unsubscribe();
        running.set(null);
        shown.truncate(messages);
    }

    /** Whether a question was written anew, here or in another chat, and not asked. */
    public boolean holdsEdits() {
        return shown.holdsEdits();
    }

    private ThoughtMode mode() {
        return workspace.preferences().thoughtModeProperty().get();
    }

    /** Says what its replies say in the language of now. */
    void retell() {
        replies().forEach(ReplyViewModel::retell);
    }

    /** The replies that are shown, from first to last. */
    public List<ReplyViewModel> replies() {
        return shown.replies();
    }

    /** The last reply that is shown; null where there is none. */
    public @Nullable ReplyViewModel lastReply() {
        return shown.lastReply();
    }

    /**
     * Lists more of the earlier messages, which a long conversation is opened without, as long as
     * there is time; true where there are more.
     */
    public boolean listEarlier(BooleanSupplier goOn) {
        return shown.listEarlier(goOn);
    }

    /** What is listed from top to bottom. */
    public ObservableList<Block> blocks() {
        return shown.blocks();
    }

    /** The conversation that is shown; null where nothing was asked yet. */
    public ReadOnlyObjectProperty<@Nullable Conversation> conversationProperty() {
        return conversation.getReadOnlyProperty();
    }

    /** The title of the conversation that is shown; empty where nothing was asked yet. */
    public String title() {
        return title.get();
    }

    /** The same as it changes. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** The reply that runs in this conversation; null where none does. */
    public ReadOnlyObjectProperty<@Nullable ReplyViewModel> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /**
     * Grows with each question that is asked and each conversation that is opened: its end is what
     * the user is at from then on.
     */
    public ReadOnlyLongProperty arrivalsProperty() {
        return arrivals.getReadOnlyProperty();
    }

    /** The version of a message to which the user has gone last; null where they did not. */
    public ReadOnlyObjectProperty<@Nullable Version> versionProperty() {
        return version.getReadOnlyProperty();
    }

    /** The messages that are shown, each a {@link QuestionViewModel} or {@link ReplyViewModel}. */
    List<Object> messages() {
        return shown.all();
    }

    /** Whether another conversation is being read, to be shown in a moment. */
    public ReadOnlyBooleanProperty openingProperty() {
        return steps.busyProperty();
    }

    /** Whether nothing was asked yet. */
    public ReadOnlyBooleanProperty emptyProperty() {
        return shown.emptyProperty();
    }
}
