package org.ponder.app.markdown;

import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/** Takes formulas out of running text before Markdown's own marks are looked for in them. */
final class FormulaInlineParser implements InlineContentParser {

    /** A formula as it was written, with its delimiters. */
    static final class Formula extends CustomNode {
        private final String source;

        Formula(String source) {
            this.source = source;
        }

        String source() {
            return source;
        }
    }

    /** Makes the parser, which keeps nothing. */
    static final class Factory implements InlineContentParserFactory {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('\\', '$');
        }

        @Override
        public InlineContentParser create() {
            return new FormulaInlineParser();
        }
    }

    @Override
    public ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        int before = scanner.peekPreviousCodePoint();
        Position start = scanner.position();
        char first = scanner.peek();
        scanner.next();
        char second = scanner.peek();
        boolean possible =
                first == '$'
                        ? !Character.isWhitespace(second)
                        : second == '(' || second == '[' || second == 'b';
        if (!possible) {
            return ParsedInline.none();
        }
        scanner.setPosition(start);
        StringBuilder text = new StringBuilder();
        if (before > 0) {
            text.appendCodePoint(before);
        }
        int from = text.length();
        int most = from + FormulaScanner.MOST_CHARACTERS + 8;
        boolean oneLine = first == '$' && second != '$';
        while (scanner.hasNext() && text.length() < most) {
            if (oneLine && scanner.peek() == '\n') {
                break;
            }
            text.append(scanner.peek());
            scanner.next();
        }
        int end = FormulaScanner.end(text, from);
        if (end < 0) {
            return ParsedInline.none();
        }
        scanner.setPosition(start);
        for (int i = from; i < end; i++) {
            scanner.next();
        }
        return ParsedInline.of(new Formula(text.substring(from, end)), scanner.position());
    }
}
