package org.ponder.app.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Markdown that arrives in pieces. Only the last block at the top level can still change when more
 * text comes, so only its text is read again: the cost of a piece does not grow with the answer.
 */
public final class MarkdownStream {
    /** Deeper nesting than this is no one's writing; it stays text. */
    private static final int DEEPEST = 50;

    private static final Parser PARSER =
            Parser.builder()
                    .extensions(
                            List.of(
                                    TablesExtension.create(),
                                    StrikethroughExtension.create(),
                                    AutolinkExtension.create(),
                                    FormulaExtension.create()))
                    .maxOpenBlockParsers(DEEPEST)
                    .maxInlineNesting(DEEPEST)
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                    .build();

    private final List<MarkdownBlock> closed = new ArrayList<>();
    private final StringBuilder tail = new StringBuilder();
    private List<MarkdownBlock> open = List.of();

    /** The blocks of a whole text. */
    public static List<MarkdownBlock> read(String text) {
        MarkdownStream stream = new MarkdownStream();
        stream.append(text);
        return stream.blocks();
    }

    /** Takes the next piece. */
    public void append(String piece) {
        tail.append(piece);
        int lineEnd = piece.lastIndexOf('\n');
        if (lineEnd >= 0) {
            close(tail.length() - piece.length() + lineEnd + 1);
        }
        open = new ArrayList<>();
        Node document = PARSER.parse(tail.toString());
        int underline = halfUnderline(document);
        if (underline >= 0) {
            // Until there is more of its line, it is no more than a character.
            document = PARSER.parse(new StringBuilder(tail).insert(underline, '\\').toString());
        }
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            open.addAll(BlockReader.read(node));
        }
    }

    /**
     * Where a single character makes a heading of the lines above it, though its own line may go
     * on: an item of a list begins so, too. -1 where none does.
     */
    private int halfUnderline(Node document) {
        int start = lineStart(tail.length() - 1);
        String line = tail.substring(start).strip();
        if (!line.equals("-") && !line.equals("=")) {
            return -1;
        }
        Node last = document.getLastChild();
        while (last != null && !(last instanceof Heading)) {
            last = last.getLastChild();
        }
        return last == null ? -1 : tail.indexOf(line, start);
    }

    /**
     * Closes all blocks but the last of the first characters. These are whole lines: half a line
     * may seem to begin a new block and turn out to belong to the one before.
     */
    private void close(int characters) {
        Node document = PARSER.parse(tail.substring(0, characters));
        Node last = document.getLastChild();
        if (last == null) {
            return;
        }
        // Definitions begin a paragraph, and without them its next line may read as a new block.
        while (last.getPrevious() instanceof LinkReferenceDefinition definition) {
            last = definition;
        }
        List<SourceSpan> spans = last.getSourceSpans();
        if (spans.isEmpty()) {
            return;
        }
        for (Node node = document.getFirstChild();
                node != null && !node.equals(last);
                node = node.getNext()) {
            closed.addAll(BlockReader.read(node));
        }
        tail.delete(0, lineStart(spans.getFirst().getInputIndex()));
    }

    /** How many blocks, from the first, will not change any more. */
    public int closedCount() {
        return closed.size();
    }

    /** All blocks so far. */
    public List<MarkdownBlock> blocks() {
        List<MarkdownBlock> all = new ArrayList<>(closed);
        all.addAll(open);
        return all;
    }

    /** A block's own indent belongs to it, as with code that is marked by an indent. */
    private int lineStart(int index) {
        return tail.lastIndexOf("\n", index) + 1;
    }
}
