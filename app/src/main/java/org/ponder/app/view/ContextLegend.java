package org.ponder.app.view;

import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.ponder.app.session.ContextShare;
import org.ponder.app.viewmodel.Texts;

/** What the colours of the context's gauge mean, and how many tokens each is. */
final class ContextLegend extends VBox {
    private final Texts texts;
    private final Label heading = new Label();
    private final Label system = new Label();
    private final Label chat = new Label();
    private final Label thoughts = new Label();
    private final Label free = new Label();

    ContextLegend(Texts texts) {
        this.texts = texts;
        heading.getStyleClass().add("heading");
        GridPane grid = new GridPane(12, 6);
        line(grid, 0, "system", system);
        line(grid, 1, "chat", chat);
        line(grid, 2, "thoughts", thoughts);
        line(grid, 3, "free", free);
        getStyleClass().add("context-legend");
        getChildren().addAll(heading, grid);
    }

    private void line(GridPane grid, int row, String name, Label number) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("swatch", name);
        GridPane.setHalignment(number, HPos.RIGHT);
        Label what = new Label(texts.get("context." + name));
        // The numbers stand at the edge, above those of the memory.
        GridPane.setHgrow(what, Priority.ALWAYS);
        grid.addRow(row, swatch, what, number);
    }

    void show(ContextShare share) {
        heading.setText(texts.format("context.gauge", share.used(), share.total()));
        // Of a chat that was opened again it is not known, and counted with the chat.
        system.setText(share.system() > 0 ? texts.format("budget.tokens", share.system()) : "–");
        chat.setText(texts.format("budget.tokens", share.chat()));
        thoughts.setText(texts.format("budget.tokens", share.thoughts()));
        free.setText(texts.format("budget.tokens", Math.max(0, share.total() - share.used())));
    }
}
