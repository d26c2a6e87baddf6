package org.ponder.app.markdown;

import java.util.List;
import java.util.stream.Collectors;

/** One block of an answer, as it is listed in the window. */
public sealed interface MarkdownBlock {

    /** Where it stands among lists and quotes. */
    Frame frame();

    /** What a person reads, for copying, searching and screen readers. */
    String plainText();

    /**
     * A paragraph or a heading.
     *
     * @param level 0 for a paragraph, 1 to 6 for a heading
     */
    record Prose(int level, List<Span> spans, Frame frame) implements MarkdownBlock {
        public Prose {
            spans = List.copyOf(spans);
        }

        @Override
        public String plainText() {
            return spans.stream().map(Span::text).collect(Collectors.joining());
        }
    }

    /**
     * Code, shown as written.
     *
     * @param language as given after the fence; may be empty
     */
    record Code(String language, String code, Frame frame) implements MarkdownBlock {
        @Override
        public String plainText() {
            return code;
        }
    }

    /**
     * A formula on a line of its own.
     *
     * @param source LaTeX as it was written, with its delimiters
     */
    record Formula(String source, Frame frame) implements MarkdownBlock {
        @Override
        public String plainText() {
            return source;
        }
    }

    /**
     * A table, or a stretch of a long one.
     *
     * @param rows every row has as many cells as the first
     * @param headed whether the first row is the header
     */
    record Table(List<List<Cell>> rows, boolean headed, Frame frame) implements MarkdownBlock {
        public Table {
            rows = rows.stream().map(List::copyOf).toList();
        }

        @Override
        public String plainText() {
            return rows.stream()
                    .map(row -> row.stream().map(Cell::plainText).collect(Collectors.joining("\t")))
                    .collect(Collectors.joining("\n"));
        }
    }

    /** A line across. */
    record Rule(Frame frame) implements MarkdownBlock {
        @Override
        public String plainText() {
            return "";
        }
    }

    /** How a table's column is set. */
    enum Alignment {
        LEFT,
        CENTER,
        RIGHT
    }

    /** One cell of a table. */
    record Cell(List<Span> spans, Alignment alignment) {
        public Cell {
            spans = List.copyOf(spans);
        }

        /** What a person reads in it. */
        public String plainText() {
            return spans.stream().map(Span::text).collect(Collectors.joining());
        }
    }
}
