package org.ponder.app.view;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.fxmisc.flowless.VirtualFlow;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.SampleReply;
import org.ponder.app.viewmodel.TextSelection;
import org.ponder.app.viewmodel.WindowViewModel;

/**
 * Lays out a reply that nobody sees, a few characters at a time, while the window has nothing else
 * to do: classes, fonts, styles and compiled code are then there when the user's first reply
 * streams or their first long conversation opens, which would otherwise wait for all of them.
 */
public final class WarmUp {
    /** Until the window is drawn and answers. */
    private static final Duration FIRST = Duration.millis(500);

    /** Between two steps, each of which takes some milliseconds. */
    private static final Duration PAUSE = Duration.millis(20);

    /** The paragraph of thought comes so often. */
    private static final int THOUGHTS = 8;

    /** So many steps to each that is drawn as well. */
    private static final int DRAWN = 16;

    private static final double WIDTH = 720;
    private static final double HEIGHT = 480;

    private final WindowViewModel window;
    private final Scene like;
    private final Timeline timeline;
    private final ReadOnlyBooleanWrapper over = new ReadOnlyBooleanWrapper();
    private @Nullable Unseen unseen;

    /**
     * Nothing is done, nor made, before it is started.
     *
     * @param like the scene whose styles are used
     */
    public WarmUp(WindowViewModel window, Scene like) {
        this.window = window;
        this.like = like;
        timeline = new Timeline(new KeyFrame(PAUSE, event -> step()));
        timeline.setCycleCount(Animation.INDEFINITE);
        timeline.setDelay(FIRST);
    }

    /** Begins soon. */
    public void start() {
        timeline.play();
    }

    /** Ends it before it is over. */
    public void stop() {
        timeline.stop();
        if (unseen != null) {
            unseen.flow.dispose();
            unseen = null;
        }
    }

    private void step() {
        if (window.conversation().runningProperty().get() != null) {
            return; // what the user waits for warms the window by itself
        }
        Unseen now = unseen == null ? new Unseen(window, like) : unseen;
        unseen = now;
        if (!now.grow()) {
            stop();
            over.set(true);
        }
    }

    /** Whether all is done. */
    public ReadOnlyBooleanProperty overProperty() {
        return over.getReadOnlyProperty();
    }

    /** The reply, in a scene that no window shows. */
    private static final class Unseen {
        private final SampleReply sample;
        private final VirtualFlow<Block, BlockCell> flow;
        private final StackPane root;
        private int steps;

        Unseen(WindowViewModel window, Scene like) {
            sample = new SampleReply(window.workspace().texts(), THOUGHTS);
            CellContext context =
                    new CellContext(
                            window,
                            new TextSelection(sample.blocks()),
                            new Sheets(
                                    window,
                                    new SheetPane(window.workspace()),
                                    address -> {},
                                    FileChoices.ofSystem(() -> null)));
            flow =
                    VirtualFlow.createVertical(
                            sample.blocks(), new CellFactory(context, reply -> {})::cell);
            flow.getStyleClass().add("conversation-flow");
            root = new StackPane(flow);
            root.getStyleClass().addAll("ponder", "conversation");
            root.setStyle(like.getRoot().getStyle());
            new Scene(root, WIDTH, HEIGHT).getStylesheets().setAll(like.getStylesheets());
        }

        /** Writes and lays out some characters more; false where all is written. */
        boolean grow() {
            boolean more = sample.grow();
            flow.showAsLast(sample.blocks().size() - 1);
            root.applyCss();
            root.layout();
            if (++steps % DRAWN == 0 || !more) {
                root.snapshot(drawn -> null, null, null);
            }
            return more;
        }
    }
}
