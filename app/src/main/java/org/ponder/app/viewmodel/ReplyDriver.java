package org.ponder.app.viewmodel;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.ponder.app.models.OwnSampling;
import org.ponder.app.session.ContextShare;
import org.ponder.app.session.ExpertReading;
import org.ponder.app.session.ModelHost;
import org.ponder.app.session.ReplyListener;
import org.ponder.app.session.ReplyRequest;
import org.ponder.app.session.RunningReply;
import org.ponder.app.store.AskedQuestion;
import org.ponder.app.store.GenerationSettings;
import org.ponder.app.store.Question;
import org.ponder.app.store.ReplyOrigin;
import org.ponder.app.store.ReplyRecorder;
import org.ponder.app.store.StoreException;
import org.ponder.app.store.StoredMessage;
import org.ponder.engine.chat.OverflowPolicy;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.sampling.SamplingSettings;

/** Sets replies going and keeps hold of those that run, in whichever conversation. */
public final class ReplyDriver {
    /** In place of a conversation's number. */
    static final long NO_CONVERSATION = 0;

    private final Workspace workspace;
    private final ModelViewModel model;
    private final RandomGenerator random = RandomGenerator.getDefault();

    /** In the order asked, which is that in which they are made. */
    private final SequencedMap<Long, Active> active = new LinkedHashMap<>();

    private final ReadOnlyObjectWrapper<Set<Long>> answering =
            new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyObjectWrapper<Filling> filling =
            new ReadOnlyObjectWrapper<>(new Filling(NO_CONVERSATION, ContextShare.empty(0)));
    private final ReadOnlyObjectWrapper<@Nullable ExpertReading> experts =
            new ReadOnlyObjectWrapper<>();

    /** Grows with each model that is loaded, so that a reply of the one before is known. */
    private int loads;

    private final ReadOnlyLongWrapper saves = new ReadOnlyLongWrapper();

    /** Says what the replies say in the language of now. */
    void retell() {
        active.values().forEach(each -> each.reply().retell());
    }

    /** Whether the user reads at the end of the conversation, where a fold cannot disturb them. */
    private boolean atEnd = true;

    /** The conversation that is open. */
    private long open = NO_CONVERSATION;

    private record Active(ReplyViewModel reply, RunningReply running, ReplyRecorder recorder) {}

    /**
     * How the context is filled.
     *
     * @param conversation whose reply fills it; {@link #NO_CONVERSATION} where none has since the
     *     model was loaded
     * @param share in tokens
     */
    record Filling(long conversation, ContextShare share) {}

    /**
     * What the user set for a reply.
     *
     * @param think whether the model thinks first
     * @param budget tokens for the thought; 0 is no limit
     */
    public record Choice(boolean think, int budget) {}

    /** What is said before a conversation that says nothing itself. */
    String systemPrompt() {
        String own = model.replies().systemPrompt();
        return own.isEmpty()
                ? workspace.preferences().settingsProperty().get().prompts().systemPrompt()
                : own;
    }

    /** Replies are made by whichever model is loaded when their turn comes. */
    public ReplyDriver(Workspace workspace, ModelViewModel model) {
        this.workspace = workspace;
        this.model = model;
        model.contextTokensProperty()
                .subscribe(total ->
                        filling.set(
                                new Filling(
                                        NO_CONVERSATION, ContextShare.empty(total.intValue()))));
        // Of those in other chats too, which are shown when their chats are opened again.
        workspace
                .preferences()
                .thoughtModeProperty()
                .subscribe(mode ->
                        active.values()
                                .forEach(each -> each.reply().thought().changeDefault(mode)));
        model.stateProperty()
                .subscribe(state -> {
                    if (state == ModelViewModel.State.LOADING) {
                        loads++;
                        experts.set(null);
                    }
                });
    }

    /** How a reply is to be made, as everything is set at the moment. */
    Order order(PartialReply begun, Choice choice) {
        return new Order(begun, sampling(), choice, model.nameProperty().get());
    }

    /** How a reply is to be made; its record is made beside the window. */
    final class Order {
        private final PartialReply begun;
        private final SamplingSettings sampling;
        private final Choice choice;
        private final ReplyOrigin origin;

        private Order(PartialReply begun, SamplingSettings sampling, Choice choice, String model) {
            this.begun = begun;
            this.sampling = sampling;
            this.choice = choice;
            this.origin = new ReplyOrigin(model, sampling);
        }

        /** A question that is kept with the reply to it, from its start, or not at all. */
        AskedQuestion ask(Question question) throws StoreException {
            return workspace.store().messages().ask(question, origin);
        }

