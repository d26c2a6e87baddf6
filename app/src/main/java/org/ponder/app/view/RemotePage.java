package org.ponder.app.view;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.ponder.app.remote.RemoteServer;
import org.ponder.app.viewmodel.RemoteViewModel;
import org.ponder.app.viewmodel.Texts;

/** A server that may answer in place of a model here. */
final class RemotePage extends VBox {
    private final TextField address = new TextField();
    private final TextField model = new TextField();
    private final PasswordField key = new PasswordField();
    private final TextField context = new TextField();
    private final TextField input = new TextField();
    private final TextField cached = new TextField();
    private final TextField output = new TextField();

    RemotePage(RemoteViewModel remote, Texts texts, Runnable close) {
        TypedForm.of(this).getStyleClass().add("library-page");
        setSpacing(12);
        PageForm form = new PageForm(texts, 260);
        RemoteServer now = remote.server().orElse(null);
        if (now != null) {
            address.setText(now.base().toString());
            model.setText(now.model());
            context.setText(now.contextTokens() == 0 ? "" : Integer.toString(now.contextTokens()));
            input.setText(text(now.prices().input()));
            cached.setText(text(now.prices().cachedInput()));
            output.setText(text(now.prices().output()));
        }
        address.setPromptText("https://api.deepseek.com/v1");
        model.setPromptText("deepseek-reasoner");
        key.setPromptText(texts.get(remote.hasKey() ? "remote.key.kept" : "remote.key.none"));
        address.setId("remote-address");
        model.setId("remote-model");
        key.setId("remote-key");
        Label problem = form.problem("remote-problem");
        Button use = new Button(texts.get("remote.use"));
        use.setId("remote-use");
        use.getStyleClass().add("accent");
        use.setOnAction(event -> {
            use.setDisable(true);
            remote.use(
                    filledIn(),
                    why -> {
                        use.setDisable(false);
                        problem.setText(why);
                        if (why.isEmpty()) {
                            close.run();
                        }
                    });
        });
        Button forget = new Button(texts.get("remote.forget"));
        forget.setDisable(now == null);
        forget.setOnAction(event -> {
            remote.forget();
            close.run();
        });
        // A key may come late: whoever has left the page by then has thought better of it.
        sceneProperty()
                .subscribe((before, in) -> {
                    if (in == null) {
                        remote.giveUp();
                        use.setDisable(false);
                    }
                });
        HBox buttons = new HBox(8, forget, use);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren()
                .addAll(
                        form.note("remote.note"),
                        form.row("remote.address", address),
                        form.row("remote.model", model),
                        form.row("remote.key", key),
                        form.row("remote.context", context),
                        form.row("remote.price.input", input),
                        form.row("remote.price.cached", cached),
                        form.row("remote.price.output", output),
                        problem,
                        buttons);
    }

    private static String text(double price) {
        return price == 0 ? "" : Double.toString(price);
    }

    private RemoteViewModel.Form filledIn() {
        return new RemoteViewModel.Form(
                address.getText(),
                model.getText(),
                key.getText(),
                context.getText(),
                input.getText(),
                cached.getText(),
                output.getText());
    }
}
