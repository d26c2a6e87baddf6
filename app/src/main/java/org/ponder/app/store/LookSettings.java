package org.ponder.app.store;

import org.jspecify.annotations.Nullable;

/**
 * How the window looks.
 *
 * @param theme light or dark
 * @param language of the window as a BCP 47 tag such as "en" or "zh"; empty is the system's
 * @param fontScale 1 is the usual size
 * @param sidebar whether the conversations are shown at the left
 * @param window where it was; null is where the system puts it
 */
public record LookSettings(
        Theme theme,
        String language,
        double fontScale,
        boolean sidebar,
        @Nullable WindowBounds window) {
    /** The smallest and largest that text is scaled to. */
    public static final double SMALLEST_SCALE = 0.5;

    /** The largest that text is scaled to. */
    public static final double LARGEST_SCALE = 3;

    /** Light or dark. */
    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }

    /**
     * Where a window is, in the system's pixels.
     *
     * @param x of the left edge; negative on a screen to the left
     * @param y of the upper edge
     * @param width of the window when it is not maximized
     * @param height of the window when it is not maximized
     * @param maximized whether it fills the screen
     */
    public record WindowBounds(double x, double y, double width, double height, boolean maximized) {
        private static final double FARTHEST = 100_000;

        public WindowBounds {
            Ranges.require("window's x", x, -FARTHEST, FARTHEST);
            Ranges.require("window's y", y, -FARTHEST, FARTHEST);
            Ranges.require("window's width", width, 1, FARTHEST);
            Ranges.require("window's height", height, 1, FARTHEST);
        }
    }

    public LookSettings {
        Ranges.require("font scale", fontScale, SMALLEST_SCALE, LARGEST_SCALE);
        if (!language.matches("|[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")) {
            throw new IllegalArgumentException(
                    "The language must be empty or a tag such as en or zh, not " + language + ".");
        }
    }

    /** As the system has it. */
    public static LookSettings defaults() {
        return new LookSettings(Theme.SYSTEM, "", 1, true, null);
    }

    /** These with the window elsewhere. */
    public LookSettings withWindow(@Nullable WindowBounds other) {
        return new LookSettings(theme, language, fontScale, sidebar, other);
    }

    /** These with another theme. */
    public LookSettings withTheme(Theme other) {
        return new LookSettings(other, language, fontScale, sidebar, window);
    }

    /** These with another language. */
    public LookSettings withLanguage(String other) {
        return new LookSettings(theme, other, fontScale, sidebar, window);
    }

    /** These with another font scale. */
    public LookSettings withFontScale(double other) {
        return new LookSettings(theme, language, other, sidebar, window);
    }

    /** These with the conversations at the left shown or hidden. */
    public LookSettings withSidebar(boolean shown) {
        return new LookSettings(theme, language, fontScale, shown, window);
    }
}
