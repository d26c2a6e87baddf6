package org.ponder.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import org.ponder.app.viewmodel.GaugesViewModel.Point;
import org.ponder.app.viewmodel.Texts;

/**
 * For each reply of a conversation a bar, as long as its thought, and a dot, as high as its rate.
 */
final class PacePlot extends VBox {
    private static final double WIDTH = 320;
    private static final double HEIGHT = 96;
    private static final double WIDEST_BAR = 20;
    private static final double DOT = 3;

    /** More would be thinner than a pixel. */
    private static final int MOST = 80;

    private final Texts texts;
    private final Pane ground = new Pane();
    private final Label nothing;
    private final Label thoughts = new Label();
    private final Label rates = new Label();
    private final HBox key;
    private List<Point> shown = List.of();

    PacePlot(Texts texts) {
        this.texts = texts;
        nothing = new Label(texts.get("gauges.plot.nothing"));
        nothing.getStyleClass().add("note");
        ground.setMinSize(WIDTH, HEIGHT);
        ground.setPrefWidth(WIDTH); // or what is drawn would hold it as wide as it was
        ground.setMaxHeight(HEIGHT);
        ground.widthProperty().subscribe((before, now) -> draw());
        ground.getStyleClass().add("plot-ground");
        key = new HBox(swatch("thoughts"), thoughts, swatch("rate"), rates);
        key.getStyleClass().add("plot-key");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setId("plot");
        getStyleClass().add("plot");
        getChildren().add(nothing);
    }

    private static Region swatch(String name) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("swatch", name);
        return swatch;
    }

    void show(List<Point> points) {
        if (points.equals(shown)) {
            return;
        }
        shown = points;
        thoughts.setText(texts.format("gauges.plot.thoughts", longest()));
        rates.setText(texts.format("gauges.plot.rates", Texts.rate(fastest())));
        draw();
        getChildren().setAll(ground, key);
        setAccessibleText(
                last().stream()
                        .map(point ->
                                texts.format(
                                        "gauges.plot.point",
                                        point.thoughtTokens(),
                                        Texts.rate(point.rate())))
                        .collect(Collectors.joining("; ")));
    }

    private List<Point> last() {
        return shown.subList(Math.max(0, shown.size() - MOST), shown.size());
    }

    private int longest() {
        return last().stream().mapToInt(Point::thoughtTokens).max().orElse(0);
    }

    private double fastest() {
        return last().stream().mapToDouble(Point::rate).max().orElse(0);
    }

    private void draw() {
        double room = Math.max(WIDTH, ground.getWidth());
        ground.getChildren()
                .setAll(drawn(last(), Math.max(1, longest()), Math.max(1, fastest()), room));
    }

    private static List<Node> drawn(List<Point> points, int longest, double fastest, double room) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            double y = Math.rint(HEIGHT * i / 4) + 0.5;
            Line line = new Line(0, y, room, y);
            line.getStyleClass().add("plot-line");
            nodes.add(line);
        }
        double step = room / points.size();
        double width = Math.min(WIDEST_BAR, step * 0.6);
        Polyline curve = new Polyline();
        curve.getStyleClass().add("plot-curve");
        List<Node> dots = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            double middle = step * (i + 0.5);
            double height = (HEIGHT - 2 * DOT) * point.thoughtTokens() / longest;
            Rectangle bar = new Rectangle(middle - width / 2, HEIGHT - height, width, height);
            bar.getStyleClass().add("plot-bar");
            nodes.add(bar);
            double y = HEIGHT - DOT - (HEIGHT - 3 * DOT) * point.rate() / fastest;
            curve.getPoints().addAll(middle, y);
            Circle dot = new Circle(middle, y, DOT);
            dot.getStyleClass().add("plot-dot");
            dots.add(dot);
        }
        nodes.add(curve);
        nodes.addAll(dots);
        return nodes;
    }
}
