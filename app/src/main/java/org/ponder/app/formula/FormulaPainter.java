package org.ponder.app.formula;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Insets;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;
import org.scilab.forge.jlatexmath.TeXIcon;

/** Draws a formula with JLaTeXMath, which keeps state of its own for all threads. */
final class FormulaPainter {
    /** Computer Modern's letters are smaller than those of the fonts around them. */
    private static final float SIZE = 1.18f;

    private static final int MOST_WIDTH = 8000;
    private static final int MOST_HEIGHT = 4000;
    private static final int MOST_PIXELS = 6_000_000;
    private static final int EDGE = 1;
    private static final long PATIENCE_MILLIS = 500;
    private static final ReentrantLock PAINTING = new ReentrantLock();

    private FormulaPainter() {}

    /** One at a time; a formula that does not come to an end is not waited for long. */
    static FormulaImage paint(Formula formula) throws FormulaRefused, InterruptedException {
        boolean alone = PAINTING.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return draw(formula);
        } finally {
            if (alone) {
                PAINTING.unlock();
            }
        }
    }

    private static FormulaImage draw(Formula formula) throws FormulaRefused {
        int style = formula.displayed() ? TeXConstants.STYLE_DISPLAY : TeXConstants.STYLE_TEXT;
        TeXIcon icon =
                new TeXFormula(LatexDialect.checked(formula.tex()))
                        .createTeXIcon(style, formula.look().pixels() * SIZE);
        // Exactly these; otherwise a margin is added that tears words apart.
        icon.setInsets(new Insets(EDGE, EDGE, EDGE, EDGE), true);
        icon.setForeground(new Color(formula.look().argb(), true));
        double above = EDGE + icon.getTrueIconHeight() - icon.getTrueIconDepth();
        // On a whole pixel, so that letters of formulas and of words stand on one line.
        int baseline = (int) Math.ceil(above);
        int width = icon.getIconWidth();
        int height = baseline + (int) Math.ceil(icon.getTrueIconDepth()) + EDGE;
        if (width < 1
                || height < 1
                || width > MOST_WIDTH
                || height > MOST_HEIGHT
                || (long) width * height > MOST_PIXELS) {
            throw new FormulaRefused("as large as " + width + " by " + height);
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.translate(0, baseline - above);
        icon.paintIcon(null, graphics, 0, 0);
        graphics.dispose();
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        return new FormulaImage(width, height, baseline, pixels);
    }
}
