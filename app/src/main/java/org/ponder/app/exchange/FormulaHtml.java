package org.ponder.app.exchange;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.ponder.app.formula.Formula;
import org.ponder.app.formula.FormulaImage;
import org.ponder.app.formula.FormulaRenderer;
import org.ponder.app.markdown.FormulaScanner;
import org.ponder.app.markdown.Span;
import org.ponder.app.markdown.SpanStyle;

/**
 * Formulas as pictures within the page: black, which the page turns round where it is dark. What
 * cannot be drawn is there as it was written.
 */
final class FormulaHtml implements AutoCloseable {
    /** Pixels to the letter's height; three times a screen's, for those who enlarge or print. */
    private static final float EM = 48;

    private static final Formula.Look LOOK = new Formula.Look(EM, 0xFF000000);

    /** Nobody looks on, and the first formula waits for the fonts. */
    private final FormulaRenderer renderer = new FormulaRenderer(Duration.ofSeconds(20));

    /** One formula, with the delimiters that it was written with. */
    String of(String source) {
        CompletableFuture<@Nullable FormulaImage> drawn = new CompletableFuture<>();
        renderer.draw(Formula.of(source, LOOK), drawn::complete);
        FormulaImage image = drawn.join();
        String html = image == null ? HtmlExport.escaped(source) : picture(source, image);
        return FormulaScanner.isDisplayed(source.strip())
                ? "<span class=\"displayed\">" + html + "</span>"
                : html;
    }

    /** Running text without any other markup, its formulas drawn. */
    String text(String written) {
        StringBuilder html = new StringBuilder();
        for (Span span : FormulaScanner.spans(written)) {
            html.append(
                    span.styles().contains(SpanStyle.FORMULA)
                            ? of(span.text())
                            : HtmlExport.escaped(span.text()));
        }
        return html.toString();
    }

    private static String picture(String source, FormulaImage image) {
        return String.format(
                Locale.ROOT,
                "<img class=\"formula\" alt=\"%s\" style=\"width:%.3fem;vertical-align:%.3fem\""
                        + " src=\"data:image/png;base64,%s\">",
                HtmlExport.escaped(source),
                image.width() / EM,
                (image.baseline() - image.height()) / EM,
                Base64.getEncoder().encodeToString(png(image)));
    }

    private static byte[] png(FormulaImage image) {
        BufferedImage picture =
                new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_ARGB_PRE);
        picture.getRaster().setDataElements(0, 0, image.width(), image.height(), image.pixels());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException("Memory cannot be written to.", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        renderer.close();
    }
}
