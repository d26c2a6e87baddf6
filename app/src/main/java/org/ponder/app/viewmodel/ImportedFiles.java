package org.ponder.app.viewmodel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ponder.app.exchange.JsonImport;
import org.ponder.app.store.ConversationStore;
import org.ponder.app.store.ConversationTree;

/** Takes in exported files, and remembers what came of it. */
final class ImportedFiles {
    private final ConversationStore store;
    private final LongTask task;
    private final Sentences sentences;
    private final List<String> problems = new ArrayList<>();
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
            JsonImport.read(
                    file,
                    new JsonImport.Sink() {
                        @Override
                        public void reached(double share) throws IOException {
                            task.reached(from + part * share);
                        }

                        @Override
                        public void add(ConversationTree tree) throws IOException {
                            store.trees().add(tree);
                            conversations++;
                        }
                    },
                    left -> problems.add(sentences.of(left)));
        } catch (LongTask.Stopped stop) {
            stopped = true;
        } catch (IOException e) {
            problems.add(sentences.of(e));
        }
    }

    /** How many came in. */
    int conversations() {
        return conversations;
    }

    /** Sentences about what did not. */
    List<String> problems() {
        return problems;
    }

    /** Whether the user ended it. */
    boolean stopped() {
        return stopped;
    }
}
