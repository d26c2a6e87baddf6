package org.ponder.app.view;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.ponder.app.highlight.Highlighter;

/** The highlighters of the languages that were seen, each loaded aside from the window's thread. */
final class Highlighters {
    private final Map<String, CompletableFuture<Optional<Highlighter>>> loaded = new HashMap<>();

    /** Hands a language's highlighter over, on the window's thread: at once where it is loaded. */
    void load(String language, Consumer<Highlighter> take) {
        String name = language.toLowerCase(Locale.ROOT);
        if (!Highlighter.knows(name)) {
            return;
        }
        CompletableFuture<Optional<Highlighter>> found =
                loaded.computeIfAbsent(
                        name, key -> CompletableFuture.supplyAsync(() -> Highlighter.of(key)));
        if (found.isDone() && !found.isCompletedExceptionally()) {
            found.join().ifPresent(take);
        } else {
            var _ =
                    found.thenAccept(highlighter ->
                            highlighter.ifPresent(
                                    ready -> Platform.runLater(() -> take.accept(ready))));
        }
    }
}
