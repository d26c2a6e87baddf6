package org.ponder.app.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Breaks running text where a displayed formula stands in it, and where it is longer than lays out
 * quickly.
 */
final class ProseSplitter {
    /** Layout costs by the paragraph; a longer one is broken at the next blank. */
    private static final int ENOUGH_CHARACTERS = 1800;

    private static final int MOST_CHARACTERS = 2000;

    private final List<MarkdownBlock> blocks = new ArrayList<>();
    private final List<Span> open = new ArrayList<>();
    private final int level;
    private Frame frame;
    private int length;

    private ProseSplitter(int level, Frame frame) {
        this.level = level;
        this.frame = frame;
    }

    static List<MarkdownBlock> split(int level, List<Span> spans, Frame frame) {
        ProseSplitter splitter = new ProseSplitter(level, frame);
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            boolean formula = span.styles().contains(SpanStyle.FORMULA);
            if (formula && FormulaScanner.isDisplayed(span.text())) {
                boolean mark =
                        i == spans.size() - 2
                                && FormulaBlockParser.isPunctuation(spans.getLast().text());
                splitter.formula(mark ? span.text() + spans.getLast().text() : span.text());
                if (mark) {
                    break;
                }
            } else if (formula) {
                splitter.add(span);
            } else {
                splitter.words(span);
            }
        }
        splitter.close();
        return splitter.blocks;
    }

    private void formula(String source) {
        close();
        take(new MarkdownBlock.Formula(source, frame));
    }

    private void words(Span span) {
        String rest = span.text();
        while (length + rest.length() > MOST_CHARACTERS) {
            int end = breakIn(rest);
            add(new Span(rest.substring(0, end), span.styles(), span.target()));
            close();
            rest = rest.substring(end);
        }
        add(new Span(rest, span.styles(), span.target()));
    }

    /** Behind a blank where there is one, never inside of a character. */
    private int breakIn(String text) {
        int most = Math.max(1, MOST_CHARACTERS - length);
        for (int i = Math.min(most, text.length());
                i > Math.max(0, ENOUGH_CHARACTERS - length);
                i--) {
            if (Character.isWhitespace(text.charAt(i - 1))) {
                return i;
            }
        }
        int end = Math.min(most, text.length());
        return end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end;
    }

    private void add(Span span) {
        Span kept = open.isEmpty() && !blocks.isEmpty() ? unindented(span) : span;
        if (!kept.text().isEmpty()) {
            open.add(kept);
            length += kept.text().length();
        }
    }

    /** The blank between a displayed formula and the words behind it is not theirs. */
    private static Span unindented(Span span) {
        return span.styles().contains(SpanStyle.CODE)
                ? span
                : new Span(span.text().stripLeading(), span.styles(), span.target());
    }

    private static boolean isBlank(Span span) {
        return span.styles().equals(Set.of()) && span.text().isBlank();
    }

    private void close() {
        while (!open.isEmpty() && isBlank(open.getLast())) {
            open.removeLast();
        }
        if (!open.isEmpty()) {
            take(new MarkdownBlock.Prose(level, open, frame));
        }
        open.clear();
        length = 0;
    }

    private void take(MarkdownBlock block) {
        blocks.add(block);
        // A marker stands before the first block of its item only.
        frame = frame.withMarker("");
    }
}
