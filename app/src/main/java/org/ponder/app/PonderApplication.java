package org.ponder.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.ponder.app.view.TroubleView;

/**
 * The window of Ponder from start to end. JavaFX's own way of launching would make this object only
 * when the toolkit runs; here settings and conversations are opened meanwhile.
 */
public final class PonderApplication extends Application {
    private final List<String> files;
    private final CompletableFuture<Backstage> backstage = new CompletableFuture<>();
    private final CompletableFuture<Integer> over = new CompletableFuture<>();
    private @Nullable PonderWindow window;

    private PonderApplication(List<String> files) {
        this.files = files;
    }

    /**
     * Opens the window and returns when it is closed.
     *
     * @param files the model to open it with; none is the last one
     * @return false where there was something in the way, which was shown
     */
    public static boolean open(String... files) {
        PonderApplication application = new PonderApplication(List.of(files));
        Thread.ofPlatform().name("ponder-start").start(application::prepare);
        Platform.startup(application::begin);
        return application.over.join() == 0;
    }

    private void prepare() {
        try {
            backstage.complete(Backstage.open(null));
        } catch (IOException | RuntimeException | Error e) {
            backstage.completeExceptionally(e);
        }
    }

    private void begin() {
        Stage stage = new Stage();
        stage.setOnHidden(event -> end());
        try {
            start(stage);
        } catch (RuntimeException | Error e) {
            over.completeExceptionally(e);
            Platform.exit();
        }
    }

    @Override
    public void start(Stage stage) {
        try {
            PonderWindow opened =
                    PonderWindow.open(stage, backstage.join(), getHostServices()::showDocument);
            window = opened;
            for (String file : files) {
                opened.viewModel().model().load(Path.of(file).toAbsolutePath());
            }
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof IOException problem)) {
                throw e;
            }
            // A double click leads to no terminal: the window itself must say it.
            System.err.println(problem.getMessage());
            TroubleView.show(stage, problem);
        }
    }

    private void end() {
        PonderWindow open = window;
        window = null;
        if (open != null) {
            open.close();
        }
        over.complete(open == null ? 1 : 0);
        Platform.exit();
    }
}
