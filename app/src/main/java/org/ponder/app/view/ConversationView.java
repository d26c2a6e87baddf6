package org.ponder.app.view;

import java.util.List;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.event.ActionEvent;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualFlow;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.ConversationViewModel;
import org.ponder.app.viewmodel.FindMatcher;
import org.ponder.app.viewmodel.ReplyViewModel;
import org.ponder.app.viewmodel.TextSelection;

/** The conversation as one virtualised list; what is out of sight has no nodes. */
final class ConversationView extends StackPane {
    /** Of a frame's sixteen milliseconds. */
    private static final long LISTING_NANOS = 4_000_000;

    /** As high as the header that stays in sight, and two lines. */
    private static final double AROUND = 96;

    /** What an arrow key scrolls by. */
    private static final double LINE = 48;

    private final CellContext context;
    private final VirtualFlow<Block, BlockCell> flow;
    private final ReadingPosition position;
    private final FindBar findBar;

    /**
     * @param left run when the user has looked for something and is done
     */
    ConversationView(CellContext context, Runnable left) {
        this.context = context;
        CellFactory cells = new CellFactory(context, this::focusHead);
        flow = VirtualFlow.createVertical(context.window().conversation().blocks(), cells::cell);
        flow.getStyleClass().add("conversation-flow");
        flow.setFocusTraversable(true);
        VirtualizedScrollPane<VirtualFlow<Block, BlockCell>> scroll =
                new VirtualizedScrollPane<>(flow);
        position = new ReadingPosition(flow, context.window());
        StickyHead sticky = new StickyHead(flow, context, this::focusHead);
        // As wide as the list, which the scroll bar makes narrower than this view.
        setAlignment(sticky, Pos.TOP_LEFT);
        sticky.prefWidthProperty().bind(flow.widthProperty());
        sticky.maxWidthProperty().bind(flow.widthProperty());
        Button jump = new Button(context.texts().get("jump"), new Icon("latest", 16));
        jump.getStyleClass().add("jump");
        jump.setOnAction(event -> position.toEnd());
        jump.visibleProperty().bind(position.awayProperty());
        jump.managedProperty().bind(jump.visibleProperty());
        setAlignment(jump, Pos.BOTTOM_CENTER);
        setMargin(jump, new Insets(0, 0, 12, 0));
        findBar = new FindBar(context.window().find(), context.texts(), left);
        getStyleClass().add("conversation");
        Region ring = new Region();
        ring.getStyleClass().add("conversation-ring");
        ring.setMouseTransparent(true);
        ring.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> flow.getPseudoClassStates().contains(FocusRing.BY_KEY),
                                flow.getPseudoClassStates()));
        getChildren().addAll(scroll, sticky, jump, ring);
        context.window().find().lookFrom(this::firstInSight);
        Weakly.follow(
                this,
                context.window().find().revealedProperty(),
                match -> {
                    if (match != null) {
                        Platform.runLater(() -> reveal(match.pieces().getFirst()));
                    }
                });
        Weakly.follow(
                this,
                context.window().conversation().versionProperty(),
                version -> {
                    // A view that is new goes on from the one before, not from a version.
                    if (version != null && getScene() != null) {
                        stayAt(version);
                    }
                });
        new ThoughtMenu(flow, context);
        new SelectionMouse(flow, context.selection());
        flow.addEventFilter(ScrollEvent.SCROLL, event -> position.touched());
        scroll.addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> position.touched());
        for (Node bar : scroll.getChildrenUnmodifiable()) {
            if (bar instanceof ScrollBar) {
                // A press beside the thumb scrolls at once, and goes on until it is released.
                bar.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> position.touched());
                bar.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> position.touched());
            }
        }
        // What a button opens or folds leaves the user where they are.
        addEventFilter(ActionEvent.ACTION, event -> position.touched());
        Weakly.follow(
                this,
                context.window().workspace().preferences().thoughtModeProperty(),
                mode -> {
                    if (getScene() != null) {
                        position.touched();
                    }
                });
        flow.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        Pulses.afterLayout(this, this::listEarlier);
    }

    private @Nullable Block firstInSight() {
        flow.layout();
        int first = flow.getFirstVisibleIndex();
        List<Block> blocks = context.window().conversation().blocks();
        return first < 0 || first >= blocks.size() ? null : blocks.get(first); // 0 of an empty one
    }

    /** What lies above the end of a long conversation comes a little with each frame. */
    private void listEarlier() {
        long end = System.nanoTime() + LISTING_NANOS;
        if (context.window().conversation().listEarlier(() -> System.nanoTime() < end)) {
            Platform.requestNextPulse();
        }
    }

    private void listAll() {
        context.window().conversation().listEarlier(() -> true);
    }

    private void key(KeyEvent event) {
        Shortcut.reading(event)
                .ifPresent(shortcut -> {
                    read(shortcut);
                    event.consume();
                });
    }

    private void read(Shortcut shortcut) {
        double page = flow.getHeight() - LINE;
        switch (shortcut) {
            case COPY -> Clipboards.copy(context.selection());
            case SELECT_ALL -> selectAll(context.selection());
            case PAGE_DOWN -> scroll(page);
            case PAGE_UP -> scroll(-page);
            case LINE_DOWN -> scroll(LINE);
            case LINE_UP -> scroll(-LINE);
            case BEGINNING -> {
                listAll();
                position.touched();
                flow.show(0);
            }
            case END -> position.toEnd();
            default -> {}
        }
    }

    /** All of the text in which the user selects; of the last answer where they do not. */
    private void selectAll(TextSelection selection) {
        Block origin = selection.origin();
        if (origin == null) {
            origin =
                    context.window().conversation().blocks().reversed().stream()
                            .filter(Block.Answer.class::isInstance)
                            .findFirst()
                            .orElse(null);
        }
        if (origin != null) {
            selection.selectAround(origin);
        }
    }

    private void scroll(double pixels) {
        position.touched();
        flow.scrollYBy(pixels);
    }

    /** How far the list's middle is left of this view's: half of the scroll bar. */
    DoubleBinding shift() {
        return flow.widthProperty().subtract(widthProperty()).divide(2);
    }

    /** Where words are looked for; to be shown above the conversation, not over it. */
    FindBar findBar() {
        return findBar;
    }

    /** Shows the place that another view of the same conversation shows. */
    void goOnFrom(ConversationView before) {
        if (!before.position.follows()) {
            int first = before.flow.getFirstVisibleIndex();
            before.flow
                    .getCellIfVisible(first)
                    .ifPresent(cell -> {
                        double y = before.flow.cellToViewport(cell, 0, 0).getY();
                        position.leave();
                        Platform.runLater(() -> flow.showAtOffset(first, y));
                    });
        }
    }

    /** Ends what the cells follow; the view is not shown any more. */
    void dispose() {
        flow.dispose();
    }

    /** Lets the user look for something in the conversation, where there is one. */
    void find() {
        if (isVisible()) {
            findBar.focus();
        }
    }

    /** Opens the last thought, or folds it; the user stays where they are. */
    void toggleLast() {
        ReplyViewModel last = context.window().conversation().lastReply();
        if (last != null) {
            position.touched();
            context.window().conversation().toggle(last);
        }
    }

    /** Gives the keyboard to the text. */
    void focus() {
        flow.requestFocus();
    }

    /** Goes to the end and follows it. */
    void toEnd() {
        position.toEnd();
    }

    /**
     * What comes with another version does not move the user away from where they chose it, and the
     * keyboard stays there.
     */
    private void stayAt(ConversationViewModel.Version version) {
        listAll();
        int index = context.window().conversation().blocks().indexOf(version.block());
        if (index < 0) {
            return;
        }
        Node owner = getScene().getFocusOwner();
        boolean here = owner == null || owner.getScene() == null || FocusKeeper.isWithin(flow);
        flow.layout(); // at the place that is read; then no further than it takes
        flow.show(index);
        flow.layout();
        position.touched();
        if (here) {
            focus(version, index);
            // A cell that was not drawn yet took no keyboard, which then went home.
            Platform.runLater(() -> focus(version, index));
        }
    }

    private void focus(ConversationViewModel.Version version, int index) {
        List<Block> blocks = context.window().conversation().blocks();
        if (index < blocks.size()
                && blocks.get(index).equals(version.block())
                && flow.getCell(index).getNode().lookup(".version")
                        instanceof VersionView versions) {
            versions.focus(version.step());
        }
    }

    /** Gives the keyboard to the line above a thought, from where it can be opened again. */
    private void focusHead(ReplyViewModel reply) {
        Block head = new Block.ThoughtHead(reply);
        int index = context.window().conversation().blocks().indexOf(head);
        if (index < 0) {
            return;
        }
        position.touched();
        flow.layout(); // what was folded is gone; then no further than it takes
        flow.show(index);
        flow.layout();
        focusFold(head, index);
        // A cell that was not drawn yet took no keyboard, which then went home.
        Platform.runLater(() -> focusFold(head, index));
    }

    private void focusFold(Block head, int index) {
        List<Block> blocks = context.window().conversation().blocks();
        if (index < blocks.size() && blocks.get(index).equals(head)) {
            flow.getCell(index).getNode().lookupAll(".thought-fold").forEach(Node::requestFocus);
        }
    }

    /** Brings what was found into sight. */
    private void reveal(FindMatcher.Piece found) {
        listAll();
        int index = context.window().conversation().blocks().indexOf(found.block());
        if (index < 0) {
            return;
        }
        position.leave();
        if (flow.getCellIfVisible(index).isEmpty()) {
            flow.showAsFirst(index);
        }
        Platform.runLater(() -> scrollTo(index, found.range()));
    }

    /** Scrolls as far as it takes for the characters to be read with some lines around them. */
    private void scrollTo(int index, TextSelection.Range range) {
        if (index >= context.window().conversation().blocks().size()) {
            return;
        }
        flow.layout();
        TextSurface surface = flow.getCell(index).text();
        if (!(surface instanceof Node text) || text.getScene() == null) {
            flow.show(index);
            return;
        }
        double y = flow.sceneToLocal(surface.reveal(range)).getMinY();
        if (y < AROUND || y > flow.getHeight() - AROUND) {
            flow.scrollYBy(y - flow.getHeight() / 3);
        }
    }
}
