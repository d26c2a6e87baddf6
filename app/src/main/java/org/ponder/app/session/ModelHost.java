package org.ponder.app.session;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.ReplyRecorder;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.chat.Transcript;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyEvent;

/**
 * Keeps one model loaded and makes replies with it, all on the {@link ModelThread}. Commands come
 * from the window's thread and return at once; what comes of them is told on the window's thread.
 */
public final class ModelHost implements AutoCloseable {
    /** In place of the share that is loaded, where no model is being loaded. */
    public static final double NOTHING_LOADED = -1;

    private final ModelThread thread;
    private final ModelLoader loader;
    private final FrameClock clock;
    private final Consumer<Runnable> window;
    private final Function<Throwable, String> sentences;
    private final LongSupplier nanos;

    /** Touched on the model's thread only. */
    private @Nullable LoadedModel model;

    /** How that model was loaded; touched on the model's thread only. */
    private @Nullable Opening awake;

    /** How the model that was let go is loaded again; touched on the model's thread only. */
    private @Nullable Opening asleep;

    /** The one that was asked for last; replaced on the window's thread. */
    private volatile @Nullable Opening newest;

    /** The share of a model that is loaded while one is being loaded. */
    private volatile double loading = NOTHING_LOADED;

    /** When the model was loaded, a reply was over or a draft was read, whichever was last. */
    private volatile long lastUse;

    /** Running or waiting, in the order asked; touched on the window's thread only. */
    private final List<RunningReply> replies = new ArrayList<>();

    /** Replies that other programs asked for. */
    private final Set<ReplyControl> guests = ConcurrentHashMap.newKeySet();

    /** Ends what the loaded model computes for nobody; replaced on the window's thread. */
    private volatile ReplyControl warming = new ReplyControl();

    private final ReadingAhead reading = new ReadingAhead();

    /** Whether the model's thread makes one of them. */
    private volatile boolean guestAnswered;

    /**
     * @param window runs a task on the window's thread, later
     */
    public ModelHost(
            ModelThread thread, ModelLoader loader, FrameClock clock, Consumer<Runnable> window) {
        this(thread, loader, clock, window, ModelHost::sentence);
    }

    /**
     * @param window runs a task on the window's thread, later
     * @param sentences say what went wrong; called on the model's thread
     */
    public ModelHost(
            ModelThread thread,
            ModelLoader loader,
            FrameClock clock,
            Consumer<Runnable> window,
            Function<Throwable, String> sentences) {
        this(thread, loader, clock, window, sentences, System::nanoTime);
    }

    /**
     * @param window runs a task on the window's thread, later
     * @param sentences say what went wrong; called on the model's thread
     * @param nanos the time by which a model is let go, like {@link System#nanoTime}
     */
    public ModelHost(
            ModelThread thread,
            ModelLoader loader,
            FrameClock clock,
            Consumer<Runnable> window,
            Function<Throwable, String> sentences,
            LongSupplier nanos) {
        this.thread = thread;
        this.loader = loader;
        this.clock = clock;
        this.window = window;
        this.sentences = sentences;
        this.nanos = nanos;
        lastUse = nanos.getAsLong();
    }

    /**
     * Stops what runs, closes the model there is and loads another. What else is being loaded for
     * that is given up, and of it nothing more is told.
     */
    public void load(ModelChoice choice, LoadListener listener) {
        Opening opening =
                new Opening() {
                    @Override
                    public LoadedModel open() throws IOException {
                        return loader.load(choice, steps(this, listener));
                    }
                };
        load(opening, listener);
    }

    /** The same with a model that is no file. */
    public void load(Opening opening, LoadListener listener) {
        newest = opening;
        stopAll();
        ReplyControl warm = new ReplyControl();
        warming = warm;
        thread.run(() -> {
            closeModel();
            asleep = null;
            if (!isNewest(opening)) {
                return;
            }
            try {
                LoadedModel loaded = open(opening);
                model = loaded;
                awake = opening;
                int context = loaded.contextTokens();
                ModelFacts facts = loaded.facts();
                tell(opening, () -> listener.loaded(context, facts));
                warmUp(loaded, warm);
            } catch (IOException | RuntimeException | Error e) {
                String reason = sentences.apply(e);
                tell(opening, () -> listener.failed(reason));
            }
        });
    }

