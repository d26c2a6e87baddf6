package org.ponder.app.markdown;

import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** Formulas in Markdown; in HTML they are what was written, unless they are shown otherwise. */
public final class FormulaExtension
        implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {
    /** Writes a formula as it was written, or otherwise. */
    private final BiConsumer<HtmlWriter, String> writing;

    private FormulaExtension(BiConsumer<HtmlWriter, String> writing) {
        this.writing = writing;
    }

    /** The extension, for a parser or a renderer. */
    public static FormulaExtension create() {
        return new FormulaExtension(HtmlWriter::text);
    }

    /**
     * The extension, for a renderer that shows formulas as more than their source.
     *
     * @param html makes markup of a formula as it was written
     */
    public static FormulaExtension shownAs(UnaryOperator<String> html) {
        return new FormulaExtension((out, source) -> out.raw(html.apply(source)));
    }

    @Override
    public void extend(Parser.Builder parser) {
        parser.customBlockParserFactory(new FormulaBlockParser.Factory());
        parser.customInlineContentParserFactory(new FormulaInlineParser.Factory());
    }

    @Override
    public void extend(HtmlRenderer.Builder renderer) {
        renderer.nodeRendererFactory(context -> new Shown(context, writing));
    }

    private record Shown(HtmlNodeRendererContext context, BiConsumer<HtmlWriter, String> writing)
            implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FormulaInlineParser.Formula.class, FormulaBlockParser.Formula.class);
        }

        @Override
        public void render(Node node) {
            HtmlWriter out = context.getWriter();
            switch (node) {
                case FormulaInlineParser.Formula formula -> writing.accept(out, formula.source());
                case FormulaBlockParser.Formula formula -> {
                    out.line();
                    out.tag("p");
                    writing.accept(out, formula.source());
                    out.tag("/p");
                    out.line();
                }
                default -> {}
            }
        }
    }
}
