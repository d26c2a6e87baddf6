package org.ponder.app.view;

import java.util.List;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.text.TextAlignment;
import javafx.scene.text.TextFlow;
import org.ponder.app.markdown.MarkdownBlock;

/** A table of an answer. */
final class TableCard extends StackPane {
    private static final double MOST_CELL_WIDTH = 320;

    private final GridPane grid = new GridPane();
    private final SpanTexts spans;

    TableCard(SpanTexts spans) {
        this.spans = spans;
        grid.getStyleClass().add("table-card");
        ScrollPane scroll = new ScrollPane(grid);
        scroll.getStyleClass().add("code-scroll");
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFitToHeight(true);
        getChildren().add(scroll);
        setMinWidth(0);
    }

    void show(MarkdownBlock.Table table) {
        grid.getChildren().clear();
        List<List<MarkdownBlock.Cell>> rows = table.rows();
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                StackPane box = box(rows.get(row).get(column), row == 0);
                mark(box, "first-column", column == 0);
                mark(box, "last-column", column == rows.get(row).size() - 1);
                mark(box, "last-row", row == rows.size() - 1);
                grid.add(box, column, row);
            }
        }
    }

    /** The outer corners are round. */
    private static void mark(StackPane box, String name, boolean applies) {
        if (applies) {
            box.getStyleClass().add(name);
        }
    }

    private StackPane box(MarkdownBlock.Cell cell, boolean head) {
        TextFlow flow = new TextFlow();
        flow.getChildren().setAll(spans.of(cell.spans()));
        flow.setMaxWidth(MOST_CELL_WIDTH);
        flow.setTextAlignment(TextAlignment.valueOf(cell.alignment().name()));
        StackPane box = new StackPane(flow);
        box.getStyleClass().add("table-cell-box");
        if (head) {
            box.getStyleClass().add("head");
        }
        GridPane.setHgrow(box, Priority.ALWAYS);
        return box;
    }
}
