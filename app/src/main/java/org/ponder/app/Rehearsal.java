package org.ponder.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.ReplyPhase;
import org.ponder.app.viewmodel.ReplyViewModel;
import org.ponder.app.viewmodel.WindowViewModel;

/**
 * Opens the window as a user does, asks one question and closes it, all in a temporary folder. Java
 * watches and archives the classes it met, with which the window then starts faster. Whoever builds
 * or packs Ponder runs it, without a display.
 */
public final class Rehearsal extends Application {
    private static final String QUESTION = "How many r's are in strawberry?";

    /** Of a rehearsal in which the model does not come to an end. */
    private static final Duration LONGEST = Duration.seconds(20);

    private @Nullable Path data;
    private @Nullable PonderWindow window;

    /** Called by JavaFX. */
    public Rehearsal() {}

    /** Called by Java. */
    public static void main(String[] arguments) {
        launch(Rehearsal.class, arguments);
    }

    @Override
    public void start(Stage stage) throws Exception {
        Path folder = Files.createTempDirectory("ponder-rehearsal");
        data = folder;
        PonderWindow opened = PonderWindow.open(stage, Backstage.open(folder), address -> {});
        window = opened;
        WindowViewModel model = opened.viewModel();
        model.conversation()
                .runningProperty()
                .subscribe(reply -> {
                    if (reply != null) {
                        endAfter(reply, opened);
                    }
                });
        PauseTransition enough = new PauseTransition(LONGEST);
        enough.setOnFinished(event -> Platform.exit());
        enough.play();
        // Asked before the model is there, as a quick user does: the reply waits for it.
        model.composer().send(QUESTION);
    }

    private static void endAfter(ReplyViewModel reply, PonderWindow window) {
        var _ =
                reply.phaseProperty()
                        .subscribe(phase -> {
                            if (phase == ReplyPhase.FINISHED) {
                                window.warmProperty()
                                        .subscribe(warm -> {
                                            if (warm) {
                                                Platform.exit();
                                            }
                                        });
                            }
                        });
    }

    @Override
    public void stop() throws Exception {
        if (window != null) {
            window.close();
        }
        if (data != null) {
            try (Stream<Path> files = Files.walk(data)) {
                List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
