package org.ponder.app.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.jspecify.annotations.Nullable;
import org.ponder.app.markdown.Addresses;
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
                .nodeRendererFactory(AsInTheWindow::new)
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

    /**
     * Links only to what the window opens, definitions of links, and of an image what it is said to
     * show; the image itself would be fetched from the network.
     */
    private record AsInTheWindow(HtmlNodeRendererContext context) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Link.class, LinkReferenceDefinition.class, Image.class);
        }

        @Override
        public void render(Node node) {
            switch (node) {
                case Link link -> link(link);
                case LinkReferenceDefinition definition -> definition(definition);
                default -> children(node);
            }
        }

        private void link(Link link) {
            String address = Addresses.openable(link.getDestination());
            if (address == null) {
                children(link);
                context.getWriter().text(" (" + link.getDestination() + ")");
            } else {
                open(address, link.getTitle());
                children(link);
                context.getWriter().tag("/a");
            }
        }

        private void definition(LinkReferenceDefinition definition) {
            HtmlWriter html = context.getWriter();
            html.line();
            html.tag("p");
            html.text("[" + definition.getLabel() + "]: ");
            String address = Addresses.openable(definition.getDestination());
            if (address == null) {
                html.text(definition.getDestination());
            } else {
                open(address, null);
                html.text(address);
                html.tag("/a");
            }
            if (definition.getTitle() != null) {
                html.text(" (" + definition.getTitle() + ")");
            }
            html.tag("/p");
            html.line();
        }

        private void open(String address, @Nullable String title) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("href", address);
            if (title != null) {
                attributes.put("title", title);
            }
            context.getWriter().tag("a", attributes);
        }

        private void children(Node parent) {
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }
    }
}
