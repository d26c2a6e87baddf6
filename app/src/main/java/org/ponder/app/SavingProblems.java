package org.ponder.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.StoreException;

/** Hands problems of saving on to the window, and keeps those met before there is one. */
final class SavingProblems implements Consumer<StoreException> {
    private final List<StoreException> waiting = new ArrayList<>();
    private @Nullable Consumer<StoreException> window;

    @Override
    public synchronized void accept(StoreException problem) {
        if (window == null) {
            waiting.add(problem);
        } else {
            window.accept(problem);
        }
    }

    /** From now on problems go there, on the thread that meets them. */
    synchronized void tell(Consumer<StoreException> listener) {
        window = listener;
        waiting.forEach(listener);
        waiting.clear();
    }
}
