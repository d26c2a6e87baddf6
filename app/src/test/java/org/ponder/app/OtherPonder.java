package org.ponder.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.ponder.app.viewmodel.ModelViewModel;
import org.ponder.app.viewmodel.ReplyPhase;
import org.ponder.app.viewmodel.WindowViewModel;

/**
 * A second Ponder, as a process of its own: opens a window on a data folder, says {@code open},
 * asks a question, prints what was answered and what its window had to tell, and closes.
 */
final class OtherPonder {
    private OtherPonder() {}

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        CompletableFuture<Stage> ready = new CompletableFuture<>();
        Platform.startup(() -> ready.complete(new Stage()));
        Stage stage = ready.get(60, TimeUnit.SECONDS);
        PonderWindow window =
                OnWindow.call(() -> PonderWindow.open(stage, Path.of(arguments[0]), address -> {}));
        WindowViewModel model = window.viewModel();
        OnWindow.until(() -> model.model().stateProperty().get() == ModelViewModel.State.READY);
        System.out.println("open");
        OnWindow.call(() -> {
            model.composer().send(arguments[1]);
            return true;
        });
        OnWindow.until(() -> {
            var reply = model.conversation().lastReply();
            return reply != null && reply.phaseProperty().get() == ReplyPhase.FINISHED;
        });
        System.out.println(
                OnWindow.call(() -> {
                    var notice = model.workspace().notices().currentProperty().get();
                    var reply = model.conversation().lastReply();
                    return (reply == null || reply.answer().isEmpty() ? "nothing" : "answered")
                            + ", told: "
                            + (notice == null ? "" : notice.sentence());
                }));
        OnWindow.call(() -> {
            window.close();
            return true;
        });
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