    @SuppressWarnings("ReferenceEquality") // the same model may be asked for twice
    private boolean isNewest(Opening opening) {
        return opening == newest;
    }

    private void tell(Opening of, Runnable what) {
        window.accept(() -> {
            if (isNewest(of)) {
                what.run();
            }
        });
    }

    /** Those who wait for it see how far it is. */
    private LoadedModel open(Opening opening) throws IOException {
        loading = 0;
        try {
            return opening.open();
        } finally {
            lastUse = nanos.getAsLong();
            loading = NOTHING_LOADED;
        }
    }

    private static void warmUp(LoadedModel loaded, ReplyControl control) {
        try {
            if (!control.cancelled()) {
                loaded.warmUp(control);
            }
        } catch (RuntimeException | Error e) {
            // Nobody waits for it; a reply that fails in the same way says so.
            return;
        }
    }

    /** Tells the window of each hundredth, not of each tensor; ends what nobody waits for. */
    private DoubleConsumer steps(Opening opening, LoadListener listener) {
        int[] told = {0};
        return share -> {
            if (!isNewest(opening)) {
                throw new CancellationException();
            }
            loading = share;
            int hundredths = (int) (share * 100);
            if (hundredths > told[0]) {
                told[0] = hundredths;
                tell(opening, () -> listener.progress(share));
            }
        };
    }

    /** Ends what the model computes for nobody, for something that somebody waits for. */
    private void giveWay() {
        warming.cancel();
        reading.giveWay();
    }

    /**
     * Has the model read what a question that is still being written will be asked with, where it
     * is loaded and nothing else is asked of it; whatever is asked next ends that at once. A model
     * that was let go is not loaded for it.
     *
     * @param draft the question as far as it is written, in place of the one before
     * @return whether the draft was taken; not while the model has something to do
     */
    public boolean readAhead(ReplyRequest draft) {
        long asked = reading.asked(); // before looking: other programs ask on other threads
        if (newest == null || busy()) {
            return false; // closed, or asked for something else
        }
        if (reading.take(draft, asked)) {
            thread.run(() -> {
                LoadedModel loaded = model;
                if (loaded == null) {
                    reading.forget();
                    return;
                }
                reading.read(loaded);
                lastUse = nanos.getAsLong();
            });
        }
        return true;
    }

    /** Ends reading ahead: there is no question in the making any more. */
    public void stopReadingAhead() {
        reading.giveWay();
    }

    /** Makes a reply, after those asked for before it. */
    public RunningReply reply(
            ReplyRequest request, ReplyRecorder recorder, ReplyListener listener) {
        RunningReply reply = new RunningReply(request, recorder, listener, sentences);
        replies.add(reply);
        if (replies.size() == 1) {
            clock.start(this::drain);
        }
        giveWay();
        thread.run(() -> {
            if (reply.waits()) {
                wake(); // meanwhile it may still be stopped at once
                if (reply.take()) {
                    reply.run(model);
                }
            }
        });
        return reply;
    }

