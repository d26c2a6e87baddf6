package org.ponder.app.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.Caret;
import org.fxmisc.richtext.CharacterHit;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.model.TwoDimensional;
import org.fxmisc.richtext.util.UndoUtils;
import org.jspecify.annotations.Nullable;
import org.ponder.app.highlight.CodeWord;
import org.ponder.app.highlight.Highlighter;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.FindViewModel;
import org.ponder.app.viewmodel.TextSelection;
import org.ponder.app.viewmodel.Texts;

/**
 * Code in colours. Lines that are shown already stay when more come; long lines scroll, and so do
 * very long texts, of which only the lines in sight are laid out.
 */
final class CodeText extends Region implements TextSurface {
    /** Lines in sight at first. */
    private static final int MOST_LINES = 60;

    /** Further lines are shown plain. */
    private static final int MOST_COLOURED = 5000;

    /** How much higher lines are whose letters come from other fonts. */
    private static final double OTHER_SCRIPTS = 0.35;

    private static final double LEFT = 16;
    private static final double ABOVE = 10;
    private static final int PROBED = 10;

    private static final List<String> FOUND = List.of("found");
    private static final List<String> FOUND_NOW = List.of("found", "now");

    /** What of a long line is in sight around what was found. */
    private static final double AROUND = 48;

    /** Lines that an arrow key scrolls by. */
    private static final int KEY_LINES = 2;

    private final Block block;
    private final TextSelection selection;
    private final CodeArea area = new CodeArea();
    private final VirtualizedScrollPane<CodeArea> scroll = new VirtualizedScrollPane<>(area);

    /** Tells how large a letter is in the stylesheet's font. */
    private final Text probe = new Text("M".repeat(PROBED));

    private final SideScroll sideways;

    private @Nullable Highlighter highlighter;
    private int most = MOST_LINES;

    /** Until the user scrolls up in it. */
    private boolean atEnd = true;

    /** What is marked of it as found. */
    private List<FindViewModel.Mark> found = List.of();

    private int columns;
    private double tallLines;
    private CodeLines code = new CodeLines("");

    /** What each line begins in, as far as lines are coloured. */
    private final List<Integer> states = new ArrayList<>(List.of(Highlighter.BEGINNING));

