package org.ponder.app.markdown;

import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * Takes displayed formulas that begin a line as blocks, so that a line of theirs which looks like a
 * list, a quote or a heading is none. A blank line ends them, closed or not: a formula that is
 * never closed swallows no more than its paragraph.
 */
final class FormulaBlockParser extends AbstractBlockParser {
    /**
     * The marks that end a sentence or a part of it; those of Chinese look much like the others.
     */
    private static final String PUNCTUATION = ".,;:!?\u3002\uFF0C\u3001\uFF1B\uFF1A\uFF01\uFF1F";

    /** The lines of a formula, with its delimiters. */
    static final class Formula extends CustomBlock {
        private String source = "";

        String source() {
            return source;
        }
    }

    /** Tells where one begins. */
    static final class Factory extends AbstractBlockParserFactory {
        @Override
        public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            if (state.getIndent() >= 4) {
                return BlockStart.none();
            }
            int from = state.getNextNonSpaceIndex();
            String line = state.getLine().getContent().toString().substring(from).strip();
            String close = closing(line);
            if (close.isEmpty()) {
                return BlockStart.none();
            }
            int end = line.indexOf(close, 2);
            // With words behind it on its line it is part of a paragraph.
            if (end >= 0 && !isPunctuation(line.substring(end + close.length()))) {
                return BlockStart.none();
            }
            return BlockStart.of(new FormulaBlockParser(close)).atIndex(from);
        }

        private static String closing(String line) {
            if (line.startsWith("\\[")) {
                return "\\]";
            }
            if (line.startsWith("$$")) {
                return "$$";
            }
            return FormulaScanner.environmentEnd(line, 0);
        }
    }

    private final Formula formula = new Formula();
    private final StringBuilder lines = new StringBuilder();
    private final String close;
    private boolean closed;

    private FormulaBlockParser(String close) {
        this.close = close;
    }

    /** Whether a text is at most the mark that ends a sentence. */
    static boolean isPunctuation(String text) {
        String mark = text.strip();
        return mark.isEmpty() || (mark.length() == 1 && PUNCTUATION.contains(mark));
    }

    @Override
    public Block getBlock() {
        return formula;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        return closed || state.isBlank() || lines.length() > FormulaScanner.MOST_CHARACTERS
                ? BlockContinue.none()
                : BlockContinue.atIndex(state.getIndex());
    }

    @Override
    public void addLine(SourceLine line) {
        int from = lines.isEmpty() ? 2 : 0;
        if (!lines.isEmpty()) {
            lines.append('\n');
        }
        String content = line.getContent().toString();
        lines.append(content);
        closed = content.indexOf(close, from) >= 0;
    }

    @Override
    public void closeBlock() {
        formula.source = lines.toString().strip();
    }

    /** Where the formula ends in the lines of its block; -1 where it was not closed. */
    static int end(String source) {
        String close = Factory.closing(source);
        int end = source.indexOf(close, 2);
        return end < 0 ? -1 : end + close.length();
    }
}
