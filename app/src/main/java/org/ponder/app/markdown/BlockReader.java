package org.ponder.app.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;

/** Flattens a parsed block, with what it holds, into blocks. */
final class BlockReader {
    /** Deeper nesting than this is left out, so that no input exhausts the stack. */
    private static final int MAX_DEPTH = 64;

    private static final int MOST_ROWS = 60;

    /** In place of the first number of a list; a numbered one may start at 0. */
    private static final int BULLETED = -1;

    private static final String[] BULLETS = {"•", "◦", "▪"};
    private static final String OPEN_BOX = "☐";
    private static final String TICKED_BOX = "☑";

    private final List<MarkdownBlock> blocks = new ArrayList<>();

    static List<MarkdownBlock> read(Node node) {
        BlockReader reader = new BlockReader();
        reader.block(node, Frame.NONE, 0);
        return reader.blocks;
    }

    private void block(Node node, Frame frame, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        switch (node) {
            case Paragraph p -> prose(InlineReader.read(p), frame);
            case Heading h ->
                    blocks.addAll(ProseSplitter.split(h.getLevel(), InlineReader.read(h), frame));
            case FormulaBlockParser.Formula f -> formula(f.source(), frame);
            case FencedCodeBlock c ->
                    blocks.add(
                            new MarkdownBlock.Code(
                                    firstWord(c.getInfo()), chomp(c.getLiteral()), frame));
            case IndentedCodeBlock c ->
                    blocks.add(new MarkdownBlock.Code("", chomp(c.getLiteral()), frame));
            case HtmlBlock h ->
                    blocks.addAll(
                            ProseSplitter.split(0, List.of(Span.plain(h.getLiteral())), frame));
            case LinkReferenceDefinition d ->
                    blocks.addAll(ProseSplitter.split(0, InlineReader.definition(d), frame));
            case ThematicBreak rule -> blocks.add(new MarkdownBlock.Rule(frame));
            case TableBlock table -> table(rows(table), frame);
            case BlockQuote quote -> children(quote, frame.inQuote(), depth);
            case BulletList list -> items(list, frame, BULLETED, depth);
            case OrderedList list -> {
                Integer start = list.getMarkerStartNumber();
                items(list, frame, start == null ? 1 : start, depth);
            }
            default -> children(node, frame, depth);
        }
    }

    private void children(Node parent, Frame frame, int depth) {
        Frame current = frame;
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            block(child, current, depth + 1);
            // A marker stands before the first block of its item only.
            current = current.withMarker("");
        }
    }

    private void items(Node list, Frame frame, int firstNumber, int depth) {
        Frame inside = frame.inList();
        long number = firstNumber;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            String marker =
                    firstNumber == BULLETED
                            ? BULLETS[Math.min(frame.indent(), BULLETS.length - 1)]
                            : number + ".";
            number++;
            if (item instanceof ListItem && item.getFirstChild() == null) {
                blocks.add(new MarkdownBlock.Prose(0, List.of(), inside.withMarker(marker)));
            } else {
                children(item, inside.withMarker(marker), depth);
            }
        }
    }

    /** A paragraph; one that begins an item with {@code [ ]} or {@code [x]} gets a box. */
    private void prose(List<Span> spans, Frame frame) {
        if (!frame.marker().isEmpty() && !spans.isEmpty()) {
            String first = spans.getFirst().text();
            boolean open = first.startsWith("[ ] ");
            if (open || first.startsWith("[x] ") || first.startsWith("[X] ")) {
                List<Span> rest = new ArrayList<>(spans);
                rest.set(0, new Span(first.substring(4), spans.getFirst().styles(), null));
                blocks.addAll(
                        ProseSplitter.split(
                                0, rest, frame.withMarker(open ? OPEN_BOX : TICKED_BOX)));
                return;
            }
        }
        blocks.addAll(ProseSplitter.split(0, spans, frame));
    }

    /** A formula that is not closed, yet or ever, is text. */
    private void formula(String source, Frame frame) {
        int end = FormulaBlockParser.end(source);
        if (end < 0) {
            blocks.addAll(ProseSplitter.split(0, List.of(Span.plain(source)), frame));
        } else if (FormulaBlockParser.isPunctuation(source.substring(end))) {
            blocks.add(new MarkdownBlock.Formula(source, frame));
        } else {
            blocks.add(new MarkdownBlock.Formula(source.substring(0, end), frame));
            blocks.addAll(
                    ProseSplitter.split(
                            0,
                            FormulaScanner.spans(source.substring(end).strip()),
                            frame.withMarker("")));
        }
    }

    /** A long table comes in stretches, each of which is laid out when it is in sight. */
    private void table(List<List<MarkdownBlock.Cell>> rows, Frame frame) {
        for (int from = 0; from < rows.size(); from += MOST_ROWS) {
            List<List<MarkdownBlock.Cell>> stretch =
                    rows.subList(from, Math.min(rows.size(), from + MOST_ROWS));
            blocks.add(
                    new MarkdownBlock.Table(
                            stretch, from == 0, from == 0 ? frame : frame.withMarker("")));
        }
    }

    private static List<List<MarkdownBlock.Cell>> rows(TableBlock table) {
        List<List<MarkdownBlock.Cell>> rows = new ArrayList<>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                if (row instanceof TableRow) {
                    rows.add(cells(row));
                }
            }
        }
        return rows;
    }

    private static List<MarkdownBlock.Cell> cells(Node row) {
        List<MarkdownBlock.Cell> cells = new ArrayList<>();
        for (Node node = row.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof TableCell cell) {
                TableCell.Alignment alignment = cell.getAlignment();
                cells.add(
                        new MarkdownBlock.Cell(
                                InlineReader.read(cell),
                                alignment == null
                                        ? MarkdownBlock.Alignment.LEFT
                                        : MarkdownBlock.Alignment.valueOf(alignment.name())));
            }
        }
        return cells;
    }

    private static String firstWord(String info) {
        int blank = info.indexOf(' ');
        return blank < 0 ? info : info.substring(0, blank);
    }

    private static String chomp(String code) {
        return code.endsWith("\n") ? code.substring(0, code.length() - 1) : code;
    }
}
