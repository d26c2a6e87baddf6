package org.ponder.app.view;

import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import org.ponder.app.markdown.Frame;
import org.ponder.app.markdown.MarkdownBlock;
import org.ponder.app.viewmodel.Block;

/** Shows the blocks of an answer. */
final class AnswerCells {
    private static final double INDENT = 24;
    private static final double MARKER_WIDTH = 24;

    private final CellContext context;
    private final SpanTexts spans;

    AnswerCells(CellContext context) {
        this.context = context;
        this.spans = new SpanTexts(context.sheets()::askToOpen);
    }

    BlockCell cell(Block.Answer answer) {
        BlockCell cell = content(answer);
        if (answer.reply().answer().blocks().getFirst() == answer.block()) {
            cell.getNode().getStyleClass().add("answer-begins");
        }
        return cell;
    }

    private BlockCell content(Block.Answer answer) {
        return switch (answer.block().contentProperty().get()) {
            case MarkdownBlock.Prose prose -> prose(answer);
            case MarkdownBlock.Code code -> code(answer, code);
            case MarkdownBlock.Table table -> table(answer, table);
            case MarkdownBlock.Rule rule -> new BlockCell(rule());
        };
    }

    private BlockCell prose(Block.Answer answer) {
        TextPane pane = new TextPane(answer, context.selection());
        StackPane holder = new StackPane();
        holder.getStyleClass().add("answer-body");
        BlockCell cell = new BlockCell(holder, pane);
        return cell.until(
                        answer.block()
                                .contentProperty()
                                .subscribe(content -> {
                                    if (content instanceof MarkdownBlock.Prose prose) {
                                        pane.show(spans.of(prose.spans()), prose.plainText());
                                        style(holder, prose);
                                        holder.getChildren().setAll(framed(pane, prose.frame()));
                                    }
                                }))
                .until(
                        context.selection()
                                .changesProperty()
                                .subscribe(change -> pane.markSelection()));
    }

    private static void style(StackPane holder, MarkdownBlock.Prose prose) {
        holder.getStyleClass().setAll("answer-body");
        if (prose.level() > 0) {
            holder.getStyleClass().addAll("heading", "h" + Math.min(prose.level(), 4));
        } else if (prose.frame().indent() > 0) {
            holder.getStyleClass().add("item");
        }
    }

    private BlockCell code(Block.Answer answer, MarkdownBlock.Code first) {
        CodeCard card = new CodeCard(answer, context);
        StackPane holder = new StackPane(framed(card, first.frame()));
        holder.getStyleClass().add("answer-body");
        return new BlockCell(holder, card.text())
                .until(
                        answer.block()
                                .contentProperty()
                                .subscribe(content -> {
                                    if (content instanceof MarkdownBlock.Code code) {
                                        card.show(code);
                                    }
                                }))
                .until(
                        context.selection()
                                .changesProperty()
                                .subscribe(change -> card.text().markSelection()));
    }

    private BlockCell table(Block.Answer answer, MarkdownBlock.Table first) {
        TableCard card = new TableCard(spans);
        StackPane holder = new StackPane(framed(card, first.frame()));
        holder.getStyleClass().add("answer-body");
        return new BlockCell(holder)
                .until(
                        answer.block()
                                .contentProperty()
                                .subscribe(content -> {
                                    if (content instanceof MarkdownBlock.Table table) {
                                        card.show(table);
                                    }
                                }));
    }

    private static Node rule() {
        Region line = new Region();
        line.getStyleClass().add("rule");
        line.setMinHeight(1);
        line.setMaxHeight(1);
        StackPane holder = new StackPane(line);
        holder.setPadding(new Insets(12, 0, 12, 0));
        return holder;
    }

    /** Puts a block under its list's indent, behind its marker and its quotes' bars. */
    private static Node framed(Node content, Frame frame) {
        if (frame.equals(new Frame(0, "", 0))) {
            return content;
        }
        HBox row = new HBox();
        for (int i = 0; i < Math.min(frame.quotes(), 8); i++) {
            Region bar = new Region();
            bar.getStyleClass().add("quote-bar");
            bar.setMinWidth(3);
            bar.setMaxWidth(3);
            HBox.setMargin(bar, new Insets(0, 13, 0, 0));
            row.getChildren().add(bar);
        }
        if (frame.indent() > 0) {
            Text marker = new Text(frame.marker());
            marker.getStyleClass().add("marker");
            StackPane place = new StackPane(marker);
            place.setAlignment(
                    frame.marker().toLowerCase(Locale.ROOT).endsWith(".")
                            ? javafx.geometry.Pos.TOP_RIGHT
                            : javafx.geometry.Pos.TOP_CENTER);
            place.setMinWidth(MARKER_WIDTH);
            place.setMaxWidth(MARKER_WIDTH + 12);
            HBox.setMargin(place, new Insets(0, 8, 0, INDENT * (Math.min(frame.indent(), 10) - 1)));
            row.getChildren().add(place);
        }
        HBox.setHgrow(content, Priority.ALWAYS);
        row.getChildren().add(content);
        return row;
    }
}
