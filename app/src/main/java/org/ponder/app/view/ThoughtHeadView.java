package org.ponder.app.view;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.ponder.app.store.ThoughtMode;
import org.ponder.app.viewmodel.ReplyPhase;
import org.ponder.app.viewmodel.ReplyViewModel;
import org.ponder.app.viewmodel.Texts;

/** The line above a thought: what the model is doing, the fold, and how the thought is shown. */
final class ThoughtHeadView extends EndsPane {
    private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");
    private static final PseudoClass LOOPING = PseudoClass.getPseudoClass("looping");
    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

    private final ReplyViewModel reply;
    private final CellContext context;
    private final Button fold;
    private final Icon closed = new Icon("chevron-right", 16);
    private final Icon open = new Icon("chevron-down", 16);
    private final Map<ThoughtMode, ToggleButton> modes = new EnumMap<>(ThoughtMode.class);
    private final Subscription subscription;

    ThoughtHeadView(ReplyViewModel reply, CellContext context) {
        this(new Button(), new HBox(), reply, context);
    }

    private ThoughtHeadView(Button fold, HBox controls, ReplyViewModel reply, CellContext context) {
        super(fold, controls, true);
        this.fold = fold;
        this.reply = reply;
        this.context = context;
        Texts texts = context.texts();
        fold.getStyleClass().addAll("quiet", "thought-fold");
        fold.setTextOverrun(OverrunStyle.ELLIPSIS);
        fold.setMinWidth(0);
        fold.setWrapText(true);
        FullText.whereCut(fold);
        fold.setOnAction(event -> context.window().conversation().toggle(reply));
        Button answerNow = new Button(texts.get("composer.answerNow"), new Icon("skip", 14));
        answerNow.getStyleClass().addAll("outlined", "answer-now");
        Buttons.named(answerNow, texts.get("composer.answerNow.help"));
        answerNow.setOnAction(event -> context.window().conversation().answerNow());
        answerNow.visibleProperty().bind(reply.phaseProperty().isEqualTo(ReplyPhase.THINKING));
        answerNow.managedProperty().bind(answerNow.visibleProperty());
        answerNow.setMinWidth(Region.USE_PREF_SIZE);
        Label loops = new Label(texts.get("thought.loops.short"));
        loops.getStyleClass().add("loops");
        loops.setMinWidth(Region.USE_PREF_SIZE);
        loops.visibleProperty().bind(reply.loopingProperty());
        loops.managedProperty().bind(loops.visibleProperty());
        HBox choice = modeChoice(texts);
        controls.getStyleClass().add("thought-controls");
        controls.getChildren().addAll(loops, answerNow, choice);
        getStyleClass().addAll("thought-row", "thought-head");
        subscription =
                Subscription.combine(
                        reply.headerProperty().subscribe(this::show),
                        reply.thought().modeProperty().subscribe(this::show),
                        reply.phaseProperty().subscribe(this::show),
                        reply.loopingProperty()
                                .subscribe(now -> pseudoClassStateChanged(LOOPING, now)));
    }

    private HBox modeChoice(Texts texts) {
        HBox choice = new HBox();
        choice.getStyleClass().add("thought-mode");
        choice.setMinWidth(Region.USE_PREF_SIZE);
        for (ThoughtMode mode : ThoughtMode.values()) {
            String name = Modes.key(mode);
            ToggleButton button = new ToggleButton();
            button.setGraphic(new Icon(name, 16));
            button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            button.getStyleClass().addAll("quiet", "small");
            Buttons.named(button, texts.get("mode." + name + ".help"));
            button.setOnAction(event -> {
                context.window().conversation().choose(reply, mode);
                show(mode);
            });
            modes.put(mode, button);
            choice.getChildren().add(button);
        }
        return choice;
    }

    private void show(String header) {
        fold.setText(header);
        name(reply.phaseProperty().get());
    }

    /** A screen reader hears what the model does, not every token. */
    private void name(ReplyPhase phase) {
        fold.setAccessibleText(
                phase.running()
                        ? context.texts().get("phase." + phase.name().toLowerCase(Locale.ROOT))
                        : reply.headerProperty().get());
    }

    private void show(ThoughtMode mode) {
        modes.forEach((each, button) -> button.setSelected(each == mode));
        boolean hidden = mode == ThoughtMode.HIDDEN;
        fold.setGraphic(hidden ? closed : open);
        fold.setAccessibleHelp(context.texts().get(hidden ? "thought.unfold" : "thought.fold"));
        pseudoClassStateChanged(OPEN, !hidden && !reply.thought().isEmpty());
    }

    private void show(ReplyPhase phase) {
        pseudoClassStateChanged(RUNNING, phase.running() && phase != ReplyPhase.ANSWERING);
        show(reply.thought().modeProperty().get());
        name(phase);
    }

    /** Ends what the view listens to. */
    Subscription subscription() {
        return subscription;
    }
}
