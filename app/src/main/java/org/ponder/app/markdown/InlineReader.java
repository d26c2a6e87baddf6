package org.ponder.app.markdown;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Flattens running text into spans. */
final class InlineReader {
    /**
     * Deeper nesting than this is shown without its styles, so that no input exhausts the stack.
     */
    private static final int MAX_DEPTH = 64;

    private final List<Span> spans = new ArrayList<>();

    static List<Span> read(Node parent) {
        InlineReader reader = new InlineReader();
        reader.children(parent, EnumSet.noneOf(SpanStyle.class), null, 0);
        return reader.spans;
    }

    private void children(Node parent, Set<SpanStyle> styles, @Nullable String target, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Text text -> add(text.getLiteral(), styles, target);
                case Code code -> add(code.getLiteral(), with(styles, SpanStyle.CODE), target);
                case HtmlInline html -> add(html.getLiteral(), styles, target);
                case SoftLineBreak line -> add(" ", styles, target);
                case HardLineBreak line -> add("\n", styles, target);
                case Emphasis e -> children(e, with(styles, SpanStyle.ITALIC), target, depth + 1);
                case StrongEmphasis e ->
                        children(e, with(styles, SpanStyle.BOLD), target, depth + 1);
                case Strikethrough e ->
                        children(e, with(styles, SpanStyle.STRIKE), target, depth + 1);
                case Link link ->
                        children(
                                link,
                                with(styles, SpanStyle.LINK),
                                link.getDestination(),
                                depth + 1);
                // Pictures are never fetched: their description leads to them instead.
                case Image image ->
                        children(
                                image,
                                with(styles, SpanStyle.LINK),
                                image.getDestination(),
                                depth + 1);
                default -> children(node, styles, target, depth + 1);
            }
        }
    }

    private void add(String text, Set<SpanStyle> styles, @Nullable String target) {
        if (!text.isEmpty()) {
            spans.add(new Span(text, styles, target));
        }
    }

    private static Set<SpanStyle> with(Set<SpanStyle> styles, SpanStyle style) {
        Set<SpanStyle> more = EnumSet.of(style);
        more.addAll(styles);
        return more;
    }
}
