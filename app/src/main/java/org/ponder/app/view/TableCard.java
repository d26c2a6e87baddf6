package org.ponder.app.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.ponder.app.markdown.MarkdownBlock;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.FindViewModel;
import org.ponder.app.viewmodel.TextSelection;

/** A table of an answer. Its text is its rows, with a tab between cells. */
final class TableCard extends StackPane implements TextSurface {
    private static final double MOST_CELL_WIDTH = 320;

    private final GridPane grid = new GridPane();
    private final Block block;
    private final CellContext context;
    private final List<List<Place>> rows = new ArrayList<>();
    private final ScrollPane scroll;
    private final SideScroll sideways;
    private List<List<MarkdownBlock.Cell>> shown = List.of();

    /** A cell and what it shows of the table's text. */
    private record Place(StackPane box, Words words, int start, int length) {}

    TableCard(Block block, CellContext context) {
        this.block = block;
        this.context = context;
        grid.getStyleClass().add("table-card");
        scroll = new ScrollPane(grid);
        scroll.setFocusTraversable(false);
        sideways = new SideScroll(this, context.texts(), "table", scroll);
        scroll.getStyleClass().add("code-scroll");
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFitToHeight(true);
        getChildren().add(scroll);
        setMinWidth(0);
    }

    /** Shows a table; rows that are shown already stay. */
    void show(MarkdownBlock.Table table) {
        List<List<MarkdownBlock.Cell>> now = table.rows();
        int same = 0;
        while (same < Math.min(now.size(), shown.size()) && now.get(same).equals(shown.get(same))) {
            same++;
        }
        // The last row's lower corners are round, and another may be the last now.
        same = Math.max(0, Math.min(same, shown.size() - 1));
        for (List<Place> dropped : rows.subList(same, rows.size())) {
            dropped.forEach(place -> grid.getChildren().remove(place.box()));
        }
        rows.subList(same, rows.size()).clear();
        int start = lengthOf(now.subList(0, same));
        for (int row = same; row < now.size(); row++) {
            List<Place> places = new ArrayList<>();
            List<MarkdownBlock.Cell> cells = now.get(row);
            for (int column = 0; column < cells.size(); column++) {
                Place place = place(cells.get(column), start);
                mark(place.box(), "head", row == 0 && table.headed());
                mark(place.box(), "first-column", column == 0);
                mark(place.box(), "last-column", column == cells.size() - 1);
                mark(place.box(), "last-row", row == now.size() - 1);
                grid.add(place.box(), column, row);
                places.add(place);
                start += place.length() + 1;
            }
            rows.add(places);
        }
        shown = now;
        setAccessibleText(table.plainText());
        markSelection();
    }

    /** How many characters these rows take of the table's text, with the line ends behind them. */
    private static int lengthOf(List<List<MarkdownBlock.Cell>> rows) {
        int length = 0;
        for (List<MarkdownBlock.Cell> row : rows) {
            for (MarkdownBlock.Cell cell : row) {
                length += cell.plainText().length() + 1;
            }
        }
        return length;
    }

    /** The outer corners are round. */
    private static void mark(StackPane box, String name, boolean applies) {
        if (applies) {
            box.getStyleClass().add(name);
        }
    }

    private Place place(MarkdownBlock.Cell cell, int start) {
        Words words = new Words(context.spans());
        words.show(cell.spans());
        words.setMaxWidth(MOST_CELL_WIDTH);
        words.align(TextAlignment.valueOf(cell.alignment().name()));
        StackPane box = new StackPane(words);
        box.getStyleClass().add("table-cell-box");
        GridPane.setHgrow(box, Priority.ALWAYS);
        return new Place(box, words, start, cell.plainText().length());
    }

    @Override
    public Block block() {
        return block;
    }

    @Override
    public int offsetAt(double sceneX, double sceneY) {
        Place nearest = nearest(sceneX, sceneY);
        return nearest == null ? 0 : nearest.start() + nearest.words().placeAt(sceneX, sceneY);
    }

    @Override
    public int characterAt(double sceneX, double sceneY) {
        Place nearest = nearest(sceneX, sceneY);
        return nearest == null ? 0 : nearest.start() + nearest.words().letterAt(sceneX, sceneY);
    }

    private @Nullable Place nearest(double sceneX, double sceneY) {
        Place nearest = null;
        double least = Double.MAX_VALUE;
        for (List<Place> row : rows) {
            for (Place place : row) {
                Bounds bounds = place.box().localToScene(place.box().getLayoutBounds());
                double dx = distance(sceneX, bounds.getMinX(), bounds.getMaxX());
                double dy = distance(sceneY, bounds.getMinY(), bounds.getMaxY());
                if (dx * dx + dy * dy < least) {
                    least = dx * dx + dy * dy;
                    nearest = place;
                }
            }
        }
        return nearest;
    }

    private static double distance(double at, double from, double to) {
        return Math.max(0, Math.max(from - at, at - to));
    }

    @Override
    public void markSelection() {
        TextSelection.Range range = context.selection().within(block);
        List<FindViewModel.Mark> found = context.selection().found(block);
        for (List<Place> row : rows) {
            for (Place place : row) {
                place.words().markFound(found, place.start(), place.start() + place.length());
                place.words()
                        .mark(
                                Math.max(0, range.start() - place.start()),
                                Math.min(place.length(), range.end() - place.start()));
            }
        }
    }

    @Override
    public Bounds reveal(TextSelection.Range range) {
        for (List<Place> row : rows) {
            for (Place place : row) {
                int start = range.start() - place.start();
                if (start < place.length()) {
                    Bounds box = place.box().getBoundsInParent();
                    SideScroll.show(scroll, box.getMinX(), box.getMaxX());
                    return place.words()
                            .boundsOf(
                                    Math.max(0, start),
                                    Math.min(place.length(), range.end() - place.start()));
                }
            }
        }
        return localToScene(getLayoutBounds());
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    /** Of the cells as they are broken into lines, which a scroll pane does not ask for. */
    @Override
    protected double computePrefHeight(double width) {
        double natural = grid.prefWidth(-1);
        return snapSizeY(grid.prefHeight(natural))
                + (width > 0 && natural > width + 1 ? SideScroll.BAR : 0);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        sideways.setWide(grid.prefWidth(-1) > getWidth() + 1);
        markSelection();
    }
}
