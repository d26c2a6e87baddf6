package org.ponder.app.view;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.ponder.app.viewmodel.CompareViewModel;
import org.ponder.app.viewmodel.Texts;

/** Two versions of a reply side by side, and what differs. */
final class CompareSheet extends VBox {
    private final CompareColumn left;
    private final CompareColumn right;

    CompareSheet(CompareViewModel both, CellContext context, Runnable close) {
        Texts texts = context.texts();
        left = new CompareColumn(both.left(), both, "left", context);
        right = new CompareColumn(both.right(), both, "right", context);
        Label difference = new Label();
        difference.setId("compare-difference");
        difference.textProperty().bind(both.differenceProperty());
        difference.setWrapText(true);
        difference.setMinHeight(USE_PREF_SIZE);
        difference.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(difference, Priority.ALWAYS);
        Button parting = new Button(texts.get("compare.parting.show"), new Icon("latest", 14));
        parting.setId("compare-show-parting");
        parting.getStyleClass().add("quiet");
        parting.setMinWidth(USE_PREF_SIZE);
        parting.setOnAction(event -> {
            left.showParting();
            right.showParting();
        });
        parting.visibleProperty().bind(both.partsProperty());
        parting.managedProperty().bind(parting.visibleProperty());
        CheckBox together = new CheckBox(texts.get("compare.together"));
        together.setId("compare-together");
        together.setMinWidth(USE_PREF_SIZE);
        together.setSelected(true);
        new ScrollTogether(left, right, together.selectedProperty());
        HBox tools = new HBox(12, difference, parting, together);
        tools.setAlignment(Pos.CENTER_LEFT);
        HBox columns = new HBox(12, left, right);
        for (CompareColumn column : new CompareColumn[] {left, right}) {
            column.setPrefWidth(0); // each has half, whatever is in it
            HBox.setHgrow(column, Priority.ALWAYS);
        }
        columns.setMinHeight(0);
        setVgrow(columns, Priority.ALWAYS);
        setId("compare");
        setSpacing(8);
        getChildren()
                .addAll(
                        new SheetHead(texts.get("compare.title"), texts.get("close"), close),
                        tools,
                        columns);
        sceneProperty()
                .subscribe((before, now) -> {
                    if (now == null) {
                        both.close();
                        left.dispose();
                        right.dispose();
                    }
                });
    }

    /** Gives the keyboard to the version at the left. */
    void focusText() {
        left.focusText();
    }
}
