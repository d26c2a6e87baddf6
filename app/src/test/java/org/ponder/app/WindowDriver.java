package org.ponder.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.ponder.app.session.ModelLoader;
import org.ponder.app.store.GenerationSettings;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.ModelViewModel;
import org.ponder.app.viewmodel.ReplyPhase;
import org.ponder.app.viewmodel.ReplyViewModel;
import org.ponder.app.viewmodel.WindowViewModel;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Drives the real window as a person does, and waits for what a person would wait for. */
final class WindowDriver {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final FxRobot robot = new FxRobot();
    final List<String> opened = new ArrayList<>();

    /** What the user answers when they are asked for files. */
    final ChosenFiles files = new ChosenFiles();

    /** What nobody caught on the window's thread. */
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();

    private final Stage stage;
    private @Nullable PonderWindow window;

    WindowDriver() throws Exception {
        stage = FxToolkit.registerPrimaryStage();
    }

    /** Opens Ponder on a data folder; with its own engine where no loader is given. */
    void open(Path data, @Nullable ModelLoader loader) throws Exception {
        window =
                onWindow(() -> {
                    Thread.currentThread()
                            .setUncaughtExceptionHandler((thread, error) -> errors.add(error));
                    stage.setWidth(980);
                    stage.setHeight(820);
                    return PonderWindow.open(stage, data, opened::add, loader, files);
                });
        await(
                "the model is loaded",
                () -> model().stateProperty().get() == ModelViewModel.State.READY);
    }

    /** Closes the window and everything behind it; fails where its thread met an error. */
    void close() throws Exception {
        PonderWindow open = window;
        if (open != null) {
            window = null;
            onWindow(() -> {
                open.close();
                return true;
            });
        }
        List<Throwable> met = List.copyOf(errors);
        errors.clear();
        if (!met.isEmpty()) {
            throw new AssertionError("The window's thread met " + met + ".", met.getFirst());
        }
    }

    /** Drops a file on the window. */
    void drop(Path file) throws Exception {
        onWindow(() -> {
            viewModel().drop(List.of(file));
            return true;
        });
    }

    /** The chats that are listed; in a search each of their hits. */
    List<ChatsViewModel.Chat> chats() {
        return viewModel().chats().entries().stream()
                .filter(ChatsViewModel.Chat.class::isInstance)
                .map(ChatsViewModel.Chat.class::cast)
                .toList();
    }

    WindowViewModel viewModel() {
        return Objects.requireNonNull(window).viewModel();
    }

    Thread.UncaughtExceptionHandler crashes() {
        return Objects.requireNonNull(window).crashes();
    }

    ModelViewModel model() {
        return viewModel().model();
    }

    Stage stage() {
        return stage;
    }

    /** Has replies made with these settings from now on. */
    void generate(GenerationSettings settings) throws Exception {
        onWindow(() -> {
            viewModel().workspace().preferences().change(old -> old.withGeneration(settings));
            return true;
        });
    }

    /** Types a question and sends it. */
    void ask(String question) {
        robot.clickOn("#question");
        // What is proposed on the first start gives way.
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.write(question);
        robot.push(KeyCode.ENTER);
    }

    /** Presses a button that is in sight: nobody presses one that has not been drawn yet. */
    void press(String query) throws Exception {
        pressWhile(query, () -> true);
    }

    /** Presses a button in the very moment that it is in sight and something holds. */
    void pressWhile(String query, Condition condition) throws Exception {
        await(
                query + " can be pressed",
                () -> {
                    ButtonBase button = condition.holds() ? buttonInSight(query) : null;
                    if (button != null) {
                        button.fire();
                    }
                    return button;
                });
    }

    private @Nullable ButtonBase buttonInSight(String query) {
        return robot.lookup(query).queryAll().stream()
                .filter(this::inSight)
                .map(ButtonBase.class::cast)
                .filter(button -> button.getSkin() != null && button.getWidth() > 0)
                .findFirst()
                .orElse(null);
    }

    boolean shows(String query) throws Exception {
        return onWindow(() -> robot.lookup(query).queryAll().stream().anyMatch(this::inSight));
    }

    private boolean inSight(Node start) {
        for (Node node = start; node != null; node = node.getParent()) {
            if (!node.isVisible()) {
                return false;
            }
        }
        return start.getScene() != null;
    }

    ReplyViewModel lastReply() {
        return Objects.requireNonNull(viewModel().conversation().lastReply());
    }

    boolean lists(Class<? extends Block> kind) throws Exception {
        return onWindow(
                () -> viewModel().conversation().blocks().stream().anyMatch(kind::isInstance));
    }

    void awaitFinished() throws Exception {
        await(
                "the reply is over",
                () ->
                        !viewModel().conversation().openingProperty().get()
                                && viewModel().conversation().lastReply() != null
                                && lastReply().phaseProperty().get() == ReplyPhase.FINISHED);
    }

    /** Waits until something holds, asking on the window's thread. */
    void await(String what, Condition condition) throws Exception {
        await(what, () -> condition.holds() ? Boolean.TRUE : null);
    }

    private <T> T await(String what, Callable<@Nullable T> question) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            T answer = onWindow(question);
            if (answer != null) {
                return answer;
            }
            Thread.sleep(15);
        }
        throw new AssertionError("In a minute it never came about that " + what + ".");
    }

    /** Waits until the window has been laid out so many times more, whatever comes of it. */
    void awaitFrames(int frames) throws Exception {
        AtomicInteger drawn = new AtomicInteger();
        Runnable count = drawn::incrementAndGet;
        onWindow(() -> {
            stage.getScene().addPostLayoutPulseListener(count);
            return true;
        });
        await(
                "it is drawn",
                () -> {
                    Platform.requestNextPulse();
                    return drawn.get() >= frames;
                });
        onWindow(() -> {
            stage.getScene().removePostLayoutPulseListener(count);
            return true;
        });
    }

    <T extends @Nullable Object> T onWindow(Callable<T> task) throws Exception {
        return WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, WaitForAsyncUtils.asyncFx(task));
    }

    /** Something that may hold. */
    interface Condition {
        boolean holds() throws Exception;
    }
}
