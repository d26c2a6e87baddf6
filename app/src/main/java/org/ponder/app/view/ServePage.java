package org.ponder.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.ponder.app.viewmodel.LocalServerViewModel;
import org.ponder.app.viewmodel.LocalServerViewModel.State;
import org.ponder.app.viewmodel.Texts;

/** The switch that lets other programs use the model here. */
final class ServePage extends VBox {
    private final LocalServerViewModel server;
    private final Texts texts;
    private final PageForm form;
    private final TextField address = new TextField();
    private final TextField port = new TextField();
    private final Label said = new Label();
    private final TextField url = new TextField();
    private final TextField key = new TextField();
    private final Label keySaid = new Label();
    private final Button toggle = new Button();
    private final Button make = new Button();
    private final Button remove = new Button();
    private final List<Subscription> subscriptions = new ArrayList<>();

    ServePage(LocalServerViewModel server, Texts texts) {
        this.server = server;
        this.texts = texts;
        form = new PageForm(texts, 200);
        getStyleClass().add("library-page");
        setSpacing(12);
        address.setText(server.usualAddress());
        port.setText(Integer.toString(server.usualPort()));
        address.setId("serve-address");
        port.setId("serve-port");
        toggle.setId("serve-toggle");
        toggle.setOnAction(event -> {
            if (server.stateProperty().get() == State.ON) {
                server.stop();
            } else {
                server.start(address.getText(), port.getText());
            }
        });
        said.setId("serve-state");
        said.setWrapText(true);
        Label problem = form.problem("serve-problem");
        problem.textProperty().bind(server.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        url.setId("serve-url");
        key.setId("serve-key");
        HBox urlRow = copied("serve.url", url);
        HBox keyRow = copied("serve.key.new", key);
        url.textProperty().bind(server.addressProperty());
        key.textProperty().bind(server.newKeyProperty());
        shownWith(urlRow, url);
        shownWith(keyRow, key);
        HBox switchRow = new HBox(16, said, toggle);
        HBox.setHgrow(said, Priority.ALWAYS);
        said.setMaxWidth(Double.MAX_VALUE);
        switchRow.setAlignment(Pos.CENTER_LEFT);
        toggle.setMinWidth(USE_PREF_SIZE);
        getChildren()
                .addAll(
                        form.note("serve.note"),
                        form.row("serve.address", address),
                        form.row("serve.port", port),
                        form.row("serve.key", keyButtons()),
                        keyRow,
                        problem,
                        switchRow,
                        urlRow);
        subscriptions.add(server.stateProperty().subscribe(state -> show(state)));
        subscriptions.add(server.newKeyProperty().subscribe(made -> showKey()));
        sceneProperty()
                .subscribe((before, now) -> {
                    if (now == null) {
                        subscriptions.forEach(Subscription::unsubscribe);
                        subscriptions.clear();
                        server.hideKey();
                    }
                });
    }

    private VBox keyButtons() {
        make.setText(texts.get("serve.key.make"));
        make.setId("serve-key-make");
        make.setOnAction(event -> server.makeKey());
        remove.setText(texts.get("serve.key.remove"));
        remove.setId("serve-key-remove");
        remove.setOnAction(event -> {
            server.removeKey();
            showKey();
        });
        keySaid.setWrapText(true);
        keySaid.setMinHeight(USE_PREF_SIZE);
        // Below each other: where letters are large, there is no room side by side.
        VBox buttons = new VBox(8, keySaid, new HBox(8, make, remove));
        return buttons;
    }

    private void show(State state) {
        said.setText(texts.get("serve.state." + state.name().toLowerCase(Locale.ROOT)));
        toggle.setText(texts.get(state == State.ON ? "serve.stop" : "serve.start"));
        toggle.setDisable(state == State.STARTING || state == State.STOPPING);
        boolean off = state == State.OFF;
        // They count from the next start on.
        for (Node node : List.of(address, port, make, remove)) {
            node.setDisable(!off);
        }
        if (off) {
            showKey();
        }
    }

    private void showKey() {
        boolean kept = server.hasKey();
        keySaid.setText(texts.get(kept ? "serve.key.kept" : "serve.key.none"));
        remove.setDisable(!kept || server.stateProperty().get() != State.OFF);
    }

    private static void shownWith(HBox row, TextField field) {
        row.visibleProperty().bind(field.textProperty().isNotEmpty());
        row.managedProperty().bind(row.visibleProperty());
    }

    private HBox copied(String name, TextField field) {
        field.setEditable(false);
        HBox row = form.row(name, field);
        row.getChildren().add(CopyButton.of(texts, "serve.copy", field::getText));
        return row;
    }
}
