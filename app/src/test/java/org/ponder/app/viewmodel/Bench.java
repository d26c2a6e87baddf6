package org.ponder.app.viewmodel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.ponder.app.session.Background;
import org.ponder.app.session.FrameClock;
import org.ponder.app.session.LoadedModel;
import org.ponder.app.session.ModelChoice;
import org.ponder.app.session.ModelHost;
import org.ponder.app.session.ModelLoader;
import org.ponder.app.session.ModelThread;
import org.ponder.app.store.Conversation;
import org.ponder.app.store.ConversationStore;
import org.ponder.app.store.DataFolder;
import org.ponder.app.store.RawDatabase;
import org.ponder.app.store.Settings;
import org.ponder.app.store.StoreException;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;
import org.ponder.ui.UiResources;

/** A window without a window: real store, real model thread, frames by hand. */
final class Bench implements AutoCloseable {
    final ScriptedModel model = new ScriptedModel();
    final ConversationStore store;
    final WindowViewModel window;
    final List<Settings> saved = new ArrayList<>();

    /** How models were loaded, the last one last. */
    final List<ModelChoice> loaded = new CopyOnWriteArrayList<>();

    /** Done while a model is loaded, with what tells how far it is. */
    volatile Consumer<DoubleConsumer> loading = progress -> {};

    private final Path folder;
    private final ModelThread modelThread = new ModelThread();
    private volatile Duration slept = Duration.ZERO;
    private final ModelHost host;
    private final Background background;
    private final ConcurrentLinkedQueue<Runnable> later = new ConcurrentLinkedQueue<>();
    private @Nullable Runnable eachFrame;

    /** Whether the frames are the user's. */
    boolean crowded;

    Bench(Path folder) throws Exception {
        this(folder, null);
    }

    /** With models of that loader in place of the scripted one. */
    Bench(Path folder, @Nullable ModelLoader real) throws Exception {
        this.folder = folder;
        store = ConversationStore.open(new DataFolder(folder), problem -> {}).store();
        FrameClock clock =
                new FrameClock() {
                    @Override
                    public void start(Runnable frame) {
                        eachFrame = frame;
                    }

                    @Override
                    public void stop() {
                        eachFrame = null;
                    }

                    @Override
                    public boolean crowded() {
                        return crowded;
                    }
                };
        host =
                new ModelHost(
                        modelThread,
                        new ModelLoader() {
                            @Override
                            public LoadedModel load(ModelChoice choice) throws IOException {
                                if (!Files.isRegularFile(choice.file())) {
                                    throw new NoSuchFileException(choice.file().toString());
                                }
                                model.breakWhereToldTo();
                                loaded.add(choice);
                                return real == null ? model : real.load(choice);
                            }

                            @Override
                            public LoadedModel load(ModelChoice choice, DoubleConsumer progress)
                                    throws IOException {
                                loading.accept(progress);
                                return load(choice);
                            }
                        },
                        clock,
                        later::add,
                        error -> String.valueOf(error.getMessage()),
                        () -> System.nanoTime() + slept.toNanos());
        background = new Background(later::add);
        Workspace workspace =
                new Workspace(
                        store,
                        host,
                        background,
                        new Preferences(Settings.defaults(), saved::add),
                        new Texts(UiResources.messages(Locale.ENGLISH)),
                        new Notices());
        Path file = folder.resolve("model.gguf");
        Files.writeString(file, "");
        window = new WindowViewModel(workspace, file);
        window.model().loadBundled();
        until(() -> window.model().stateProperty().get() == ModelViewModel.State.READY);
    }

    /** Loads a model, as far as that it is on its way. */
    void load(Path file) throws InterruptedException {
        window.model().load(file);
        until(() -> window.model().isCurrent(file));
    }

    /** Has time pass for the model that waits. */
    void pass(Duration time) {
        slept = slept.plus(time);
    }

    /** Waits until the model's thread has done what it was given. */
    void awaitModelThread() throws InterruptedException {
        if (!modelThread.awaitIdle(20, TimeUnit.SECONDS)) {
            throw new AssertionError("The model's thread has too much to do.");
        }
    }

