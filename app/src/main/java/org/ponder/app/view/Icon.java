package org.ponder.app.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeType;
import org.ponder.ui.UiResources;

/** A line icon, coloured by the stylesheet. */
final class Icon extends StackPane {
    private static final double GRID = 24;
    private static final double MOST = 1.5;

    /** Those that are used. */
    private static final List<Integer> SIZES = List.of(14, 16, 18);

    /** Of the usual size beside text. */
    Icon(String name) {
        this(name, 18);
    }

    Icon(String name, double size) {
        SVGPath path = new SVGPath();
        path.setContent(UiResources.icon(name));
        path.setStrokeType(StrokeType.CENTERED);
        path.setManaged(false);
        Runnable fit = () -> fit(path, (getWidth() > 0 ? getWidth() : size) / GRID);
        path.layoutBoundsProperty().subscribe(fit);
        widthProperty().subscribe(fit);
        fit.run();
        getChildren().add(path);
        getStyleClass().addAll("icon", "icon-" + Math.round(size));
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        setMouseTransparent(true);
    }

    /** The path keeps its place on the grid; scaling is about its own middle. */
    private static void fit(SVGPath path, double scale) {
        Bounds bounds = path.getLayoutBounds();
        path.setScaleX(scale);
        path.setScaleY(scale);
        path.setLayoutX(bounds.getCenterX() * scale - bounds.getCenterX());
        path.setLayoutY(bounds.getCenterY() * scale - bounds.getCenterY());
    }

    /**
     * A stylesheet that gives icons a size. It is not told in letters, whose own size differs from
     * place to place.
     *
     * @param scale of the letters; icons follow them up to a point, so that they leave room for
     *     words
     */
    static String stylesheet(double scale) {
        double factor = Math.clamp(scale, 1, MOST);
        StringBuilder sheet = new StringBuilder();
        for (int size : SIZES) {
            sheet.append(".icon-").append(size).append('{');
            for (String side : List.of("width", "height")) {
                for (String kind : List.of("min", "pref", "max")) {
                    sheet.append("-fx-%s-%s:%spx;".formatted(kind, side, size * factor));
                }
            }
            sheet.append('}');
        }
        return address(sheet.toString());
    }

    /** The address of a stylesheet that is made here. */
    static String address(String sheet) {
        return "data:text/css;base64,"
                + Base64.getEncoder().encodeToString(sheet.getBytes(StandardCharsets.UTF_8));
    }
}
