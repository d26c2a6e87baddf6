package org.ponder.app.view;

import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.PopupControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import org.controlsfx.control.PopOver;
import org.ponder.app.session.ContextShare;
import org.ponder.app.viewmodel.GaugesViewModel;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;

/**
 * How full the context is, split into system prompt, chat and thoughts, and how fast the model is.
 * A legend is shown while the pointer or the keyboard is on it; pressed, it shows all gauges.
 */
final class ContextGauge extends Button {
    private static final double WIDTH = 56;
    private static final double HEIGHT = 6;

    /** About what the legend takes above the gauge. */
    private static final double LEGEND_HEIGHT = 150;

    private static final Duration LEGEND_DELAY = Duration.millis(300);

    private final GaugesViewModel gauges;
    private final Texts texts;
    private final Rectangle system = part("system");
    private final Rectangle chat = part("chat");
    private final Rectangle thoughts = part("thoughts");
    private final ContextLegend legend;
    private final Tooltip tip = new Tooltip();

    ContextGauge(WindowViewModel window) {
        gauges = window.gauges();
        texts = window.workspace().texts();
        legend = new ContextLegend(texts);
        Region ground = new Region();
        ground.getStyleClass().add("bar");
        ground.resize(WIDTH, HEIGHT);
        ground.setManaged(false);
        Pane bar = new Pane(ground, system, chat, thoughts);
        bar.getStyleClass().add("gauge");
        bar.setMinSize(WIDTH, HEIGHT);
        bar.setMaxSize(WIDTH, HEIGHT);
        setId("gauge");
        setGraphic(bar);
        setContentDisplay(ContentDisplay.RIGHT);
        setEllipsisString(""); // where it is narrow, the bar alone
        getStyleClass().addAll("quiet", "gauge-button");
        tip.setGraphic(legend);
        tip.setShowDelay(LEGEND_DELAY);
        tip.setShowDuration(Duration.INDEFINITE);
        tip.getStyleClass().add("legend-tip");
        tip.setOnShowing(event -> dress(tip));
        setTooltip(tip);
        setOnAction(event -> showAll());
        focusVisibleProperty().subscribe(this::showLegend);
        Weakly.follow(this, gauges.shareProperty(), this::show);
        Weakly.follow(
                this,
                gauges.rateProperty(),
                rate ->
                        setText(
                                rate.doubleValue() > 0
                                        ? texts.format(
                                                "gauges.rate", Texts.rate(rate.doubleValue()))
                                        : ""));
        visibleProperty().bind(window.model().contextTokensProperty().greaterThan(0));
    }

    private static Rectangle part(String name) {
        Rectangle part = new Rectangle(0, HEIGHT);
        part.getStyleClass().addAll("part", name);
        part.setArcWidth(3);
        part.setArcHeight(3);
        return part;
    }

    private void show(ContextShare now) {
        double unit = now.total() == 0 ? 0 : WIDTH / now.total();
        system.setWidth(Math.min(now.system() * unit, WIDTH));
        chat.setX(system.getWidth());
        chat.setWidth(Math.min(now.chat() * unit, WIDTH - chat.getX()));
        thoughts.setX(chat.getX() + chat.getWidth());
        thoughts.setWidth(Math.min(now.thoughts() * unit, WIDTH - thoughts.getX()));
        legend.show(now);
        // For who comes to the gauge; it is not announced while it moves.
        setAccessibleText(texts.format("context.gauge", now.used(), now.total()));
        setAccessibleHelp(texts.get("gauges.open"));
    }

    private void showLegend(boolean keyboardIsHere) {
        Bounds place = localToScreen(getBoundsInLocal());
        if (!keyboardIsHere || place == null) {
            tip.hide();
        } else {
            tip.show(this, place.getMinX(), place.getMinY() - LEGEND_HEIGHT);
        }
    }

    /** A window over the window does not take its styles by itself. */
    private void dress(PopupControl over) {
        over.getScene().getStylesheets().setAll(getScene().getStylesheets());
    }

    /** Shows all gauges. */
    void showAll() {
        tip.hide();
        PopOver over = new PopOver(new GaugesView(gauges, texts));
        dress(over);
        // ControlsFX brings a style of its own for the edge: this class outweighs it.
        over.getStyleClass().add("over-window");
        over.setArrowLocation(PopOver.ArrowLocation.BOTTOM_CENTER);
        over.setDetachable(false);
        over.setAnimated(false);
        over.show(this);
    }
}
