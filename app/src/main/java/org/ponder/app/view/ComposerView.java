package org.ponder.app.view;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.ponder.app.viewmodel.ComposerViewModel;
import org.ponder.app.viewmodel.ConversationViewModel;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;

/** Where questions are written: Enter sends, Shift and Enter begins a new line. */
final class ComposerView extends VBox {
    private final ComposerViewModel composer;
    private final ConversationViewModel conversation;
    private final TextArea text = new GrowingTextArea();
    private final Button send;
    private final ContextGauge gauge;

    ComposerView(WindowViewModel window, Sheets sheets) {
        composer = window.composer();
        conversation = window.conversation();
        Texts texts = window.workspace().texts();
        gauge = new ContextGauge(window);
        text.setId("question");
        text.setPromptText(texts.get("composer.prompt"));
        NameFor.control(text, texts.get("composer.prompt"));
        text.textProperty().bindBidirectional(composer.textProperty());
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        Tabs.leave(text);
        send = Buttons.icon("send", texts.get("composer.send"), this::sendOrStop);
        send.getStyleClass().setAll("button", "send");
        send.setId("send");
        Weakly.follow(
                this,
                conversation.runningProperty(),
                running -> showRunning(running != null, texts));
        send.disableProperty()
                .bind(composer.canSend().not().and(conversation.runningProperty().isNull()));
        HBox choices = new HBox(think(texts), new BudgetMenu(composer, texts, sheets));
        HBox sending = new HBox(gauge, send);
        for (HBox each : List.of(choices, sending)) {
            each.getStyleClass().add("composer-tools");
        }
        EndsPane tools = new EndsPane(choices, sending, true);
        getStyleClass().add("composer");
        getChildren().addAll(text, tools);
    }

    private ToggleButton think(Texts texts) {
        ToggleButton think = new ToggleButton(texts.get("composer.think"), new Icon("think", 16));
        think.setId("think");
        think.setMinWidth(USE_PREF_SIZE);
        think.getStyleClass().add("quiet");
        Buttons.named(think, texts.get("composer.think.help"));
        think.setAccessibleText(texts.get("composer.think"));
        Weakly.follow(think, composer.thinkProperty(), think::setSelected);
        think.setOnAction(event -> composer.setThink(think.isSelected()));
        return think;
    }

    private void showRunning(boolean running, Texts texts) {
        send.setGraphic(new Icon(running ? "stop" : "send"));
        send.getStyleClass().removeAll("stop");
        if (running) {
            send.getStyleClass().add("stop");
        }
        String name = texts.get(running ? "composer.stop" : "composer.send");
        send.setAccessibleText(name);
        send.getTooltip().setText(name);
    }

    private void sendOrStop() {
        if (conversation.runningProperty().get() != null) {
            conversation.stop();
        } else {
            composer.send();
        }
        text.requestFocus();
    }

    private void key(KeyEvent event) {
        if (Shortcut.NEWLINE.matches(event)) {
            text.replaceSelection("\n");
        } else if (Shortcut.SEND.matches(event)) {
            composer.send();
        } else {
            return;
        }
        event.consume();
    }

    /** Whether the question is being written. */
    boolean holdsFocus() {
        return FocusKeeper.isWithin(this);
    }

    /** Shows all gauges. */
    void showGauges() {
        gauge.showAll();
    }

    /** Puts the cursor where the question is written. */
    void focus() {
        text.requestFocus();
        if (composer.isProposal()) {
            text.selectAll(); // typing replaces what was only a proposal
        } else {
            text.end();
        }
    }

    /** Has a question typed already, for whoever is here for the first time. */
    void greet(String question) {
        composer.propose(question);
        focus();
    }
}
