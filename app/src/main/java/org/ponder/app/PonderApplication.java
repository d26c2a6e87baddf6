package org.ponder.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.ponder.app.view.TroubleView;

/** The window of Ponder as JavaFX starts and ends it. */
public final class PonderApplication extends Application {
    private @Nullable PonderWindow window;

    /**
     * What is opened while JavaFX still starts, which takes about as long. JavaFX makes the
     * application object itself, too late for that, so that it has to be found from there.
     */
    private static final class Early {
        static final CompletableFuture<Backstage> BACKSTAGE = begin();

        private static CompletableFuture<Backstage> begin() {
            CompletableFuture<Backstage> backstage = new CompletableFuture<>();
            Thread.ofPlatform()
                    .name("ponder-start")
                    .start(() -> {
                        try {
                            backstage.complete(Backstage.open(null));
                        } catch (IOException | RuntimeException | Error e) {
                            backstage.completeExceptionally(e);
                        }
                    });
            return backstage;
        }
    }

    /** Called by JavaFX. */
    public PonderApplication() {}

    /**
     * Opens the window and returns when it is closed.
     *
     * @param files the model to open it with; none is the last one
     * @return false where there was something in the way, which was shown
     */
    public static boolean open(String... files) {
        CompletableFuture<Backstage> backstage = Early.BACKSTAGE;
        launch(PonderApplication.class, files);
        return !backstage.isCompletedExceptionally();
    }

    @Override
    public void start(Stage stage) {
        try {
            PonderWindow opened =
                    PonderWindow.open(
                            stage, Early.BACKSTAGE.join(), getHostServices()::showDocument);
            window = opened;
            Thread.setDefaultUncaughtExceptionHandler(opened.crashes());
            for (String file : getParameters().getUnnamed()) {
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

    @Override
    public void stop() {
        if (window != null) {
            window.close();
        }
    }
}