    /** Has another program ask the model; done when it has its reply. */
    CompletableFuture<Void> askByProgram(String question, ReplyOptions options) {
        return CompletableFuture.runAsync(() -> {
            try {
                window.workspace()
                        .host()
                        .replyToGuest(
                                List.of(Message.user(question)),
                                options,
                                new ReplyControl(),
                                event -> {});
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Draws frames until something holds. */
    void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It never came about.");
            }
            frame();
            Thread.sleep(1);
        }
    }

    void frame() {
        for (Runnable task = later.poll(); task != null; task = later.poll()) {
            task.run();
        }
        Runnable frame = eachFrame;
        if (frame != null) {
            frame.run();
        }
    }

    void thought(String text, int tokens, int seconds) {
        model.script.add(new ReplyEvent.Thought(text, tokens, Duration.ofSeconds(seconds)));
    }

    void thoughtEnded(int tokens, int seconds, ThoughtEnd why) {
        model.script.add(new ReplyEvent.ThoughtEnded(Duration.ofSeconds(seconds), tokens, why));
    }

    void answer(String text, int tokens) {
        model.script.add(new ReplyEvent.Answer(text, tokens));
    }

    void finished(FinishReason reason, int thoughtTokens, int seconds) {
        model.script.add(
                new ReplyEvent.Finished(
                        reason,
                        new ReplyStats(
                                10,
                                0,
                                thoughtTokens,
                                5,
                                Duration.ofMillis(100),
                                Duration.ofSeconds(seconds),
                                Duration.ofSeconds(1))));
    }

    ReplyViewModel last() {
        ReplyViewModel last = window.conversation().lastReply();
        if (last == null) {
            throw new AssertionError("There is no reply.");
        }
        return last;
    }

    /** The conversation of that title, as soon as it is listed. */
    ChatsViewModel.Chat chat(String title) throws InterruptedException {
        until(() -> listed(title) != null);
        return Objects.requireNonNull(listed(title));
    }

    ChatsViewModel.@Nullable Chat listed(String title) {
        for (ChatsViewModel.Entry entry : window.chats().entries()) {
            if (entry instanceof ChatsViewModel.Chat chat && chat.title().equals(title)) {
                return chat;
            }
        }
        return null;
    }

    @Nullable Conversation conversation() {
        return window.conversation().conversationProperty().get();
    }

    String draft(long id) {
        try {
            return store.conversations().find(id).orElseThrow().draft();
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    String notice() {
        Notices.Notice notice = window.workspace().notices().currentProperty().get();
        return notice == null ? "" : notice.sentence();
    }

    /** Leaves the open conversation and opens it again, as it is kept. */
    void openAgain() {
        ConversationViewModel conversation = window.conversation();
        long id = Objects.requireNonNull(conversation.conversationProperty().get()).id();
        window.newChat();
        conversation.open(id, null, () -> {});
    }

    /**
     * Holds the next loading of a model.
     *
     * @param begun when it has come so far
     * @param goOn lets it go on, halfway
     */
    record Held(CompletableFuture<Boolean> begun, CompletableFuture<Boolean> goOn) {}

    Held holdLoading() {
        Held held = new Held(new CompletableFuture<>(), new CompletableFuture<>());
        loading =
                progress -> {
                    held.begun().complete(true);
                    held.goOn().join();
                    progress.accept(0.5);
                };
        return held;
    }

    /** What the store does not take as long as this is open. */
    interface Refusal extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /** Has the store refuse something, such as INSERT ON message, as a full disk does. */
    Refusal refuse(String what) throws SQLException {
        RawDatabase.execute(
                folder,
                "CREATE TRIGGER full BEFORE " + what + " BEGIN SELECT RAISE(ABORT, 'no'); END");
        return () -> RawDatabase.execute(folder, "DROP TRIGGER full");
    }

    /** Undoes something. */
    interface Repair {
        void run() throws IOException;
    }

    /** Makes a question long and breaks the chain of pages that it takes, as a bad disk does. */
    Repair damage(String question) throws Exception {
        RawDatabase.execute(
                folder,
                "UPDATE message SET content = replace(hex(zeroblob(20000)), '00', 'zz')"
                        + " WHERE content = '"
                        + question
                        + "'");
        RawDatabase.execute(folder, "PRAGMA wal_checkpoint(TRUNCATE)");
        Path file = folder.resolve("conversations.db");
        byte[] sound = Files.readAllBytes(file);
        byte[] broken = sound.clone();
        int page = 4096;
        for (int at = 0; at < broken.length; at += page) {
            if (broken[at + 4] == 'z' && broken[at + page - 1] == 'z') {
                Arrays.fill(broken, at, at + 4, (byte) 0x7F); // the number of the next one
            }
        }
        write(file, broken);
        return () -> write(file, sound);
    }

    /** In place: the store has the file open. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.WRITE);
    }

    void untilFinished() throws InterruptedException {
        until(() ->
                !window.conversation().openingProperty().get()
                        && last().phaseProperty().get() == ReplyPhase.FINISHED);
    }

    @Override
    public void close() throws StoreException {
        finished(FinishReason.CANCELLED, 0, 0);
        host.close();
        background.close();
        store.close();
    }
}
