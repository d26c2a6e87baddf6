package org.ponder.app.markdown;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
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

    /**
     * The definition as it is read: a list of sources is one of definitions, and what refers to one
     * may have been read before it came.
     */
    static List<Span> definition(LinkReferenceDefinition definition) {
        InlineReader reader = new InlineReader();
        Set<SpanStyle> plain = EnumSet.noneOf(SpanStyle.class);
        reader.add("[" + definition.getLabel() + "]: ", plain, null);
        reader.address(definition.getDestination(), plain, null);
        if (definition.getTitle() != null) {
            reader.add(" (" + definition.getTitle() + ")", plain, null);
        }
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
                case HtmlInline html ->
                        add(isBreak(html) ? "\n" : html.getLiteral(), styles, target);
                case FormulaInlineParser.Formula formula ->
                        add(formula.source(), with(styles, SpanStyle.FORMULA), target);
                case SoftLineBreak line -> add(" ", styles, target);
                case HardLineBreak line -> add("\n", styles, target);
                case Emphasis e -> children(e, with(styles, SpanStyle.ITALIC), target, depth + 1);
                case StrongEmphasis e ->
                        children(e, with(styles, SpanStyle.BOLD), target, depth + 1);
                case Strikethrough e ->
                        children(e, with(styles, SpanStyle.STRIKE), target, depth + 1);
                case Link link -> link(link, styles, target, depth);
                case Image image -> image(image, styles, target, depth);
                default -> children(node, styles, target, depth + 1);
            }
        }
    }

    /** What cannot be opened is no link; its address is still told. */
    private void link(Link link, Set<SpanStyle> styles, @Nullable String target, int depth) {
        String address = Addresses.openable(link.getDestination());
        if (address != null) {
            children(link, with(styles, SpanStyle.LINK), address, depth + 1);
        } else {
            children(link, styles, target, depth + 1);
            add(" (" + link.getDestination() + ")", styles, target);
        }
    }

    /** Pictures are never fetched: what they show is told, and where they are. */
    private void image(Image image, Set<SpanStyle> styles, @Nullable String target, int depth) {
        int before = spans.size();
        children(image, with(styles, SpanStyle.ITALIC), target, depth + 1);
        boolean described = spans.size() > before;
        add(described ? " (" : "", styles, target);
        address(image.getDestination(), styles, target);
        add(described ? ")" : "", styles, target);
    }

    private void address(String destination, Set<SpanStyle> styles, @Nullable String target) {
        String address = Addresses.openable(destination);
        if (address != null) {
            add(address, with(styles, SpanStyle.LINK), address);
        } else {
            add(destination, styles, target);
        }
    }

    /** The one piece of HTML that models write for want of another way to break a cell's line. */
    private static boolean isBreak(HtmlInline html) {
        String tag = html.getLiteral().replace(" ", "").toLowerCase(Locale.ROOT);
        return tag.equals("<br>") || tag.equals("<br/>");
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