    /**
     * Makes a reply for another program, after those asked for before it, and waits for it; on
     * neither the window's thread nor the model's.
     *
     * @param events receives it on the model's thread
     * @throws IllegalStateException with one sentence, where no model may make it
     */
    public void replyToGuest(
            List<Message> messages,
            ReplyOptions options,
            ReplyControl control,
            Consumer<ReplyEvent> events)
            throws InterruptedException {
        CompletableFuture<@Nullable Throwable> over = new CompletableFuture<>();
        guests.add(control);
        giveWay();
        try {
            thread.run(() -> over.complete(answer(messages, options, control, events)));
            Throwable problem = over.get();
            switch (problem) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalStateException(problem);
            }
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        } catch (InterruptedException e) {
            control.cancel();
            throw e;
        } finally {
            guests.remove(control);
        }
    }

    private @Nullable Throwable answer(
            List<Message> messages,
            ReplyOptions options,
            ReplyControl control,
            Consumer<ReplyEvent> events) {
        guestAnswered = true;
        try {
            wake();
            LoadedModel loaded = model;
            if (loaded == null) {
                throw new ModelProblem(ModelProblem.Kind.NOT_LOADED);
            }
            loaded.replyToGuest(messages, options, control, events);
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        } finally {
            guestAnswered = false;
            lastUse = nanos.getAsLong();
        }
    }

    /**
     * Lets go of a model that has not been used for a while, counted from the end of the last use;
     * the next reply loads it again.
     *
     * @param after the while
     */
    public void sleepAfter(Duration after) {
        boolean rests = !busy() && loading == NOTHING_LOADED;
        if (rests && unused(after)) {
            thread.run(() -> {
                if (model != null && unused(after)) { // it may have read ahead until now
                    closeModel();
                    asleep = awake;
                }
            });
        }
    }

    private boolean unused(Duration after) {
        return nanos.getAsLong() - lastUse > after.toNanos();
    }

    /** On the model's thread: what cannot be loaded again is said by the reply that needs it. */
    private void wake() {
        Opening opening = asleep;
        if (opening != null && (model == null || model instanceof BrokenModel)) {
            try {
                model = open(opening);
                asleep = null;
            } catch (CancellationException e) {
                model = null; // another takes its place
            } catch (IOException | RuntimeException | Error e) {
                model = new BrokenModel(sentences.apply(e));
            }
        }
    }

    /**
     * Asks how a finished reply and its prompt look to the model that is loaded, after what was
     * asked before.
     *
     * @param request with the whole reply as what is begun
     * @param told receives it on the window's thread, or the sentence why there is none
     */
    public void transcript(ReplyRequest request, TranscriptListener told) {
        giveWay();
        thread.run(() -> {
            try {
                wake();
                LoadedModel loaded = model;
                if (loaded == null) {
                    throw new ModelProblem(ModelProblem.Kind.NOT_LOADED);
                }
                Optional<Transcript> found =
                        loaded.transcript(request.messages(), request.begun(), request.options());
                window.accept(() ->
                        found.ifPresentOrElse(
                                told::transcript,
                                () ->
                                        told.failed(
                                                sentences.apply(
                                                        new ModelProblem(
                                                                ModelProblem.Kind
                                                                        .TELLS_NO_TOKENS)))));
            } catch (RuntimeException | Error e) {
                String reason = sentences.apply(e);
                window.accept(() -> told.failed(reason));
            }
        });
    }

    /** Stops all replies; those that wait end at once, the one that is made within a token. */
    public void stopAll() {
        replies.forEach(RunningReply::stop);
        guests.forEach(ReplyControl::cancel);
        giveWay();
    }

    /** Whether a reply runs or waits, other programs' among them. */
    public boolean busy() {
        return !replies.isEmpty() || !guests.isEmpty();
    }

    private void drain() {
        for (RunningReply reply : List.copyOf(replies)) {
            if (clock.crowded() && reply.goesOn()) {
                continue;
            }
            if (reply.drain(guestAnswered, loading)) {
                replies.remove(reply);
                lastUse = nanos.getAsLong();
            }
        }
        if (replies.isEmpty()) {
            clock.stop();
        }
    }

    /** Stops what runs and closes the model; waits for both. */
    @Override
    public void close() {
        newest = null;
        stopAll();
        clock.stop();
        thread.run(this::closeModel);
        thread.close();
    }

    private void closeModel() {
        if (model != null) {
            model.close();
            model = null;
        }
    }

    static String sentence(Throwable error) {
        if (error instanceof OutOfMemoryError) {
            return "There is not enough memory for this: choose a smaller model or context.";
        }
        String message = error.getMessage();
        return message == null || message.isBlank()
                ? "The model stopped with a " + error.getClass().getSimpleName() + "."
                : message;
    }

    /** Makes a model ready; called on the {@link ModelThread}. */
    @FunctionalInterface
    public interface Opening {

        /**
         * Makes it ready.
         *
         * @throws IOException with one plain sentence, where it cannot be used
         */
        LoadedModel open() throws IOException;
    }

    /** Told, on the window's thread, how a reply looks to the model. */
    public interface TranscriptListener {

        /** It looks like this. */
        void transcript(Transcript transcript);

        /** It cannot be told: the sentence says why. */
        void failed(String reason);
    }

    /** Told, on the window's thread, what came of loading. */
    public interface LoadListener {

        /** So much is loaded, 0 to 1. */
        default void progress(double share) {}

        /** The model is ready and its context holds this many tokens. */
        void loaded(int contextTokens, ModelFacts facts);

        /** It cannot be used: the sentence says why. */
        void failed(String reason);
    }
}