    CodeText(Block block, TextSelection selection, Texts texts) {
        this.block = block;
        this.selection = selection;
        area.setEditable(false);
        area.setUndoManager(UndoUtils.noOpUndoManager());
        area.setShowCaret(Caret.CaretVisibility.OFF);
        area.setFocusTraversable(false);
        // The conversation's own selection goes through all of its blocks.
        area.setMouseTransparent(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        probe.getStyleClass().add("code-probe");
        probe.setManaged(false);
        probe.setVisible(false);
        // As the area's own texts: some fonts' lines are higher so.
        probe.setBoundsType(TextBoundsType.LOGICAL_VERTICAL_CENTER);
        getStyleClass().add("code-text");
        getChildren().addAll(probe, scroll);
        sideways = new SideScroll(this, texts, "code", area::scrollXBy);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
    }

    /** Shows code, of which only the lines that differ change. */
    void show(String text) {
        CodeLines now = new CodeLines(text);
        List<String> lines = now.lines();
        List<String> before = code.lines();
        boolean grows = area.getLength() > 0;
        int same = 0;
        while (same < Math.min(lines.size(), before.size()) - 1
                && lines.get(same).equals(before.get(same))) {
            same++;
        }
        code = now;
        columns = now.columns();
        tallLines = text.chars().anyMatch(c -> c >= 0x1100) ? OTHER_SCRIPTS : 0;
        showBar();
        int from = startOf(lines, same);
        area.replaceText(
                from, area.getLength(), String.join("\n", lines.subList(same, lines.size())));
        if (states.size() > same + 1) {
            states.subList(same + 1, states.size()).clear();
        }
        colour(same);
        if (!found.isEmpty() && from < area.getLength()) {
            drawFound(from);
        }
        setAccessibleText(text);
        requestLayout();
        if (grows && atEnd && hiddenLines() > 0) {
            area.showParagraphAtBottom(lines.size() - 1); // what is being written is in sight
        }
    }

    /** Has more lines in sight than at first. */
    void showMore(int lines) {
        most = MOST_LINES + lines;
        showBar();
        requestLayout();
        if (hiddenLines() == 0 && area.getLength() > 0) {
            area.showParagraphAtTop(0);
        }
    }

    private void showBar() {
        scroll.setVbarPolicy(
                hiddenLines() > 0
                        ? ScrollPane.ScrollBarPolicy.AS_NEEDED
                        : ScrollPane.ScrollBarPolicy.NEVER);
    }

    /** How many lines there are. */
    int lines() {
        return code.lines().size();
    }

    /** How many lines are out of sight. */
    int hiddenLines() {
        return Math.max(0, lines() - most);
    }

    /** Colours all of it by the rules of a language. */
    void highlight(Highlighter rules) {
        highlighter = rules;
        states.subList(1, states.size()).clear();
        colour(0);
        if (!found.isEmpty() && area.getLength() > 0) {
            drawFound(0);
        }
    }

    private void colour(int first) {
        Highlighter rules = highlighter;
        List<String> lines = code.lines();
        int end = Math.min(lines.size(), MOST_COLOURED);
        if (rules == null || first >= end || states.size() <= first || area.getLength() == 0) {
            return;
        }
        StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
        for (int i = first; i < end; i++) {
            Highlighter.Line line = rules.line(lines.get(i), states.get(i));
            for (CodeWord word : line.words()) {
                spans.add(List.of(word.style().name().toLowerCase(Locale.ROOT)), word.length());
            }
            spans.add(List.of(), i < lines.size() - 1 ? 1 : 0);
            states.add(line.endState());
        }
        StyleSpans<Collection<String>> styles = spans.create();
        if (styles.length() > 0) {
            area.setStyleSpans(startOf(lines, first), styles);
        }
    }

    private static int startOf(List<String> lines, int line) {
        int start = 0;
        for (String before : lines.subList(0, line)) {
            start += before.length() + 1;
        }
        return start;
    }

    /** Sideways it scrolls by itself; up and down as far as it goes, then the conversation does. */
    private void wheel(ScrollEvent event) {
        boolean sideways =
                Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY()) || event.isShiftDown();
        if (sideways) {
            area.scrollXBy(-(event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY()));
            event.consume();
            return;
        }
        if (scrollLines(-event.getDeltaY())) {
            event.consume();
        }
    }

    /** Where lines are out of sight, the arrow keys reach them before the conversation scrolls. */
    private void key(KeyEvent event) {
        double step =
                switch (event.getCode()) {
                    case UP -> -lineHeight() * KEY_LINES;
                    case DOWN -> lineHeight() * KEY_LINES;
                    default -> 0;
                };
        if (isFocused() && step != 0 && SideScroll.isPlain(event) && scrollLines(step)) {
            event.consume();
        }
    }

    /** Scrolls up or down as far as it goes; false where it goes no further. */
    private boolean scrollLines(double pixels) {
        double lowest = area.getTotalHeightEstimate() - area.getHeight();
        double at = area.getEstimatedScrollY();
        boolean further = pixels > 0 ? at < lowest - 1 : at > 1;
        if (hiddenLines() == 0 || !further) {
            return false;
        }
        area.scrollYBy(pixels);
        atEnd = at + pixels >= lowest - 1;
        return true;
    }

    @Override
    public Block block() {
        return block;
    }

    @Override
    public int offsetAt(double sceneX, double sceneY) {
        return hit(sceneX, sceneY, CharacterHit::getInsertionIndex);
    }

    @Override
    public int characterAt(double sceneX, double sceneY) {
        return hit(
                sceneX, sceneY, hit -> hit.getCharacterIndex().orElseGet(hit::getInsertionIndex));
    }

