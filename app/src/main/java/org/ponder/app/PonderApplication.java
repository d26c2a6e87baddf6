package org.ponder.app;

import java.io.IOException;
import java.nio.file.Path;
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
    private final CompletableFuture<Backstage> backstage = new CompletableFuture<>();
    private final CompletableFuture<Integer> over = new CompletableFuture<>();
    private @Nullable PonderWindow window;

    private PonderApplication() {}

    /**
     * Opens the window and returns when it is closed.
     *
     * @param data the folder to keep everything in; null is the usual one
     * @return false where there was something in the way, which was shown
     */
    public static boolean open(@Nullable Path data) {
        PonderApplication application = new PonderApplication();
        Thread.ofPlatform().name("ponder-start").start(() -> application.prepare(data));
        Platform.startup(application::begin);
        return application.over.join() == 0;
    }

    private void prepare(@Nullable Path data) {
        try {
            backstage.complete(Backstage.open(data));
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
            window = PonderWindow.open(stage, backstage.join(), getHostServices()::showDocument);
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
