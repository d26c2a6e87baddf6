package org.ponder.app.viewmodel;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.ponder.app.download.Hub;

/** Looks for the models of one repository of the hub at a time; what came before is forgotten. */
final class HubSearch {
    private final LibraryParts parts;
    private final HubAccess access;
    private final Consumer<Runnable> window;
    private final Consumer<Runnable> beside;
    private final Consumer<Exception> failed;
    private final ObservableList<Hub.Offer> found = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper looking = new ReadOnlyStringWrapper("");

    /** Grows with each look: of what was looked for before, nothing is told any more. */
    private int looks;

    /**
     * @param window runs a task on the window's thread, later
     * @param beside runs a task beside the window; it may wait for the network
     * @param failed told why there is no answer, on the window's thread
     */
    HubSearch(
            LibraryParts parts,
            HubAccess access,
            Consumer<Runnable> window,
            Consumer<Runnable> beside,
            Consumer<Exception> failed) {
        this.parts = parts;
        this.access = access;
        this.window = window;
        this.beside = beside;
        this.failed = failed;
    }

    /** What was typed and is being looked for; empty where nothing is. */
    ReadOnlyStringProperty lookingProperty() {
        return looking.getReadOnlyProperty();
    }

    /** The models of the repository that was looked at. */
    ObservableList<Hub.Offer> found() {
        return found;
    }

    /**
     * Asks for the models of a repository; to be cleared before.
     *
     * @param typed by which it was asked for
     */
    void begin(String typed, String repository) {
        looking.set(typed);
        URI base = access.hub();
        int mine = looks;
        beside.accept(() -> ask(base, repository, mine));
    }

    /** Waits for no answer any more; what was found stays. */
    void end() {
        looks++;
        looking.set("");
    }

    /** Waits for no answer any more and forgets what was found. */
    void clear() {
        end();
        found.clear();
    }

    private void ask(URI base, String repository, int look) {
        try {
            Hub hub = new Hub(parts.network(), base, access.token(base), parts.tuning());
            List<Hub.Offer> offered = hub.models(repository);
            answer(look, () -> found.setAll(offered));
        } catch (IOException e) {
            answer(look, () -> failed.accept(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(int look, Runnable told) {
        window.accept(() -> {
            if (look == looks) {
                end();
                told.run();
            }
        });
    }
}
