package org.ponder.app.viewmodel;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Reads numbers as people type them, who write thousands and fractions in more ways than one. */
public final class Numbers {
    /** Thousands set off by the same sign throughout. */
    private static final Pattern THOUSANDS =
            Pattern.compile("[+-]?\\d{1,3}([.,])\\d{3}(\\1\\d{3})*");

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+[.,]?\\d*|[.,]\\d+)([eE][+-]?\\d+)?");

    /** A thousand and more to some, one and a fraction to others. */
    private static final Pattern UNCLEAR = Pattern.compile("[+-]?[1-9]\\d{0,2},\\d{3}");

    private Numbers() {}

    /**
     * A whole number.
     *
     * @throws NumberFormatException where it is none
     */
    public static int whole(String typed) {
        String text = plain(typed);
        return Integer.parseInt(
                THOUSANDS.matcher(text).matches() ? text.replaceAll("[.,]", "") : text);
    }

    /**
     * A number that may have a fraction.
     *
     * @throws NumberFormatException where it is none, or may be two
     */
    static double decimal(String typed) {
        String text = plain(typed);
        if (!DECIMAL.matcher(text).matches() || UNCLEAR.matcher(text).matches()) {
            throw new NumberFormatException(typed);
        }
        return Double.parseDouble(text.replace(',', '.'));
    }

    /** With digits of the usual width, and without the spaces that set thousands off. */
    private static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("(?<=\\d)[ '’](?=\\d{3}(?!\\d))", "");
    }
}