        /** The reply that began with its question. */
        ReplyRecorder record(AskedQuestion asked) {
            return workspace.store().replies().record(asked.reply());
        }

        /** A new reply to the question of that id. */
        ReplyRecorder record(long question) throws StoreException {
            return workspace.store().replies().begin(question, origin, begun);
        }

        /** The reply of that id, which goes on. */
        ReplyRecorder recordAgain(long reply) throws StoreException {
            return workspace.store().replies().resume(reply, origin);
        }
    }

    /** Sets a reply going to a question, the last of the messages. */
    ReplyViewModel begin(ReplyRecorder recorder, List<Message> messages, Order order) {
        ReplyViewModel reply =
                ReplyViewModel.stored(
                        recorder.begun(),
                        workspace.texts(),
                        workspace.preferences().thoughtModeProperty().get());
        run(reply, recorder, request(messages, order.begun, order.sampling, order.choice));
        return reply;
    }

    /** Goes on with a reply that was cut off; the messages are those before it. */
    void resume(ReplyViewModel reply, ReplyRecorder recorder, List<Message> messages, Order order) {
        PartialReply begun = recorder.begun().toPartialReply();
        run(reply, recorder, request(messages, begun, order.sampling, order.choice));
    }

    private void run(ReplyViewModel reply, ReplyRecorder recorder, ReplyRequest request) {
        reply.begin(request.options().thoughtBudget(), recorder.begun());
        long id = reply.place().id();
        RunningReply running =
                workspace
                        .host()
                        .reply(
                                request,
                                recorder,
                                new Listener(reply, () -> forget(id, reply, recorder)));
        active.putLast(id, new Active(reply, running, recorder));
        tellTurns();
    }

    /** Tells who waits for whom, and where a reply runs or waits. */
    private void tellTurns() {
        Set<Long> chats = new HashSet<>();
        for (Active each : active.values()) {
            ReplyViewModel reply = each.reply();
            if (reply.phaseProperty().get().running()) {
                long chat = reply.place().conversation();
                reply.setWaitsForChat(chats.stream().anyMatch(before -> before != chat));
                chats.add(chat);
            }
        }
        answering.set(Set.copyOf(chats));
    }

    /** A reply is held until it is saved: until then the store has less of it than the window. */
    private void forget(long id, ReplyViewModel reply, ReplyRecorder recorder) {
        // Through the thread that reads conversations: what it read before the save is shown
        // before.
        var _ =
                recorder.saved()
                        .whenComplete((saved, problem) ->
                                workspace.beside(
                                        () -> id,
                                        done -> {
                                            Active held = active.get(id);
                                            boolean over = !reply.phaseProperty().get().running();
                                            if (held != null && held.reply() == reply && over) {
                                                active.remove(id);
                                            }
                                            saves.set(saves.get() + 1);
                                        }));
    }

    /**
     * Has the model read what a question is asked with that is still being written, the last of the
     * messages; false where it has something else to do.
     */
    boolean readAhead(List<Message> messages, Choice choice) {
        return workspace
                .host()
                .readAhead(request(messages, PartialReply.none(), settings().sampling(), choice));
    }

    /** Asks how a reply that is over looks to the model. */
    void transcript(
            List<Message> before, ReplyViewModel reply, ModelHost.TranscriptListener listener) {
        Choice choice = new Choice(reply.hasThought(), 0);
        workspace
                .host()
                .transcript(
                        request(before, reply.toPartialReply(), settings().sampling(), choice),
                        listener);
    }

    private ReplyRequest request(
            List<Message> messages, PartialReply begun, SamplingSettings sampling, Choice choice) {
        ReplyOptions options =
                new ReplyOptions(
                        sampling,
                        choice.think(),
                        choice.budget(),
                        model.replies().maxTokens() > 0
                                ? model.replies().maxTokens()
                                : settings().maxTokens(),
                        OverflowPolicy.DROP_OLDEST);
        return new ReplyRequest(messages, begun, options);
    }

    private SamplingSettings sampling() {
        GenerationSettings usual = settings();
        OwnSampling own = model.replies().sampling();
        SamplingSettings sampling = own.over(usual.sampling());
        return usual.fixedSeed() || own.seed() != null
                ? sampling
                : sampling.withSeed(random.nextLong(Integer.MAX_VALUE));
    }

    private GenerationSettings settings() {
        return workspace.preferences().settingsProperty().get().generation();
    }

    /** The running reply of that id, or null. */
    @Nullable ReplyViewModel running(long id) {
        Active found = active.get(id);
        return found == null ? null : found.reply();
    }

