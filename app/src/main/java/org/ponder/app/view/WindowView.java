package org.ponder.app.view;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.event.EventHandler;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.ponder.app.viewmodel.WindowViewModel;

/**
 * The whole window. In another language all of it is made anew from the same view models, so that
 * nothing is forgotten and what runs goes on.
 */
public final class WindowView extends StackPane {
    private final Supplier<WindowPane> maker;
    private WindowPane pane;

    /**
     * @param browser opens an address outside of Ponder, after the user agreed
     * @param files asks the user for files
     */
    public WindowView(WindowViewModel window, Consumer<String> browser, FileChoices files) {
        maker = () -> new WindowPane(window, browser, files);
        pane = maker.get();
        getChildren().addAll(pane, new Announcer(window.announcements()));
        new FocusKeeper(this, () -> pane.focusHome());
        new FocusRing(this);
        MenuKeys.keepFrom(this);
        // A key that comes while nothing has the keyboard comes to the scene alone.
        EventHandler<KeyEvent> keys = event -> pane.shortcut(event);
        sceneProperty()
                .subscribe((before, now) -> {
                    if (before != null) {
                        before.removeEventHandler(KeyEvent.KEY_PRESSED, keys);
                    }
                    if (now != null) {
                        now.addEventHandler(KeyEvent.KEY_PRESSED, keys);
                    }
                });
        window.workspace()
                .texts()
                .localeProperty()
                // Later: the choice was made in a control of the pane that goes.
                .subscribe((before, now) -> Platform.runLater(this::makeAnew));
    }

    private void makeAnew() {
        WindowPane before = pane;
        boolean settings = before.showsSettings();
        pane = maker.get();
        getChildren().set(0, pane);
        pane.applyCss(); // what is shown over it has its place from then on
        pane.goOnFrom(before);
        if (settings) {
            pane.showSettingsAgain();
        }
    }

    /** Whether the window may close: where words would be lost, only when it is asked again. */
    public boolean mayClose() {
        return pane.mayClose();
    }

    /** Proposes a question; for the first start. */
    public void greet() {
        pane.greet();
    }
}
