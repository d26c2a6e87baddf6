package org.ponder.app.formula;

/** A formula's pixels, in the screen's own size. */
public final class FormulaImage {
    private final int width;
    private final int height;
    private final double baseline;
    private final int[] pixels;

    FormulaImage(int width, int height, double baseline, int[] pixels) {
        this.width = width;
        this.height = height;
        this.baseline = baseline;
        this.pixels = pixels;
    }

    /** Pixels in a row. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** From the upper edge down to the line that its letters stand on. */
    public double baseline() {
        return baseline;
    }

    /** Row by row, alpha first, colours multiplied by it; not a copy. */
    public int[] pixels() {
        return pixels;
    }
}
