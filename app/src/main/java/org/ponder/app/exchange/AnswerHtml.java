package org.ponder.app.exchange;

import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.ponder.app.markdown.FormulaExtension;

/** An answer's Markdown as HTML: markup in it is escaped, addresses checked, images left out. */
final class AnswerHtml {
    /** Deeper nesting than this is no one's writing, and the renderer goes down it by recursion. */
    private static final int DEEPEST = 100;

    private static final List<Extension> EXTENSIONS =
            List.of(
                    TablesExtension.create(),
                    StrikethroughExtension.create(),
                    FormulaExtension.create());

    private AnswerHtml() {}

    static String of(String markdown, FormulaHtml formulas) {
        Parser parser =
                Parser.builder()
                        .extensions(EXTENSIONS)
                        .maxOpenBlockParsers(DEEPEST)
                        .maxInlineNesting(DEEPEST)
                        .build();
        Node document = parser.parse(markdown);
        if (depth(document) > 3 * DEEPEST) {
            return "<pre>" + HtmlExport.escaped(markdown) + "</pre>";
        }
        return HtmlRenderer.builder()
                // The first that can render something does.
                .extensions(List.of(FormulaExtension.shownAs(formulas::of)))
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .nodeRendererFactory(ImagesAsText::new)
                .build()
                .render(document);
    }

    /** How deep the tree is, found without going down it by recursion. */
    private static int depth(Node document) {
        int deepest = 0;
        int depth = 0;
        Node node = document;
        while (node != null) {
            deepest = Math.max(deepest, depth);
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
                continue;
            }
            while (node != null && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            node = node == null ? null : node.getNext();
        }
        return deepest;
    }

    /** What an image is said to show; the image itself would be fetched from the network. */
    private record ImagesAsText(HtmlNodeRendererContext context) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Image.class);
        }

        @Override
        public void render(Node image) {
            for (Node child = image.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }
    }
}
