package org.ponder.ui;

import java.net.URL;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;

/** The window's stylesheets and texts. */
public final class UiResources {

    private static final ResourceBundle ICONS = ResourceBundle.getBundle("org.ponder.ui.icons");

    private UiResources() {}

    /** An icon's outline as an SVG path on a grid of 24 by 24, to be stroked. */
    public static String icon(String name) {
        return ICONS.getString(name);
    }

    /** The texts in the given language; English where there is no translation. */
    public static ResourceBundle messages(Locale locale) {
        return ResourceBundle.getBundle(
                "org.ponder.ui.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Address of a stylesheet by its file name. */
    public static String stylesheet(String name) {
        return address(name);
    }

    /** Address of the picture that stands for Ponder, a PNG of 256 by 256. */
    public static String applicationIcon() {
        return address("ponder.png");
    }

    private static String address(String name) {
        URL url = UiResources.class.getResource(name);
        return Objects.requireNonNull(url, "no resource " + name).toExternalForm();
    }
}
