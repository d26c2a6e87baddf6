package org.ponder.app.view;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.ponder.app.session.ExpertReading;
import org.ponder.app.viewmodel.GaugesViewModel;
import org.ponder.app.viewmodel.Sizes;
import org.ponder.app.viewmodel.Texts;

/** All gauges: context, memory, and the plot of the conversation. */
final class GaugesView extends VBox {
    private static final Duration MOMENT = Duration.seconds(1);

    private final GaugesViewModel gauges;
    private final Texts texts;
    private final ContextLegend legend;
    private final Label model = new Label();
    private final Label cache = new Label();
    private final Label process = new Label();
    private final Label experts = new Label();
    private final PacePlot plot;

    GaugesView(GaugesViewModel gauges, Texts texts) {
        this.gauges = gauges;
        this.texts = texts;
        legend = new ContextLegend(texts);
        plot = new PacePlot(texts);
        Label note = new Label(texts.get("context.note"));
        note.getStyleClass().add("note");
        note.setWrapText(true);
        experts.setId("gauges-experts");
        experts.getStyleClass().add("note");
        experts.setWrapText(true);
        experts.managedProperty().bind(experts.visibleProperty());
        Label memory = new Label(texts.get("gauges.memory"));
        memory.getStyleClass().add("heading");
        Label pace = new Label(texts.get("gauges.plot"));
        pace.getStyleClass().add("heading");
        setId("gauges");
        getStyleClass().add("gauge-sheet");
        getChildren().addAll(legend, note, memory, memory(), experts, pace, plot);
        whileShown();
    }

    private GridPane memory() {
        GridPane grid = new GridPane(12, 6);
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().add(wide);
        Label[] numbers = {model, cache, process};
        String[] names = {"model", "cache", "process"};
        for (int i = 0; i < names.length; i++) {
            GridPane.setHalignment(numbers[i], HPos.RIGHT);
            grid.addRow(i, new Label(texts.get("gauges.memory." + names[i])), numbers[i]);
        }
        return grid;
    }

    /** Looks once a second, and only while someone looks. */
    private void whileShown() {
        Timeline clock = new Timeline(new KeyFrame(MOMENT, event -> look()));
        clock.setCycleCount(Animation.INDEFINITE);
        Subscription[] share = {Subscription.EMPTY};
        sceneProperty()
                .subscribe(scene -> {
                    share[0].unsubscribe();
                    if (scene == null) {
                        clock.stop();
                    } else {
                        share[0] = gauges.shareProperty().subscribe(legend::show);
                        look();
                        clock.play();
                    }
                });
    }

    private void look() {
        GaugesViewModel.Memory now = gauges.memory();
        model.setText(Sizes.text(texts, now.model()));
        cache.setText(Sizes.text(texts, now.cache()));
        process.setText(Sizes.text(texts, now.process()));
        ExpertReading reading = gauges.expertsProperty().get();
        experts.setVisible(reading != null);
        experts.setText(
                reading == null
                        ? ""
                        : texts.format(
                                reading.boundByDisk()
                                        ? "gauges.experts.disk"
                                        : "gauges.experts.memory",
                                reading.waited(),
                                reading.found(),
                                Sizes.text(texts, reading.memory())));
        plot.show(gauges.points());
    }
}
