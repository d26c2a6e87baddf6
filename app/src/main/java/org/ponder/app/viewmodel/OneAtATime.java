package org.ponder.app.viewmodel;

import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * What is read or kept for the conversation that is shown, beside the window and one thing at a
 * time. Only what was wanted last is shown when it is there.
 */
final class OneAtATime {
    private final Workspace workspace;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

    /** Grows with each thing that is wanted. */
    private long wanted;

    /** The conversation that is being opened, where one is. */
    private long coming = ReplyDriver.NO_CONVERSATION;

    OneAtATime(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Nothing that is under way is shown any more. */
    void forget() {
        wanted++;
        busy.set(false);
    }

    /** Stays where the user is, where that conversation is being opened. */
    void stayOutOf(long id) {
        if (busy.get() && coming == id) {
            forget();
        }
    }

    /**
     * Reads a conversation.
     *
     * @param show done with what was read, unless something else was wanted meanwhile
     */
    <T> void open(long id, Callable<T> read, Consumer<T> show) {
        long mine = begin(id);
        workspace
                .background()
                .run(
                        read,
                        workspace.outcome(
                                loaded -> {
                                    if (mine == wanted) {
                                        busy.set(false);
                                        show.accept(loaded);
                                    }
                                },
                                () -> end(mine)));
    }

    /**
     * Keeps something, and goes on when it is kept.
     *
     * @param goOn told too whether the user is still here
     * @param refused done where it cannot be kept
     */
    <T> void keep(Callable<T> keep, BiConsumer<T, Boolean> goOn, Runnable refused) {
        if (busy.get()) {
            refused.run();
            return;
        }
        long mine = begin(ReplyDriver.NO_CONVERSATION);
        workspace
                .background()
                .run(
                        keep,
                        workspace.outcome(
                                kept -> {
                                    boolean here = mine == wanted;
                                    end(mine);
                                    goOn.accept(kept, here);
                                },
                                () -> {
                                    end(mine);
                                    refused.run();
                                }));
    }

    private long begin(long id) {
        long mine = ++wanted;
        coming = id;
        busy.set(true);
        return mine;
    }

    private void end(long mine) {
        busy.set(busy.get() && mine != wanted);
    }

    boolean busy() {
        return busy.get();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }
}
