package org.ponder.app.viewmodel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.ponder.app.download.DownloadControl;
import org.ponder.app.download.ModelDownload;
import org.ponder.app.download.Progress;
import org.ponder.app.download.RemoteFile;

/** One download, from when it is asked for until its model is there or it is thrown away. */
public final class DownloadViewModel {
    private final String name;
    private final ModelDownload download;
    private final Texts texts;
    private final Consumer<Runnable> window;
    private final Consumer<DownloadViewModel> over;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.PAUSED);
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper line = new ReadOnlyStringWrapper("");
    private final AtomicReference<@Nullable Progress> newest = new AtomicReference<>();
    private @Nullable DownloadControl running;
    private @Nullable Path file;

    /** Why it failed; null where it did not. */
    private @Nullable Exception failure;

    /** How far it is. */
    public enum State {
        RUNNING,
        /** The user's wish is under way. */
        PAUSING,
        PAUSED,
        FAILED,
        DONE
    }

    /**
     * @param window runs a task on the window's thread, later
     * @param over told when the model is there, or cannot come
     */
    DownloadViewModel(
            String name,
            ModelDownload download,
            Texts texts,
            Consumer<Runnable> window,
            Consumer<DownloadViewModel> over) {
        this.name = name;
        this.download = download;
        this.texts = texts;
        this.window = window;
        this.over = over;
        tellPaused();
    }

    /** Begins, or goes on; does nothing where it runs. */
    public void start() {
        if (running != null || state.get() == State.DONE) {
            return;
        }
        DownloadControl control = new DownloadControl();
        running = control;
        state.set(State.RUNNING);
        line.set(texts.get("library.download.connecting"));
        Thread.ofPlatform().daemon().name("ponder-download").start(() -> run(control));
    }

    /** On a thread of its own. */
    private void run(DownloadControl control) {
        try {
            Path there = download.run(control, this::see);
            window.accept(() -> {
                file = there;
                ended(there == null ? State.PAUSED : State.DONE, null);
            });
        } catch (IOException | RuntimeException e) {
            window.accept(() -> ended(State.FAILED, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            window.accept(() -> ended(State.PAUSED, null));
        }
    }

    /** However often a download tells, the window is told once a frame. */
    private void see(Progress progress) {
        if (newest.getAndSet(progress) == null) {
            window.accept(() -> {
                Progress latest = newest.getAndSet(null);
                if (latest != null && state.get() == State.RUNNING) {
                    share.set(latest.share());
                    line.set(text(latest));
                }
            });
        }
    }

    private String text(Progress progress) {
        String here = ByteSizes.text(texts, progress.bytes());
        String total = ByteSizes.text(texts, progress.total());
        return switch (progress.stage()) {
            case CONNECTING, DONE -> texts.get("library.download.connecting");
            case WAITING -> texts.format("library.download.waiting", here, total);
            case VERIFYING -> texts.format("library.download.verifying", here, total);
            case RUNNING ->
                    texts.format(
                            progress.left().isZero()
                                    ? "library.download.begun"
                                    : "library.download.running",
                            here,
                            total,
                            ByteSizes.text(texts, (long) progress.bytesPerSecond()),
                            texts.wholeSeconds(progress.left()));
        };
    }

    /** Says in the language of now how far it is; one that runs says so by itself. */
    void retell() {
        if (state.get() == State.DONE) {
            line.set(texts.get("library.download.done"));
        } else if (state.get() == State.PAUSED) {
            tellPaused();
        } else if (state.get() == State.FAILED) {
            tellFailure();
        }
    }

    private void tellPaused() {
        line.set(
                texts.format(
                        "library.download.paused", ByteSizes.text(texts, download.bytesThere())));
    }

    private void tellFailure() {
        line.set(problem());
    }

    /** Why it failed, in the language of now; empty where it did not. */
    String problem() {
        return failure == null ? "" : new Sentences(texts).of(failure);
    }

    private void ended(State how, @Nullable Exception why) {
        failure = why;
        running = null;
        state.set(how);
        switch (how) {
            case FAILED -> {
                tellFailure();
                over.accept(this);
            }
            case DONE -> {
                share.set(1);
                line.set(texts.get("library.download.done"));
                over.accept(this);
            }
            case PAUSED, PAUSING, RUNNING -> tellPaused();
        }
    }

    /** Stops; what is there is kept. */
    public void pause() {
        DownloadControl control = running;
        if (control != null) {
            state.set(State.PAUSING);
            control.stop();
        }
    }

    /** Bytes that are there. */
    long bytesThere() {
        return download.bytesThere();
    }

    /** Throws away what is there; only where it does not run. */
    void discard() throws IOException {
        download.discard();
    }

    /** Whether it brings these files from where they are. */
    boolean brings(List<RemoteFile> files) {
        return download.brings(files);
    }

    /** Where the model is; null before it is there. */
    @Nullable Path file() {
        return file;
    }

    /** The model's name. */
    public String name() {
        return name;
    }

    /** How far it is. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The share that is here; negative where it is not known. */
    public ReadOnlyDoubleProperty shareProperty() {
        return share.getReadOnlyProperty();
    }

    /** What it does, or why it cannot go on. */
    public ReadOnlyStringProperty lineProperty() {
        return line.getReadOnlyProperty();
    }
}
