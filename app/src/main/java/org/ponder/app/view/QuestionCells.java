package org.ponder.app.view;

import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.ConversationViewModel;
import org.ponder.app.viewmodel.QuestionViewModel;
import org.ponder.app.viewmodel.Texts;

/** A question in its bubble, with what can be done with it. */
final class QuestionCells {
    private QuestionCells() {}

    static BlockCell cell(Block.Question block, CellContext context) {
        QuestionViewModel question = block.question();
        Texts texts = context.texts();
        TextPane pane = new TextPane(block, context);
        pane.show(question.text());
        StackPane bubble = new StackPane(pane);
        bubble.getStyleClass().add("question-bubble");
        bubble.setMaxWidth(StackPane.USE_PREF_SIZE);
        HBox tools = new HBox();
        tools.getStyleClass().add("question-tools");
        VBox column = new VBox(bubble, tools);
        column.setAlignment(Pos.TOP_RIGHT);
        column.setFillWidth(false);
        HBox row = new HBox(new BubbleBox(column));
        HBox.setHgrow(row.getChildren().getFirst(), Priority.ALWAYS);
        row.getStyleClass().add("question-row");
        Button edit =
                Buttons.smallIcon(
                        "edit",
                        texts.get("question.edit"),
                        () ->
                                row.getChildren()
                                        .setAll(
                                                editor(
                                                        block,
                                                        context,
                                                        row,
                                                        row.getChildren().getFirst())));
        edit.getStyleClass().add("edit-question");
        if (question.edited() != null) {
            edit.fire();
        }
        Button copy = CopyButton.of(texts, "question.copy", question::text);
        if (question.place().versions() > 1) {
            tools.getChildren().add(new VersionView(question.place(), context));
        }
        tools.getChildren().addAll(copy, edit);
        return new BlockCell(row, pane)
                .until(
                        context.selection()
                                .changesProperty()
                                .subscribe(change -> pane.markSelection()));
    }

    private static VBox editor(Block.Question block, CellContext context, HBox row, Node before) {
        Texts texts = context.texts();
        QuestionViewModel question = block.question();
        String edited = question.edited();
        TextArea area = new TextArea(edited == null ? question.text() : edited);
        area.textProperty().subscribe(question::edit);
        area.positionCaret(area.getLength());
        area.setWrapText(true);
        Tabs.leave(area);
        area.setPrefRowCount(3);
        area.getStyleClass().add("question-editor");
        NameFor.control(area, texts.get("question.edit"));
        Button cancel = new Button(texts.get("cancel"));
        cancel.setOnAction(event -> {
            question.edit(null);
            row.getChildren().setAll(before);
            before.lookupAll(".edit-question").forEach(javafx.scene.Node::requestFocus);
        });
        ConversationViewModel conversation = context.window().conversation();
        Button ask = new Button(texts.get("question.resend"));
        ask.getStyleClass().add("accent");
        ask.setOnAction(event -> {
            if (!area.getText().isBlank()) {
                conversation.editQuestion(
                        question, area.getText().strip(), context.window().composer().choice());
            }
        });
        ask.disableProperty()
                .bind(
                        conversation
                                .runningProperty()
                                .isNotNull()
                                .or(conversation.openingProperty()));
        area.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (Shortcut.NEWLINE.matches(event)) {
                        area.replaceSelection("\n");
                        event.consume();
                    } else if (Shortcut.SEND.matches(event)) {
                        ask.fire();
                        event.consume();
                    } else if (event.getCode() == KeyCode.ESCAPE) {
                        if (question.changed()) {
                            context.sheets().tellUnkept();
                        } else {
                            cancel.fire();
                        }
                        event.consume();
                    }
                });
        HBox buttons = new HBox(8, cancel, ask);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox editor = new VBox(8, area, buttons);
        HBox.setHgrow(editor, Priority.ALWAYS);
        if (edited == null) {
            Platform.runLater(area::requestFocus);
        }
        return editor;
    }
}
