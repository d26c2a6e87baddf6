package org.ponder.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.ponder.app.session.Background;
import org.ponder.app.session.EngineModelLoader;
import org.ponder.app.session.ModelHost;
import org.ponder.app.session.ModelLoader;
import org.ponder.app.session.ModelThread;
import org.ponder.app.store.ConversationStore;
import org.ponder.app.store.CrashLog;
import org.ponder.app.store.LookSettings;
import org.ponder.app.store.Notice;
import org.ponder.app.store.Settings;
import org.ponder.app.store.SettingsSaver;
import org.ponder.app.store.StoreException;
import org.ponder.app.view.Appearance;
import org.ponder.app.view.FileChoices;
import org.ponder.app.view.PulseClock;
import org.ponder.app.view.WarmUp;
import org.ponder.app.view.WindowView;
import org.ponder.app.viewmodel.Languages;
import org.ponder.app.viewmodel.LibraryParts;
import org.ponder.app.viewmodel.Notices;
import org.ponder.app.viewmodel.Preferences;
import org.ponder.app.viewmodel.Sentences;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;
import org.ponder.app.viewmodel.Workspace;
import org.ponder.ui.UiResources;

/** Puts the window together out of its parts, and takes it apart when it closes. */
public final class PonderWindow implements AutoCloseable {
    private static final double WIDTH = 1180;
    private static final double HEIGHT = 820;

    private final Stage stage;
    private final ConversationStore store;
    private final ModelHost host;
    private final Background background;
    private final SettingsSaver saver;
    private final WindowViewModel window;
    private final Preferences preferences;
    private final Timeline idle;
    private final CrashLog crashes;
    private final WarmUp warmUp;

    /**
     * Opens the window; on JavaFX's thread.
     *
     * @param stage to show it in
     * @param data the folder to keep everything in; null is the usual one
     * @param browser opens an address outside of Ponder
     * @throws IOException with one sentence, where the folder or the database cannot be used
     */
    public static PonderWindow open(Stage stage, @Nullable Path data, Consumer<String> browser)
            throws IOException {
        return open(stage, data, browser, null);
    }

    /** With a loader of one's own, for tests; null is Ponder's engine. */
    static PonderWindow open(
            Stage stage,
            @Nullable Path data,
            Consumer<String> browser,
            @Nullable ModelLoader loader)
            throws IOException {
        return open(stage, data, browser, loader, FileChoices.ofSystem(() -> stage));
    }

    /** With answers of one's own to questions for files, for tests. */
    static PonderWindow open(
            Stage stage,
            @Nullable Path data,
            Consumer<String> browser,
            @Nullable ModelLoader loader,
            FileChoices files)
            throws IOException {
        return new PonderWindow(
                stage,
                Backstage.open(data),
                window -> new WindowView(window, browser, files),
                loader);
    }

    /** With what is open already behind it. */
    static PonderWindow open(Stage stage, Backstage backstage, Consumer<String> browser) {
        FileChoices files = FileChoices.ofSystem(() -> stage);
        return new PonderWindow(
                stage, backstage, window -> new WindowView(window, browser, files), null);
    }

