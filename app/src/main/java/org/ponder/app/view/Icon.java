package org.ponder.app.view;

import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeType;
import org.ponder.ui.UiResources;

/** A line icon, coloured by the stylesheet. */
final class Icon extends StackPane {
    private static final double GRID = 24;

    /** Of the usual size beside text. */
    Icon(String name) {
        this(name, 18);
    }

    Icon(String name, double size) {
        SVGPath path = new SVGPath();
        path.setContent(UiResources.icon(name));
        path.setStrokeType(StrokeType.CENTERED);
        double scale = size / GRID;
        path.setScaleX(scale);
        path.setScaleY(scale);
        path.setManaged(false);
        // The path keeps its place on the grid; scaling is about its own middle.
        path.layoutBoundsProperty()
                .subscribe(bounds -> {
                    path.setLayoutX(bounds.getCenterX() * scale - bounds.getCenterX());
                    path.setLayoutY(bounds.getCenterY() * scale - bounds.getCenterY());
                });
        getChildren().add(path);
        getStyleClass().add("icon");
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        setMouseTransparent(true);
    }
}
