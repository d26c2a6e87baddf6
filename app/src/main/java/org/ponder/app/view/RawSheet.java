package org.ponder.app.view;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.ponder.app.session.ModelHost;
import org.ponder.app.viewmodel.RawText;
import org.ponder.app.viewmodel.Texts;
import org.ponder.engine.chat.Transcript;

/** A reply as the model sees it: its tokens with their ids, and the prompt that led to it. */
final class RawSheet extends VBox implements ModelHost.TranscriptListener {
    private final Texts texts;
    private final Label note = new Label();
    private final Choice<Shown> shown;
    private final ListView<RawText.Row> tokens = new ListView<>();
    private final ListView<RawText.Line> prompt = new ListView<>();
    private @Nullable RawText raw;

    /** What of it is shown. */
    private enum Shown {
        TOKENS,
        PROMPT
    }

    RawSheet(Texts texts, Runnable close) {
        this.texts = texts;
        shown =
                new Choice<>(
                        texts.get("raw.title"),
                        "raw",
                        List.of(Shown.values()),
                        Shown.TOKENS,
                        each -> texts.get("raw." + each.name().toLowerCase(Locale.ROOT)));
        note.setText(texts.get("raw.asking"));
        note.getStyleClass().add("sheet-note");
        note.setWrapText(true);
        tokens.setId("raw-token-list");
        tokens.setCellFactory(list -> new RawCells.Token(texts));
        prompt.setId("raw-prompt-list");
        prompt.setCellFactory(list -> new RawCells.PromptLine());
        for (ListView<?> list : List.of(tokens, prompt)) {
            list.getStyleClass().add("raw-list");
            list.setMinHeight(0);
        }
        shown.valueProperty()
                .subscribe(now -> {
                    tokens.setVisible(now == Shown.TOKENS);
                    prompt.setVisible(now == Shown.PROMPT);
                });
        Button copy = new Button(texts.get("copy"), new Icon("copy", 14));
        copy.getStyleClass().add("quiet");
        copy.setOnAction(event -> copy());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox tools = new HBox(shown, space, copy);
        tools.setAlignment(Pos.CENTER_LEFT);
        StackPane lists = new StackPane(tokens, prompt);
        VBox.setVgrow(lists, Priority.ALWAYS);
        setId("raw");
        setSpacing(12);
        getChildren()
                .addAll(
                        new SheetHead(texts.get("raw.title"), texts.get("close"), close),
                        tools,
                        lists,
                        note);
    }

    @Override
    public void transcript(Transcript transcript) {
        RawText text = new RawText(transcript, texts);
        raw = text;
        tokens.getItems().setAll(text.rows());
        prompt.getItems().setAll(text.lines());
        note.setText(texts.get(transcript.drawn() ? "raw.drawn" : "raw.read-again"));
        tokens.scrollTo(Math.max(0, transcript.promptTokens() - 2));
    }

    @Override
    public void failed(String reason) {
        note.setText(reason);
    }

    private void copy() {
        RawText text = raw;
        if (text != null) {
            Clipboards.copy(
                    shown.valueProperty().get() == Shown.TOKENS
                            ? text.tokensAsText()
                            : text.promptAsText());
        }
    }
}