    private PonderWindow(
            Stage stage,
            Backstage backstage,
            Function<WindowViewModel, WindowView> view,
            @Nullable ModelLoader given) {
        this.stage = stage;
        boolean first = !Files.exists(backstage.folder().settings());
        Notices notices = new Notices();
        store = backstage.conversations().store();
        store.keepOff(Thread.currentThread());
        saver = new SettingsSaver(backstage.file(), backstage.problems());
        Settings settings = backstage.settings().settings();
        LookSettings look = settings.look();
        Texts texts = new Languages(backstage.folder().languages()).texts(look.language());
        Sentences sentences = new Sentences(texts);
        backstage
                .problems()
                .tell(problem -> Platform.runLater(() -> notices.tell(sentences.of(problem))));
        preferences = new Preferences(settings, saver::save);
        crashes =
                new CrashLog(
                        backstage.folder(),
                        Objects.requireNonNullElse(
                                PonderWindow.class.getPackage().getImplementationVersion(),
                                "(development build)"),
                        Clock.systemUTC(),
                        file ->
                                Platform.runLater(
                                        () -> notices.tell(texts.format("crash.told", file))));
        Appearance.prepare(preferences);
        ModelLoader loader =
                given != null
                        ? given
                        : new EngineModelLoader(notice ->
                                Platform.runLater(() -> notices.tell(sentences.of(notice))));
        PulseClock frames = new PulseClock();
        host = new ModelHost(new ModelThread(), loader, frames, Platform::runLater, sentences::of);
        background = new Background(Platform::runLater);
        window =
                new WindowViewModel(
                        new Workspace(store, host, background, preferences, texts, notices),
                        backstage.bundled());
        window.attach(
                LibraryParts.in(
                        backstage.folder(),
                        System.getenv(),
                        System.getProperty("os.name", ""),
                        Path.of(System.getProperty("user.home", "")),
                        damaged ->
                                Platform.runLater(() ->
                                        notices.tell(
                                                texts.format("notice.library-damaged", damaged)))),
                Platform::runLater);
        WindowView shown = view.apply(window);
        show(shown, look, texts);
        frames.giveWayIn(stage.getScene());
        window.model().loadLast();
        if (first) {
            shown.greet();
        }
        warmUp = new WarmUp(window, stage.getScene());
        warmUp.start();
        idle =
                new Timeline(
                        new KeyFrame(
                                Duration.seconds(20), event -> window.model().letGoWhenIdle()));
        idle.setCycleCount(Animation.INDEFINITE);
        idle.play();
        List<Notice> told = new ArrayList<>(backstage.settings().notices());
        told.addAll(backstage.conversations().notices());
        if (!told.isEmpty()) {
            notices.tell(String.join(" ", told.stream().map(sentences::of).toList()));
        }
    }

    private void show(WindowView view, LookSettings look, Texts texts) {
        Scene scene = new Scene(view, WIDTH, HEIGHT);
        Appearance.apply(scene, preferences);
        stage.setScene(scene);
        stage.setTitle(texts.get("app.name"));
        stage.getIcons().add(new Image(UiResources.applicationIcon()));
        stage.setMinWidth(560);
        stage.setMinHeight(420);
        stage.setOnCloseRequest(event -> {
            if (!view.mayClose()) {
                event.consume();
            }
        });
        LookSettings.WindowBounds bounds = look.window();
        if (bounds != null && Appearance.onScreen(bounds)) {
            stage.setX(bounds.x());
            stage.setY(bounds.y());
            stage.setWidth(bounds.width());
            stage.setHeight(bounds.height());
            stage.setMaximized(bounds.maximized());
        }
        stage.show();
    }

    private void rememberPlace() {
        if (Double.isNaN(stage.getX()) || Double.isNaN(stage.getY())) {
            return; // never shown
        }
        LookSettings.WindowBounds bounds =
                new LookSettings.WindowBounds(
                        stage.getX(),
                        stage.getY(),
                        Math.max(1, stage.getWidth()),
                        Math.max(1, stage.getHeight()),
                        stage.isMaximized());
        preferences.change(old -> old.withLook(old.look().withWindow(bounds)));
    }

    /** Writes down what fails unexpectedly, on any thread, and tells the user. */
    Thread.UncaughtExceptionHandler crashes() {
        return crashes;
    }

    /** Whether what a first reply needs has been made ready. */
    ReadOnlyBooleanProperty warmProperty() {
        return warmUp.overProperty();
    }

    /** The window's view model. */
    public WindowViewModel viewModel() {
        return window;
    }

    /** Stops what runs, saves what is open and closes everything. */
    @Override
    public void close() {
        rememberPlace();
        idle.stop();
        warmUp.stop();
        window.close();
        host.close();
        background.close();
        saver.close();
        store.keepOff(null);
        try {
            store.close();
        } catch (StoreException e) {
            System.err.println(e.getMessage());
        }
        stage.hide();
    }
}
