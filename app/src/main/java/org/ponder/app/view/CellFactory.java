package org.ponder.app.view;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.ponder.app.markdown.FormulaScanner;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.ReplyPhase;
import org.ponder.app.viewmodel.ReplyViewModel;

/** Makes the cell for a block. */
final class CellFactory {
    private final CellContext context;
    private final AnswerCells answers;
    private final Consumer<ReplyViewModel> toHead;

    /**
     * @param toHead gives the keyboard to the line above a reply's thought
     */
    CellFactory(CellContext context, Consumer<ReplyViewModel> toHead) {
        this.context = context;
        this.toHead = toHead;
        this.answers = new AnswerCells(context);
    }

    BlockCell cell(Block block) {
        return switch (block) {
            case Block.Question question -> QuestionCells.cell(question, context);
            case Block.LeftOut leftOut -> leftOut(leftOut.reply());
            case Block.ThoughtHead head -> head(head.reply());
            case Block.ThoughtText text -> thoughtText(text);
            case Block.Parting parting -> parting();
            case Block.ThoughtPeek peek -> peek(peek);
            case Block.ThoughtFoot foot -> foot(foot.reply());
            case Block.Answer answer -> answers.cell(answer);
            case Block.ReplyFoot foot -> ReplyFootCells.cell(foot.reply(), context);
        };
    }

    private BlockCell leftOut(ReplyViewModel reply) {
        Label note = new Label();
        note.setWrapText(true);
        HBox row = new HBox(new Icon("warning", 16), note);
        HBox.setHgrow(note, Priority.ALWAYS);
        row.getStyleClass().add("left-out");
        return new BlockCell(row)
                .until(
                        reply.turnsLeftOutProperty()
                                .subscribe(turns ->
                                        note.setText(
                                                context.texts()
                                                        .format("context.left-out", turns))));
    }

    private BlockCell head(ReplyViewModel reply) {
        ThoughtHeadView view = new ThoughtHeadView(reply, context);
        StackPane row = new StackPane(view);
        row.getStyleClass().add("thought-head-row");
        return new BlockCell(row).until(view.subscription());
    }

    private BlockCell thoughtText(Block.ThoughtText block) {
        TextPane pane = new TextPane(block, context);
        Subscription text =
                block.chunk()
                        .textProperty()
                        .subscribe(now -> pane.showAll(FormulaScanner.spans(lines(now))));
        StackPane row = new StackPane(pane);
        row.getStyleClass().addAll("thought-row", "thought-body", "thought-words");
        pane.setAccessibleRoleDescription(context.texts().get("thought.region"));
        return new BlockCell(row, pane).until(text).until(marking(pane));
    }

    private BlockCell parting() {
        Label note = new Label(context.texts().get("compare.parting"));
        note.setWrapText(true);
        note.setMaxWidth(Double.MAX_VALUE); // the line above it goes through
        StackPane row = new StackPane(note);
        row.getStyleClass().addAll("thought-row", "thought-parting");
        return new BlockCell(row);
    }

    private BlockCell peek(Block.ThoughtPeek block) {
        TextPane pane = new TextPane(block, context);
        Subscription text =
                block.reply()
                        .thought()
                        .peekProperty()
                        .subscribe(now -> pane.showAll(FormulaScanner.spans(now)));
        PeekPane row = new PeekPane(pane);
        row.getStyleClass().addAll("thought-row", "thought-words", "thought-peek", "thought-last");
        return new BlockCell(row).until(text);
    }

    private BlockCell foot(ReplyViewModel reply) {
        Button fold = new Button(context.texts().get("thought.fold"), new Icon("chevron-up", 14));
        fold.getStyleClass().addAll("quiet", "thought-fold", "thought-fold-below");
        fold.setOnAction(event -> {
            boolean here = fold.isFocused();
            context.window().conversation().toggle(reply);
            if (here) {
                toHead.accept(reply); // this button goes with the thought
            }
        });
        Button edit = new Button(context.texts().get("thought.edit.short"), new Icon("edit", 14));
        edit.getStyleClass().addAll("quiet", "thought-edit");
        Buttons.named(edit, context.texts().get("thought.edit"));
        edit.setOnAction(event -> context.sheets().editThought(reply));
        edit.visibleProperty()
                .bind(
                        reply.phaseProperty()
                                .isEqualTo(ReplyPhase.FINISHED)
                                .and(context.window().conversation().runningProperty().isNull()));
        Button branch =
                new Button(context.texts().get("thought.branch.short"), new Icon("continue", 14));
        branch.getStyleClass().addAll("quiet", "thought-edit", "thought-branch");
        Buttons.named(branch, context.texts().get("thought.branch.ask"));
        branch.setOnAction(event -> context.sheets().thoughtLines(reply));
        branch.visibleProperty().bind(edit.visibleProperty());
        FlowPane row = new FlowPane(fold, edit, branch);
        row.getStyleClass().addAll("thought-row", "thought-foot", "thought-last");
        return new BlockCell(row);
    }

    /** The selection is drawn where it is. */
    private Subscription marking(TextPane pane) {
        return context.selection().changesProperty().subscribe(change -> pane.markSelection());
    }

    /** A chunk's last line end is the gap to the next cell, not an empty line. */
    private static String lines(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