    /** Ends a reply with what it has; does nothing where it does not run. */
    void stop(ReplyViewModel reply) {
        Active found = active.get(reply.place().id());
        if (found != null) {
            found.running().stop();
        }
    }

    /** Ends all replies of a conversation with what they have. */
    void stopIn(long conversation) {
        for (Active each : active.values()) {
            if (each.reply().place().conversation() == conversation) {
                each.running().stop();
            }
        }
    }

    /** Closes a reply's thought and goes on to its answer; does nothing where it does not run. */
    void answerNow(ReplyViewModel reply) {
        Active found = active.get(reply.place().id());
        if (found != null) {
            found.running().answerNow();
        }
    }

    /** Whether the user reads at the end of the conversation; set by the view. */
    public void setAtEnd(boolean atEnd) {
        this.atEnd = atEnd;
    }

    /**
     * Saves, when it is called on any thread, what the window has by now and the store has not;
     * tells why some of it could not be saved, which stays in memory.
     *
     * @param which of the replies
     */
    Callable<Optional<StoreException>> saving(Predicate<StoredMessage.Place> which) {
        List<ReplyRecorder> recorders =
                active.values().stream()
                        .map(Active::recorder)
                        .filter(recorder -> which.test(recorder.begun().place()))
                        .toList();
        return () -> {
            Optional<StoreException> unsaved = Optional.empty();
            for (ReplyRecorder recorder : recorders) {
                try {
                    recorder.flush();
                } catch (StoreException e) {
                    unsaved = Optional.of(e);
                }
            }
            return unsaved;
        };
    }

    /** The conversations in which a reply runs or waits. */
    public ReadOnlyObjectProperty<Set<Long>> answeringProperty() {
        return answering.getReadOnlyProperty();
    }

    /** The conversation that is open; {@link #NO_CONVERSATION} where it is a new one. */
    void setOpen(long conversation) {
        open = conversation;
    }

    /** Grows with each reply that is saved whole. */
    ReadOnlyLongProperty savesProperty() {
        return saves.getReadOnlyProperty();
    }

    /** How the context is filled, and by whom. */
    ReadOnlyObjectProperty<Filling> fillingProperty() {
        return filling.getReadOnlyProperty();
    }

    /** What a reply waits for whose experts are read from the disk; null where none are. */
    ReadOnlyObjectProperty<@Nullable ExpertReading> expertsProperty() {
        return experts.getReadOnlyProperty();
    }

    private final class Listener implements ReplyListener {
        private final ReplyViewModel reply;
        private final Runnable over;
        private final int load = loads;

        Listener(ReplyViewModel reply, Runnable over) {
            this.reply = reply;
            this.over = over;
        }

        @Override
        public void event(ReplyEvent event) {
            boolean answerBegins =
                    event instanceof ReplyEvent.Answer piece
                            && !piece.text().isBlank()
                            && reply.answer().text().isBlank();
            reply.apply(event);
            if (answerBegins && atEnd) {
                reply.thought().fold();
            }
        }

        @Override
        public void tookOver(int tokens) {
            reply.takeOver(tokens);
        }

        @Override
        public void filled(ContextShare now) {
            filling.set(new Filling(reply.place().conversation(), now));
        }

        @Override
        public void experts(ExpertReading now) {
            if (load == loads) {
                experts.set(now);
            }
        }

        @Override
        public void waitsForProgram(boolean waits) {
            reply.setWaitsForProgram(waits);
        }

        @Override
        public void loading(double share) {
            reply.setLoading(share);
        }

        @Override
        public void looping(boolean loops) {
            reply.setLooping(loops);
            long chat = reply.place().conversation();
            if (loops && chat == open) {
                offerAnswer(() -> workspace.texts().get("thought.loops"));
            } else if (loops) {
                workspace.beside(
                        () -> workspace.store().conversations().find(chat),
                        found -> found.map(where -> where.summary().title()).ifPresent(this::tell));
            }
        }

        private void tell(String title) {
            if (reply.loopingProperty().get()) {
                offerAnswer(() -> workspace.texts().format("thought.loops.chat", title));
            }
        }

        private void offerAnswer(Supplier<String> sentence) {
            workspace
                    .notices()
                    .offer(
                            sentence,
                            () -> workspace.texts().get("composer.answerNow"),
                            () -> answerNow(reply));
        }

        @Override
        public void failed(String reason) {
            reply.fail(reason);
        }

        @Override
        public void ended(@Nullable ContextShare newShare) {
            tellTurns();
            over.run();
            if (newShare != null) {
                filled(newShare);
            }
        }
    }
}
