package org.ponder.app.formula;

import org.ponder.app.markdown.FormulaScanner;

/**
 * A formula to be drawn.
 *
 * @param tex LaTeX without delimiters
 * @param displayed whether it stands on a line of its own, where fractions and sums are large
 * @param look size and colour
 */
public record Formula(String tex, boolean displayed, Look look) {

    /**
     * How a formula is drawn.
     *
     * @param pixels height of the text around it, in the screen's own pixels
     * @param argb colour of the text
     */
    public record Look(float pixels, int argb) {}

    /** Of what was written, with delimiters and perhaps a mark that ends the sentence. */
    public static Formula of(String source, Look look) {
        return new Formula(inner(source.strip()), FormulaScanner.isDisplayed(source), look);
    }

    private static String inner(String source) {
        String close;
        if (source.startsWith("\\(")) {
            close = "\\)";
        } else if (source.startsWith("\\[")) {
            close = "\\]";
        } else if (source.startsWith("$$")) {
            close = "$$";
        } else if (source.startsWith("$")) {
            close = "$";
        } else {
            return source;
        }
        int open = close.length();
        int end = source.lastIndexOf(close);
        return end < open
                ? source
                : source.substring(open, end).strip() + source.substring(end + close.length());
    }
}
