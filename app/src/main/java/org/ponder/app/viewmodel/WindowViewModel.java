package org.ponder.app.viewmodel;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.SearchHit;

/** The window as a whole: its parts, and what concerns several of them. */
public final class WindowViewModel {
    private final Workspace workspace;
    private final ModelViewModel model;
    private final ReplyDriver driver;
    private final ConversationViewModel conversation;
    private final ComposerViewModel composer;
    private final ChatsViewModel chats;
    private @Nullable ModelLibraryViewModel library;
    private final FindViewModel find;
    private final ExchangeViewModel exchange;
    private final GaugesViewModel gauges;
    private final Announcements announcements;

    /**
     * @param bundledModel the file of the model that comes with Ponder
     */
    public WindowViewModel(Workspace workspace, Path bundledModel) {
        this.workspace = workspace;
        model = new ModelViewModel(workspace, bundledModel);
        driver = new ReplyDriver(workspace, model);
        conversation = new ConversationViewModel(workspace, driver);
        composer = new ComposerViewModel(workspace, conversation, model);
        chats = new ChatsViewModel(workspace, conversation::renamed);
        find = new FindViewModel(conversation);
        exchange = new ExchangeViewModel(workspace, chats, driver);
        gauges = new GaugesViewModel(driver, conversation, model);
        announcements = new Announcements(conversation, workspace.notices(), workspace.texts());
        conversation.runningProperty().subscribe(reply -> chats.refresh());
        driver.savesProperty().subscribe((before, now) -> chats.refresh());
        workspace
                .preferences()
                .settingsProperty()
                .subscribe((before, now) -> speak(before.look().language(), now.look().language()));
        workspace.texts().localeProperty().subscribe((before, now) -> retell());
    }

    private void speak(String before, String now) {
        if (!before.equals(now)) {
            workspace.texts().speak(now);
        }
    }

    /** Says what was said before in the language of now. */
    private void retell() {
        model.retell();
        driver.retell();
        conversation.retell();
        chats.refresh();
        workspace.notices().retell();
        if (library != null) {
            library.retell();
        }
    }

    /** Begins a new conversation; what was typed in the one before is kept. */
    public void newChat() {
        composer.keepDraft();
        conversation.openNew();
        composer.takeOptions();
    }

    /**
     * Opens a conversation; what was typed in the one before is kept. The one that is open already
     * stays as it is, unless something was found in it.
     */
    public void open(ChatsViewModel.Chat chat) {
        SearchHit hit = chat.hit();
        if (hit == null && isOpen(chat) && !conversation.openingProperty().get()) {
            return;
        }
        composer.keepDraft();
        conversation.open(
                chat.summary().id(),
                hit == null ? null : hit.message(),
                () -> {
                    composer.takeOptions();
                    if (hit != null) {
                        find.show(hit);
                    }
                });
    }

    private boolean isOpen(ChatsViewModel.Chat chat) {
        var open = conversation.conversationProperty().get();
        return open != null && open.id() == chat.summary().id();
    }

    /** Deletes a conversation, stops its replies and leaves it, if it is the one that is open. */
    public void delete(ChatsViewModel.Chat chat) {
        long id = chat.summary().id();
        driver.stopIn(id);
        conversation.stayOutOf(id);
        if (isOpen(chat)) {
            composer.keepDraft();
            conversation.openNew();
            composer.takeOptions();
        }
        chats.delete(chat);
        // Its question may still be on the way to the store: its reply has begun by then.
        workspace.beside(() -> id, driver::stopIn);
    }

    /**
     * Works with a library of models from now on; before anything is loaded.
     *
     * @param later runs a task on the window's thread, later
     */
    public void attach(LibraryParts parts, Consumer<Runnable> later) {
        model.use(parts.models());
        library = new ModelLibraryViewModel(parts, workspace, model, later);
    }

    /** The library of models. */
    public ModelLibraryViewModel library() {
        return Objects.requireNonNull(library, "no library is attached");
    }

    /** Puts a version of a reply beside another one. */
    public CompareViewModel compare(ReplyViewModel reply) {
        return new CompareViewModel(workspace, driver, reply.place());
    }

    /** Takes files that were dropped on the window: a model is loaded, exports are imported. */
    public void drop(List<Path> files) {
        if (library == null) {
            take(files);
        } else {
            library.drop(files, () -> take(files));
        }
    }

    private void take(List<Path> files) {
        for (Path file : files) {
            if (ModelViewModel.accepts(file)) {
                model.load(file);
                return;
            }
        }
        List<Path> exports = files.stream().filter(ExchangeViewModel::accepts).toList();
        if (exports.isEmpty()) {
            workspace.notices().tell(workspace.texts().get("model.drop.other"));
        } else {
            exchange.importFiles(exports);
        }
    }

    /** Keeps what was typed and ends what takes long; the window closes. */
    public void close() {
        exchange.stop();
        if (library != null) {
            library.close();
        }
        composer.keepDraft();
    }

    /** The model that answers. */
    public ModelViewModel model() {
        return model;
    }

    /** The replies that run, and the context. */
    public ReplyDriver driver() {
        return driver;
    }

    /** The conversation that is open. */
    public ConversationViewModel conversation() {
        return conversation;
    }

    /** Where questions are written. */
    public ComposerViewModel composer() {
        return composer;
    }

    /** The conversations at the left. */
    public ChatsViewModel chats() {
        return chats;
    }

    /** What is looked for in the conversation that is open. */
    public FindViewModel find() {
        return find;
    }

    /** Takes conversations out and in. */
    public ExchangeViewModel exchange() {
        return exchange;
    }

    /** How fast the model is, and what it takes. */
    public GaugesViewModel gauges() {
        return gauges;
    }

    /** What a screen reader is told. */
    public Announcements announcements() {
        return announcements;
    }

    /** What the view models share. */
    public Workspace workspace() {
        return workspace;
    }
}
