package org.ponder.app.viewmodel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.ponder.app.exchange.ExchangeException;
import org.ponder.app.exchange.Export;
import org.ponder.app.exchange.ExportChoice;
import org.ponder.app.exchange.JsonImport;
import org.ponder.app.store.ConversationStore;
import org.ponder.app.store.ConversationSummary;
import org.ponder.app.store.ConversationTree;
import org.ponder.app.store.StoreException;
import org.ponder.app.store.StoredMessage;

/** Takes conversations out to files and in from files, beside the window. */
public final class ExchangeViewModel {
    /** What can be imported: JSON and Markdown. */
    public static final List<String> SUFFIXES = List.of(".json", ImportedFiles.MARKDOWN);

    /** Titles in a sentence; the others are counted. */
    private static final int MOST_NAMED = 5;

    private final Workspace workspace;
    private final ChatsViewModel chats;
    private final ReplyDriver replies;
    private final Queue<LongTask> tasks = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<@Nullable LongTask> running = new ReadOnlyObjectWrapper<>();

    /** Exports what the store has, and lists what was imported. */
    public ExchangeViewModel(Workspace workspace, ChatsViewModel chats, ReplyDriver replies) {
        this.workspace = workspace;
        this.chats = chats;
        this.replies = replies;
    }

    /** What is exported. */
    public sealed interface What {

        /**
         * One reply with its question.
         *
         * @param id of the reply
         * @param title of its conversation
         */
        record Reply(long id, String title) implements What {}

        /** One conversation. */
        record Chat(long id, String title) implements What {}

        /** Every conversation that is not in the trash. */
        record All() implements What {}
    }

    /**
     * What is exported and how.
     *
     * @param what is exported
     * @param format of the file
     * @param parts of replies; in JSON a conversation is always whole
     */
    public record Wish(What what, ExportChoice.Format format, ExportChoice.Parts parts) {
        private static final Pattern EXTENSION =
                Pattern.compile(".+\\.(?=.*\\p{L})[\\p{L}\\p{N}]{1,8}");

        /** Whether it becomes a folder of files rather than one file. */
        public boolean severalFiles() {
            return what instanceof What.All && format != ExportChoice.Format.JSON;
        }

        /** The file that was chosen; a name without an extension gets the one of the format. */
        Path file(Path chosen) {
            String name = String.valueOf(chosen.getFileName());
            return severalFiles() || EXTENSION.matcher(name).matches()
                    ? chosen
                    : chosen.resolveSibling(name + "." + format.extension());
        }

        /** A name for the file that says what is in it. */
        public String fileName() {
            String title =
                    switch (what) {
                        case What.Reply reply -> reply.title();
                        case What.Chat chat -> chat.title();
                        case What.All all -> "";
                    };
            return Export.fileName(title, format);
        }
    }

    /** Whether a file may be one of Ponder's exports, by its name. */
    public static boolean accepts(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return SUFFIXES.stream().anyMatch(name::endsWith);
    }

    /**
     * Exports to a file, which is replaced where it is there, or into a folder.
     *
     * @param chosen the file, or the folder where there are several files
     */
    public void export(Wish wish, Path chosen) {
        Path target = wish.file(chosen);
        ExportChoice choice = new ExportChoice(wish.format(), wish.parts(), labels());
        Callable<Optional<StoreException>> saving = saving(wish.what());
        LongTask task = new LongTask("export.running", workspace.background()::onWindow);
        work(
                task,
                () -> {
                    Optional<StoreException> unsaved = saving.call();
                    if (!target.equals(chosen)) {
                        Export.requireNew(target); // nobody was asked whether it may be replaced
                    }
                    return new Taken<>(write(wish, choice, target, task), unsaved);
                },
                taken -> tellExported(wish, target, taken));
    }

    private void tellExported(Wish wish, Path target, Taken<Written> taken) {
        Written written = taken.result();
        if (written.stopped()) {
            String key = wish.severalFiles() ? "export.stopped.files" : "export.stopped";
            workspace.notices().tell(said(key, target, written));
        } else {
            String key = wish.severalFiles() ? "export.done.files" : "export.done";
            tellTaken(said(key, target, written), taken.unsaved());
        }
    }

    private String said(String key, Path target, Written written) {
        Texts texts = workspace.texts();
        String done = texts.format(key, target, written.chats());
        List<String> leftOut = written.leftOut();
        if (leftOut.isEmpty()) {
            return done;
        }
        List<String> named = leftOut.subList(0, Math.min(MOST_NAMED, leftOut.size()));
        return texts.format(
                "export.left-out",
                done,
                String.join(
                        texts.get("export.left-out.and"),
                        named.stream()
                                .map(title -> texts.format("export.left-out.chat", title))
                                .toList()),
                leftOut.size() - named.size());
    }

    private void tellTaken(String done, Optional<StoreException> unsaved) {
        Sentences sentences = new Sentences(workspace.texts());
        workspace
                .notices()
                .tell(
                        unsaved.map(why ->
                                        workspace
                                                .texts()
                                                .format("export.unsaved", done, sentences.of(why)))
                                .orElse(done));
    }

    /** Saves first what is taken out; what cannot be saved must not keep back the rest. */
    private Callable<Optional<StoreException>> saving(What what) {
        return replies.saving(reply ->
                switch (what) {
                    case What.Reply one -> one.id() == reply.id();
                    case What.Chat chat -> chat.id() == reply.conversation();
                    case What.All all -> true;
                });
    }

    /** What was taken out, and why the end of a reply could not be saved first. */
    private record Taken<T>(T result, Optional<StoreException> unsaved) {}

    /**
     * What came of an export.
     *
     * @param chats how many it has
     * @param leftOut the titles of those that could not be read
     * @param stopped whether the user ended it
     */
    private record Written(int chats, List<String> leftOut, boolean stopped) {}

