package org.ponder.app.view;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.controlsfx.control.PopOver;
import org.ponder.app.session.ContextShare;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;

/** How full the context is, split into system prompt, chat and thoughts; a click tells more. */
final class ContextGauge extends Button {
    private static final double WIDTH = 56;
    private static final double HEIGHT = 6;

    private final Texts texts;
    private final Rectangle system = part("system");
    private final Rectangle chat = part("chat");
    private final Rectangle thoughts = part("thoughts");
    private ContextShare share = ContextShare.empty(0);

    ContextGauge(WindowViewModel window) {
        texts = window.workspace().texts();
        Region ground = new Region();
        ground.getStyleClass().add("bar");
        ground.resize(WIDTH, HEIGHT);
        ground.setManaged(false);
        Pane bar = new Pane(ground, system, chat, thoughts);
        bar.getStyleClass().add("gauge");
        bar.setMinSize(WIDTH, HEIGHT);
        bar.setMaxSize(WIDTH, HEIGHT);
        setGraphic(bar);
        getStyleClass().addAll("quiet", "gauge-button");
        Buttons.named(this, texts.get("context.title"));
        setOnAction(event -> explain());
        window.driver().shareProperty().subscribe(this::show);
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
        share = now;
        double unit = now.total() == 0 ? 0 : WIDTH / now.total();
        system.setWidth(now.system() * unit);
        chat.setX(system.getWidth());
        chat.setWidth(Math.min(now.chat() * unit, WIDTH - chat.getX()));
        thoughts.setX(chat.getX() + chat.getWidth());
        thoughts.setWidth(Math.min(now.thoughts() * unit, WIDTH - thoughts.getX()));
        String sentence = texts.format("context.gauge", now.used(), now.total());
        setAccessibleText(sentence);
        getTooltip().setText(sentence);
    }

    private void explain() {
        GridPane grid = new GridPane(24, 8);
        line(grid, 0, "context.system", share.system());
        line(grid, 1, "context.chat", share.chat());
        line(grid, 2, "context.thoughts", share.thoughts());
        line(grid, 3, "context.free", Math.max(0, share.total() - share.used()));
        Label heading = new Label(texts.format("context.gauge", share.used(), share.total()));
        heading.getStyleClass().add("heading");
        Label note = new Label(texts.get("context.note"));
        note.getStyleClass().add("note");
        note.setWrapText(true);
        note.setMaxWidth(260);
        VBox sheet = new VBox(heading, grid, note);
        sheet.getStyleClass().add("gauge-sheet");
        PopOver over = new PopOver(sheet);
        over.setArrowLocation(PopOver.ArrowLocation.BOTTOM_CENTER);
        over.setDetachable(false);
        over.show(this);
    }

    private void line(GridPane grid, int row, String key, int tokens) {
        Label number = new Label(texts.format("budget.tokens", tokens));
        GridPane.setHalignment(number, javafx.geometry.HPos.RIGHT);
        number.setAlignment(Pos.CENTER_RIGHT);
        grid.addRow(row, new Label(texts.get(key)), number);
    }
}
