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
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.ThoughtMode;
import org.ponder.app.viewmodel.ReplyPhase;
import org.ponder.app.viewmodel.ReplyViewModel;
import org.ponder.app.viewmodel.Texts;

/** The line above a thought: what the model is doing, the fold, and how the thought is shown. */
final class ThoughtHeadView extends HBox {
    private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");
    private static final PseudoClass LOOPING = PseudoClass.getPseudoClass("looping");
    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

    private final ReplyViewModel reply;
    private final CellContext context;
    private final Button fold = new Button();
    private final Icon closed = new Icon("chevron-right", 16);
    private final Icon open = new Icon("chevron-down", 16);
    private final Map<ThoughtMode, ToggleButton> modes = new EnumMap<>(ThoughtMode.class);
    private final HBox choice = new HBox();
    private final Subscription subscription;

    /** Both made when they are first wanted. */
    private @Nullable Button answerNow;

    private @Nullable Label loops;

    ThoughtHeadView(ReplyViewModel reply, CellContext context) {
        this.reply = reply;
        this.context = context;
        fold.getStyleClass().addAll("quiet", "thought-fold");
        fold.setTextOverrun(OverrunStyle.ELLIPSIS);
        fold.setMinWidth(0);
        fold.setOnAction(event -> context.window().conversation().toggle(reply));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getStyleClass().addAll("thought-row", "thought-head");
        choice.getStyleClass().add("thought-mode");
        choice.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(fold, space, choice);
        // The frame in which a reply begins has much to lay out as it is.
        if (reply.phaseProperty().get() == ReplyPhase.WAITING) {
            Pulses.afterFrame(this::fillChoice);
        } else {
            fillChoice();
        }
        subscription =
                Subscription.combine(
                        reply.headerProperty().subscribe(this::show),
                        reply.thought().modeProperty().subscribe(this::show),
                        reply.phaseProperty().subscribe(this::show),
                        reply.loopingProperty().subscribe(this::showLooping));
    }

    private void fillChoice() {
        Texts texts = context.texts();
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
        show(reply.thought().modeProperty().get());
    }

    private Button answerNow() {
        Texts texts = context.texts();
        Button button = new Button(texts.get("composer.answerNow"), new Icon("skip", 14));
        button.getStyleClass().addAll("outlined", "answer-now");
        Buttons.named(button, texts.get("composer.answerNow.help"));
        button.setOnAction(event -> context.window().conversation().answerNow());
        button.visibleProperty().bind(reply.phaseProperty().isEqualTo(ReplyPhase.THINKING));
        button.managedProperty().bind(button.visibleProperty());
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private void showLooping(boolean now) {
        pseudoClassStateChanged(LOOPING, now);
        if (now && loops == null) {
            Label label = new Label(context.texts().get("thought.loops.short"));
            label.getStyleClass().add("loops");
            label.setMinWidth(Region.USE_PREF_SIZE);
            label.visibleProperty().bind(reply.loopingProperty());
            label.managedProperty().bind(label.visibleProperty());
            loops = label;
            // Behind the space, before the buttons.
            getChildren().add(2, label);
        }
    }

    /** A screen reader hears what the model does, not every token. */
    private void show(String header) {
        fold.setText(header);
        ReplyPhase phase = reply.phaseProperty().get();
        fold.setAccessibleText(
                phase.running()
                        ? context.texts().get("phase." + phase.name().toLowerCase(Locale.ROOT))
                        : header);
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
        if (phase == ReplyPhase.THINKING && answerNow == null) {
            Button made = answerNow();
            answerNow = made;
            getChildren().add(getChildren().indexOf(choice), made);
        }
        show(reply.thought().modeProperty().get());
    }

    /** Ends what the view listens to. */
    Subscription subscription() {
        return subscription;
    }
}
