package org.ponder.app.viewmodel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ponder.app.exchange.ExchangeException;
import org.ponder.app.exchange.JsonImport;
import org.ponder.app.exchange.MarkdownImport;
import org.ponder.app.store.ConversationStore;
import org.ponder.app.store.ConversationTree;
import org.ponder.app.store.StoreException;

/** Takes in exported files, and remembers what came of it. */
final class ImportedFiles {
    /** How the names of Markdown files end. */
    static final String MARKDOWN = ".md";

    private final ConversationStore store;
    private final LongTask task;
    private final Sentences sentences;
    private final Map<Object, List<String>> problems = new LinkedHashMap<>();
    private int conversations;
    private boolean stopped;

    ImportedFiles(ConversationStore store, LongTask task, Sentences sentences) {
        this.store = store;
        this.task = task;
        this.sentences = sentences;
    }

    /** Reads one file after the other, until the user wants no more. */
    ImportedFiles read(List<Path> files) {
        for (int i = 0; i < files.size() && !stopped; i++) {
            read(files.get(i), i / (double) files.size(), 1.0 / files.size());
        }
        return this;
    }

    private void read(Path file, double from, double part) {
        try {
            task.reached(from);
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(MARKDOWN)) {
                add(MarkdownImport.read(file, Instant.now()));
            } else {
                JsonImport.read(
                        file,
                        new JsonImport.Sink() {
                            @Override
                            public void reached(double share) throws IOException {
                                task.reached(from + part * share);
                            }

                            @Override
                            public void add(ConversationTree tree) throws IOException {
                                ImportedFiles.this.add(tree);
                            }
                        },
                        left -> problem(left.why(), sentences.of(left)));
            }
        } catch (LongTask.Stopped stop) {
            stopped = true;
        } catch (IOException e) {
            problem(kind(e), sentences.of(e));
        }
    }

    private void add(ConversationTree tree) throws StoreException {
        store.trees().add(tree);
        conversations++;
    }

    private void problem(Object kind, String sentence) {
        problems.computeIfAbsent(kind, first -> new ArrayList<>()).add(sentence);
    }

    private static Object kind(IOException e) {
        return switch (e) {
            case ExchangeException exchange -> exchange.kind();
            case StoreException store -> store.problem();
            default -> e.getClass();
        };
    }

    /** How many came in. */
    int conversations() {
        return conversations;
    }

    /** Sentences about what did not, those of one reason together. */
    List<List<String>> problems() {
        return List.copyOf(problems.values());
    }

    /** Whether the user ended it. */
    boolean stopped() {
        return stopped;
    }
}
