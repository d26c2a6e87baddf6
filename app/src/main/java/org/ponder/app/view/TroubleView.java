package org.ponder.app.view;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.ponder.app.viewmodel.Sentences;
import org.ponder.app.viewmodel.Texts;
import org.ponder.ui.UiResources;

/** What is shown in place of the window when Ponder cannot start: one sentence. */
public final class TroubleView {
    private static final double WIDTH = 520;

    private TroubleView() {}

    /** Shows why Ponder cannot start; the stage closes with it. */
    public static void show(Stage stage, Exception problem) {
        Texts texts = new Texts(UiResources.messages(Locale.getDefault()));
        boolean dark = Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        Application.setUserAgentStylesheet(
                (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheetBSS());
        Label title = new Label(texts.get("trouble.title"));
        title.getStyleClass().add("sheet-title");
        title.setWrapText(true);
        Label sentence = new Label(new Sentences(texts).of(problem));
        sentence.setId("trouble");
        sentence.setWrapText(true);
        sentence.setMaxWidth(WIDTH);
        Button close = new Button(texts.get("close"));
        close.setDefaultButton(true);
        close.setCancelButton(true);
        close.setOnAction(event -> stage.hide());
        HBox buttons = new HBox(close);
        buttons.getStyleClass().add("trouble-buttons");
        VBox view = new VBox(title, sentence, buttons);
        view.getStyleClass().addAll("ponder", "trouble");
        view.setPrefWidth(WIDTH + 64);
        Scene scene = new Scene(view);
        scene.getStylesheets()
                .setAll(
                        UiResources.stylesheet(dark ? "dark.css" : "light.css"),
                        UiResources.stylesheet("controls.css"),
                        UiResources.stylesheet("ponder.css"));
        stage.setTitle(texts.get("app.name"));
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
        close.requestFocus();
    }
}
