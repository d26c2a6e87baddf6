package org.ponder.app;

import java.nio.file.Path;
import java.util.Map;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The window of Ponder as JavaFX starts and ends it. */
public final class PonderApplication extends Application {
    private @Nullable PonderWindow window;

    /** Called by JavaFX. */
    public PonderApplication() {}

    /** Opens the window and returns when it is closed. */
    public static void open(String... arguments) {
        launch(PonderApplication.class, arguments);
    }

    @Override
    public void start(Stage stage) throws Exception {
        Map<String, String> named = getParameters().getNamed();
        String data = named.get("data");
        window =
                PonderWindow.open(
                        stage,
                        data == null ? null : Path.of(data),
                        getHostServices()::showDocument);
        for (String file : getParameters().getUnnamed()) {
            window.viewModel().model().load(Path.of(file).toAbsolutePath());
        }
    }

    @Override
    public void stop() {
        if (window != null) {
            window.close();
        }
    }
}
