package org.ponder.app.view;

import javafx.scene.layout.StackPane;
import javafx.scene.shape.Ellipse;

/** Ponder's sign: a pebble above the rings that it makes in still water. */
final class Mark extends StackPane {

    Mark() {
        Ellipse outer = new Ellipse(30, 11);
        outer.getStyleClass().addAll("ring", "outer");
        outer.setTranslateY(10);
        Ellipse inner = new Ellipse(17, 6);
        inner.getStyleClass().addAll("ring", "inner");
        inner.setTranslateY(10);
        Ellipse pebble = new Ellipse(9, 7);
        pebble.getStyleClass().add("pebble");
        pebble.setTranslateY(-12);
        getStyleClass().add("mark");
        getChildren().addAll(outer, inner, pebble);
    }
}