    private int hit(double sceneX, double sceneY, ToIntFunction<CharacterHit> index) {
        Point2D local = area.sceneToLocal(sceneX, sceneY);
        if (local.getY() < 0) {
            return 0;
        }
        return code.code(index.applyAsInt(area.hit(local.getX(), local.getY())));
    }

    @Override
    public void markSelection() {
        TextSelection.Range range = selection.within(block);
        int start = range.isEmpty() ? 0 : code.shown(range.start());
        int end = range.isEmpty() ? 0 : Math.min(code.shown(range.end()), area.getLength());
        if (area.getSelection().getStart() != start || area.getSelection().getEnd() != end) {
            area.selectRange(start, end);
        }
        List<FindViewModel.Mark> now = selection.found(block);
        if (!now.equals(found)) {
            found = now;
            if (area.getLength() > 0) {
                drawFound(0);
            }
        }
    }

    /** Draws anew what is found from a character on; words keep the colours that they have. */
    private void drawFound(int from) {
        StyleSpansBuilder<Collection<String>> marks = new StyleSpansBuilder<>();
        int at = from;
        for (FindViewModel.Mark mark : found) {
            int start = Math.clamp(code.shown(mark.range().start()), at, area.getLength());
            int end = Math.clamp(code.shown(mark.range().end()), start, area.getLength());
            marks.add(List.of(), start - at);
            marks.add(mark.current() ? FOUND_NOW : FOUND, end - start);
            at = end;
        }
        marks.add(List.of(), area.getLength() - at);
        area.setStyleSpans(
                from,
                area.getStyleSpans(from, area.getLength())
                        .mapStyles(CodeText::withoutFound)
                        .overlay(marks.create(), CodeText::both));
    }

    private static Collection<String> withoutFound(Collection<String> styles) {
        return styles.stream().filter(style -> !FOUND_NOW.contains(style)).toList();
    }

    private static Collection<String> both(Collection<String> styles, Collection<String> marks) {
        return Stream.concat(styles.stream(), marks.stream()).toList();
    }

    @Override
    public Bounds reveal(TextSelection.Range range) {
        int start = Math.min(code.shown(range.start()), area.getLength());
        int end = Math.min(code.shown(range.end()), area.getLength());
        if (hiddenLines() > 0) {
            atEnd = false;
            area.showParagraphInViewport(
                    area.offsetToPosition(start, TwoDimensional.Bias.Forward).getMajor());
            area.layout();
        }
        Bounds drawn = start < end ? drawn(start, end) : null;
        if (drawn == null) {
            return localToScene(getLayoutBounds());
        }
        if (drawn.getMinX() < 0) {
            area.scrollXBy(drawn.getMinX() - AROUND);
        } else if (drawn.getMaxX() > area.getWidth()) {
            area.scrollXBy(drawn.getMaxX() - area.getWidth() + AROUND);
        }
        return area.localToScene(drawn);
    }

    /** Null where the characters are out of sight. */
    private @Nullable Bounds drawn(int start, int end) {
        return area.getCharacterBoundsOnScreen(start, end).map(area::screenToLocal).orElse(null);
    }

    private double lineHeight() {
        return probe.getLayoutBounds().getHeight();
    }

    /** Told from the letters, so that the height is right before the first layout. */
    private boolean isWide(double width) {
        double letter = probe.getLayoutBounds().getWidth() / PROBED;
        return width > 0 && columns * letter > width - LEFT;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return Column.MOST_WIDTH;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        int lines = Math.min(code.lines().size(), most);
        // A line takes whole pixels of the screen.
        return Math.ceil(lines * snapSizeY(lineHeight() * (1 + tallLines)))
                + 2 * ABOVE
                + (isWide(width) ? SideScroll.BAR : 0);
    }

    @Override
    protected void layoutChildren() {
        scroll.resizeRelocate(LEFT, ABOVE, getWidth() - LEFT, getHeight() - 2 * ABOVE);
        sideways.setWide(isWide(getWidth()) || hiddenLines() > 0);
        markSelection();
    }
}