    /** Does work that may take minutes, one after the other, and shows how far it is. */
    private <T> void work(LongTask task, Callable<T> work, Consumer<T> done) {
        tasks.add(task);
        running.set(tasks.peek());
        Runnable over =
                () -> {
                    tasks.remove(task);
                    running.set(tasks.peek());
                };
        workspace
                .background()
                .runSlow(
                        work,
                        workspace.outcome(
                                result -> {
                                    over.run();
                                    done.accept(result);
                                },
                                over));
    }

    /** A conversation's whole shown path as text, for the clipboard, which takes moments. */
    public void text(Wish wish, Consumer<String> clipboard) {
        ExportChoice choice = new ExportChoice(wish.format(), wish.parts(), labels());
        Callable<Optional<StoreException>> saving = saving(wish.what());
        workspace.beside(
                () -> {
                    Optional<StoreException> unsaved = saving.call();
                    return new Taken<>(text(wish, choice), unsaved);
                },
                taken -> {
                    clipboard.accept(taken.result());
                    tellTaken(workspace.texts().get("export.copied"), taken.unsaved());
                });
    }

    private Written write(Wish wish, ExportChoice choice, Path target, LongTask task)
            throws IOException {
        if (!(wish.what() instanceof What.All)) {
            Export.replace(text(wish, choice), target);
            return new Written(1, List.of(), false);
        }
        EveryChat every = new EveryChat(task);
        try {
            if (wish.severalFiles()) {
                every.each(tree ->
                        Export.save(
                                Export.conversation(tree, choice, Instant.now()),
                                Export.freeName(
                                        target,
                                        tree.conversation().summary().title(),
                                        choice.format())));
            } else {
                Export.replaceJson(target, Instant.now(), every::each);
            }
            return every.written(false);
        } catch (LongTask.Stopped stop) {
            return every.written(true);
        } catch (ExchangeException e) {
            if (e.getCause() instanceof LongTask.Stopped) {
                return new Written(0, List.of(), true);
            }
            throw e;
        }
    }

    /** All chats, one after the other. One that cannot be read must not keep back the others. */
    private final class EveryChat {
        private final LongTask task;
        private final List<String> leftOut = new ArrayList<>();
        private int chats;

        EveryChat(LongTask task) {
            this.task = task;
        }

        void each(JsonImport.Sink sink) throws IOException {
            List<ConversationSummary> all =
                    store().conversations().list(null, 0, Integer.MAX_VALUE);
            @Nullable StoreException problem = null;
            for (ConversationSummary summary : all) {
                task.reached((chats + leftOut.size()) / (double) all.size());
                ConversationTree tree;
                try {
                    tree = store().trees().read(summary.id());
                } catch (StoreException e) {
                    switch (e.problem()) {
                        case BUSY -> throw e; // so are the others, and each would wait for it
                        case MISSING -> {} // deleted for good meanwhile
                        default -> {
                            problem = problem == null ? e : problem;
                            leftOut.add(summary.title());
                        }
                    }
                    continue;
                }
                sink.add(tree);
                chats++;
            }
            if (chats == 0 && problem != null) {
                throw problem;
            }
        }

        Written written(boolean stopped) {
            return new Written(chats, leftOut, stopped);
        }
    }

    private String text(Wish wish, ExportChoice choice) throws StoreException {
        return switch (wish.what()) {
            case What.Chat chat ->
                    Export.conversation(store().trees().read(chat.id()), choice, Instant.now());
            case What.Reply reply -> reply(reply.id(), choice);
            case What.All all -> throw new IllegalArgumentException("All is more than a text.");
        };
    }

    private String reply(long id, ExportChoice choice) throws StoreException {
        StoredMessage reply =
                store().messages()
                        .find(id)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "This message has been deleted for good."));
        ConversationTree tree = store().trees().read(reply.place().conversation());
        StoredMessage question =
                tree.messages().stream()
                        .filter(message -> Objects.equals(message.id(), reply.place().parent()))
                        .findFirst()
                        .orElseThrow();
        return Export.turn(tree.conversation(), question, reply, choice, Instant.now());
    }

    /** Adds the conversations of exported files to those that are there. */
    public void importFiles(List<Path> files) {
        LongTask task = new LongTask("import.running", workspace.background()::onWindow);
        work(
                task,
                () ->
                        new ImportedFiles(store(), task, new Sentences(workspace.texts()))
                                .read(files),
                this::tellImported);
    }

    private void tellImported(ImportedFiles imported) {
        chats.refresh();
        List<List<String>> problems = imported.problems();
        List<String> sentences = new ArrayList<>();
        if (imported.conversations() > 0 || problems.isEmpty()) {
            sentences.add(
                    workspace
                            .texts()
                            .format(
                                    imported.stopped() ? "import.stopped" : "import.done",
                                    imported.conversations()));
        }
        for (List<String> alike : problems) {
            sentences.add(alike.getFirst());
            if (alike.size() > 1) {
                sentences.add(workspace.texts().format("import.more", alike.size() - 1));
            }
        }
        workspace.notices().tell(String.join(" ", sentences));
    }

    /** Ends what is being exported or imported, and what waits for it, as soon as that can be. */
    void stop() {
        tasks.forEach(LongTask::stop);
    }

    /** What is being exported or imported at the moment; null is nothing. */
    public ReadOnlyObjectProperty<@Nullable LongTask> runningProperty() {
        return running.getReadOnlyProperty();
    }

    private ExportChoice.Labels labels() {
        Texts texts = workspace.texts();
        return new ExportChoice.Labels(
                texts.get("export.question"),
                texts.get("export.answer"),
                texts.get("export.thought"));
    }

    private ConversationStore store() {
        return workspace.store();
    }
}
