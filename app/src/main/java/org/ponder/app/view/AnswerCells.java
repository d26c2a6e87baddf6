package org.ponder.app.view;

import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
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

    AnswerCells(CellContext context) {
        this.context = context;
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
            case MarkdownBlock.Formula formula -> formula(answer, formula);
            case MarkdownBlock.Rule rule -> new BlockCell(rule());
        };
    }

    private BlockCell prose(Block.Answer answer) {
        TextPane pane = new TextPane(answer, context);
        StackPane holder = new StackPane();
        holder.getStyleClass().add("answer-body");
        return follow(
                new BlockCell(holder, pane),
                answer,
                pane,
                MarkdownBlock.Prose.class,
                prose -> {
                    pane.showAll(prose.spans());
                    style(holder, prose);
                    holder.getChildren().setAll(framed(pane, prose.frame()));
                });
    }

    /** Shows in a cell what its block becomes, while it stays of its kind, and the selection. */
    private <B extends MarkdownBlock> BlockCell follow(
            BlockCell cell,
            Block.Answer answer,
            TextSurface text,
            Class<B> kind,
            Consumer<B> show) {
        return cell.until(
                        answer.block()
                                .contentProperty()
                                .subscribe(content -> {
                                    if (kind.isInstance(content)) {
                                        show.accept(kind.cast(content));
                                    }
                                }))
                .until(
                        context.selection()
                                .changesProperty()
                                .subscribe(change -> text.markSelection()));
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
        BlockCell cell = new BlockCell(held(card, first.frame()), card.text());
        return follow(cell, answer, card.text(), MarkdownBlock.Code.class, card::show);
    }

    private BlockCell table(Block.Answer answer, MarkdownBlock.Table first) {
        TableCard card = new TableCard(answer, context);
        BlockCell cell = new BlockCell(held(card, first.frame()), card);
        return follow(cell, answer, card, MarkdownBlock.Table.class, card::show);
    }

    private BlockCell formula(Block.Answer answer, MarkdownBlock.Formula first) {
        FormulaCard card = new FormulaCard(answer, context);
        BlockCell cell = new BlockCell(held(card, first.frame()), card.text());
        return follow(cell, answer, card.text(), MarkdownBlock.Formula.class, card::show);
    }

    private static StackPane held(Node card, Frame frame) {
        StackPane holder = new StackPane(framed(card, frame));
        holder.getStyleClass().add("answer-body");
        return holder;
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
        HBox item = new HBox();
        // A marker stands on the first line of words, however high a formula makes it.
        item.setAlignment(content instanceof Words ? Pos.BASELINE_LEFT : Pos.TOP_LEFT);
        if (frame.indent() > 0) {
            Text marker = new Text(frame.marker());
            marker.getStyleClass().add("marker");
            StackPane place = new StackPane(marker);
            place.setAlignment(frame.marker().endsWith(".") ? Pos.TOP_RIGHT : Pos.TOP_CENTER);
            place.setMinWidth(MARKER_WIDTH);
            place.setMaxWidth(MARKER_WIDTH + 12);
            HBox.setMargin(place, new Insets(0, 8, 0, INDENT * (Math.min(frame.indent(), 10) - 1)));
            item.getChildren().add(place);
        }
        HBox.setHgrow(content, Priority.ALWAYS);
        item.getChildren().add(content);
        HBox.setHgrow(item, Priority.ALWAYS);
        row.getChildren().add(item);
        return row;
    }
}
