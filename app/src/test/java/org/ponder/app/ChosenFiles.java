package org.ponder.app;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ponder.app.view.FileChoices;

/** Answers questions for files with those that a test has laid ready. */
final class ChosenFiles implements FileChoices {
    final Deque<Path> ready = new ArrayDeque<>();

    /** The name that was suggested last. */
    String suggested = "";

    @Override
    public @Nullable Path open(String title, String kind, List<String> patterns) {
        return ready.poll();
    }

    @Override
    public @Nullable Path save(String title, String suggestedName) {
        suggested = suggestedName;
        return ready.poll();
    }

    @Override
    public @Nullable Path folder(String title) {
        return ready.poll();
    }
}
