package org.ponder.app.markdown;

import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** Formulas in Markdown; in HTML they are the text that was written, to the letter. */
public final class FormulaExtension
        implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {
    private FormulaExtension() {}

    /** The extension, for a parser or a renderer. */
    public static FormulaExtension create() {
        return new FormulaExtension();
    }

    @Override
    public void extend(Parser.Builder parser) {
        parser.customBlockParserFactory(new FormulaBlockParser.Factory());
        parser.customInlineContentParserFactory(new FormulaInlineParser.Factory());
    }

    @Override
    public void extend(HtmlRenderer.Builder renderer) {
        renderer.nodeRendererFactory(AsText::new);
    }

    private record AsText(HtmlNodeRendererContext context) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FormulaInlineParser.Formula.class, FormulaBlockParser.Formula.class);
        }

        @Override
        public void render(Node node) {
            HtmlWriter html = context.getWriter();
            switch (node) {
                case FormulaInlineParser.Formula formula -> html.text(formula.source());
                case FormulaBlockParser.Formula formula -> {
                    html.line();
                    html.tag("p");
                    html.text(formula.source());
                    html.tag("/p");
                    html.line();
                }
                default -> {}
            }
        }
    }
}
