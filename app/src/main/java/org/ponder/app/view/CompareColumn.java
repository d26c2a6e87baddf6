package org.ponder.app.view;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.fxmisc.flowless.VirtualFlow;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.CompareViewModel;
import org.ponder.app.viewmodel.ComparedReply;
import org.ponder.app.viewmodel.TextSelection;
import org.ponder.app.viewmodel.Texts;

/** One of two versions that are compared: which one it is, its facts, and its text. */
final class CompareColumn extends VBox {
    private static final double MARGIN = 10;

    /** Above and below the text: the ring that marks the keyboard has room there. */
    private static final double INSET = 6;

    private static final double BELOW_FACTS = 6;

    /** What an arrow key scrolls by. */
    private static final double LINE = 48;

    /** What is read above the place where two thoughts part. */
    private static final double ABOVE_PARTING = 72;

    private static final double EXACT = 1;

    private final ComparedReply reply;
    private final CompareViewModel both;
    private final CellContext context;
    private final String side;
    private final VirtualFlow<Block, BlockCell> flow;
    private final Button earlier;
    private final Button later;

    /**
     * @param side left or right
     * @param shared with the other column, but for what is selected
     */
    CompareColumn(ComparedReply reply, CompareViewModel both, String side, CellContext shared) {
        this.reply = reply;
        this.both = both;
        this.side = side;
        context = shared.with(new TextSelection(reply.blocks()));
        CellFactory cells = new CellFactory(context, head -> {});
        flow = VirtualFlow.createVertical(reply.blocks(), block -> cell(block, cells));
        flow.getStyleClass().add("compare-flow");
        flow.setFocusTraversable(true);
        flow.setAccessibleRole(AccessibleRole.TEXT_AREA);
        flow.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        flow.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::showMenu);
        new SelectionMouse(flow, context.selection());
        earlier = step("chevron-left", "version.previous", -1);
        later = step("chevron-right", "version.next", 1);
        reply.earlierProperty().subscribe(there -> enable(earlier, later, there));
        reply.laterProperty().subscribe(there -> enable(later, earlier, there));
        VirtualizedScrollPane<VirtualFlow<Block, BlockCell>> scroll =
                new VirtualizedScrollPane<>(flow);
        StackPane.setMargin(scroll, new Insets(INSET, 1, INSET, 1));
        StackPane text = new StackPane(scroll, ring());
        text.getStyleClass().addAll("conversation", "compare-text");
        setVgrow(text, Priority.ALWAYS);
        setMargin(text, new Insets(BELOW_FACTS, 0, 0, 0));
        setMinWidth(0);
        setId("compare-" + side);
        getStyleClass().add("compare-column");
        getChildren()
                .addAll(
                        chooser(),
                        fact(reply.thoughtProperty()),
                        fact(reply.answerProperty()),
                        fact(reply.samplingProperty()),
                        text);
    }

    private Button step(String icon, String name, int step) {
        Button button =
                Buttons.smallIcon(icon, sided(texts().get(name)), () -> both.step(reply, step));
        button.setId("compare-" + side + (step > 0 ? "-later" : "-earlier"));
        return button;
    }

    /** There are two of everything, which a screen reader tells apart by this. */
    private String sided(String name) {
        return texts().format("compare." + side, name);
    }

    /** The keyboard stays with the versions where there is no further one. */
    private void enable(Button button, Button opposite, boolean there) {
        boolean held = button.isFocused();
        button.setDisable(!there);
        if (held && !there) {
            (opposite.isDisabled() ? flow : opposite).requestFocus();
        }
    }

    private HBox chooser() {
        Label number = new Label();
        number.getStyleClass().add("compare-number");
        number.setMinWidth(USE_PREF_SIZE);
        Label model = new Label();
        model.getStyleClass().add("compare-model");
        model.textProperty().bind(reply.modelProperty());
        FullText.whereCut(model);
        reply.placeProperty().subscribe(place -> tell(place, number));
        HBox row = new HBox(earlier, number, later, model);
        row.getStyleClass().addAll("version", "compare-chooser");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void tell(StoredMessage.@Nullable Place place, Label number) {
        if (place != null) {
            number.setText(texts().format("version.of", place.version(), place.versions()));
            flow.setAccessibleText(
                    sided(texts().format("compare.version", place.version(), place.versions())));
        }
    }

    private static Label fact(ReadOnlyStringProperty line) {
        Label label = new Label();
        label.textProperty().bind(line);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add("sheet-note");
        return label;
    }

    private Region ring() {
        Region ring = new Region();
        ring.getStyleClass().add("conversation-ring");
        ring.setMouseTransparent(true);
        ring.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> flow.getPseudoClassStates().contains(FocusRing.BY_KEY),
                                flow.getPseudoClassStates()));
        return ring;
    }

    /** As in the conversation, but for what changes a reply. */
    private static BlockCell cell(Block block, CellFactory cells) {
        BlockCell cell =
                switch (block) {
                    case Block.ThoughtHead head -> edge("thought-first");
                    case Block.ThoughtFoot foot -> edge("thought-last");
                    default -> cells.cell(block);
                };
        cell.getNode().setMargin(MARGIN);
        return cell;
    }

    private static BlockCell edge(String style) {
        Region row = new Region();
        row.getStyleClass().addAll("thought-row", "thought-edge-row", style);
        return new BlockCell(row);
    }

    private void showMenu(ContextMenuEvent event) {
        if (!context.selection().isEmpty()) {
            MenuItem copy = new MenuItem(texts().get("copy"), new Icon("copy", 16));
            copy.setOnAction(chosen -> Clipboards.copy(context.selection()));
            new ContextMenu(copy).show(flow, event.getScreenX(), event.getScreenY());
        }
        event.consume();
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
            case SELECT_ALL -> selectAll();
            case PAGE_DOWN -> flow.scrollYBy(page);
            case PAGE_UP -> flow.scrollYBy(-page);
            case LINE_DOWN -> flow.scrollYBy(LINE);
            case LINE_UP -> flow.scrollYBy(-LINE);
            case BEGINNING -> scrollTo(0);
            case END -> scrollTo(1);
            default -> {}
        }
    }

    /** All of the text in which the user selects; of the answer where they do not. */
    private void selectAll() {
        Block origin = context.selection().origin();
        if (origin == null && !reply.blocks().isEmpty()) {
            origin = reply.blocks().getLast();
        }
        if (origin != null) {
            context.selection().selectAround(origin);
        }
    }

    /** How much of what can be scrolled is above: 0 at the beginning, 1 at the end. */
    double share() {
        double room = room();
        if (room <= 0 || edge(0, false) > -EXACT) {
            return 0;
        }
        if (edge(reply.blocks().size() - 1, true) < flow.getHeight() + EXACT) {
            return 1;
        }
        return Math.clamp(flow.estimatedScrollYProperty().getOrElse(0.0) / room, 0, 1);
    }

    /** Where a block begins or ends in what is seen; NaN where it is out of sight. */
    private double edge(int index, boolean end) {
        Optional<BlockCell> cell = flow.getCellIfVisible(index);
        if (cell.isEmpty()) {
            return Double.NaN;
        }
        Bounds bounds = flow.cellToViewport(cell.get(), cell.get().getNode().getLayoutBounds());
        return end ? bounds.getMaxY() : bounds.getMinY();
    }

    /** What can be scrolled; nothing where all is in sight. */
    private double room() {
        return reply.blocks().isEmpty()
                ? 0
                : flow.totalHeightEstimateProperty().getOrElse(0.0) - flow.getHeight();
    }

    /** Scrolls so far that this share of what can be scrolled is above. */
    void scrollTo(double share) {
        if (reply.blocks().isEmpty()) {
            return;
        }
        if (share <= 0) {
            flow.showAsFirst(0);
        } else if (share >= 1) {
            flow.showAsLast(reply.blocks().size() - 1);
        } else {
            flow.estimatedScrollYProperty().setValue(share * Math.max(0, room()));
        }
    }

    /** Shows where the thought parts from the other one. */
    void showParting() {
        int at = reply.partsAt();
        if (at >= 0) {
            flow.showAtOffset(at, ABOVE_PARTING);
        }
    }

    /** Gives the keyboard to the text. */
    void focusText() {
        flow.requestFocus();
    }

    /** Ends what the cells follow. */
    void dispose() {
        flow.dispose();
    }

    private Texts texts() {
        return context.texts();
    }
}
