package org.ponder.app.view;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.stage.Screen;
import org.ponder.app.store.LookSettings;
import org.ponder.app.viewmodel.Preferences;
import org.ponder.ui.UiResources;

/** Dresses a scene in the theme and the text size that the user prefers. */
public final class Appearance {
    private static final double TEXT_SIZE = 14;

    /** The first of these that is installed; the system's own where none is. */
    private static final List<String> FAMILIES =
            List.of("Inter", "SF Pro Text", "Segoe UI Variable Text", "Segoe UI", "Noto Sans");

    /** What JavaFX takes for any monospaced one is Courier New where these are installed. */
    private static final List<String> CODE_FAMILIES = List.of("Consolas", "Menlo");

    private Appearance() {}

    /** Applies the preferences, now and whenever they change. */
    public static void apply(Scene scene, Preferences preferences) {
        String ponder = ponder(Font.getFamilies());
        Runnable dress =
                () ->
                        dress(
                                scene,
                                ponder,
                                preferences.themeProperty().get(),
                                preferences.fontScaleProperty().get());
        preferences.themeProperty().subscribe(dress);
        Platform.getPreferences().colorSchemeProperty().subscribe(dress);
        preferences.fontScaleProperty().subscribe(dress);
        dress.run();
        String family =
                FAMILIES.stream()
                        .filter(Font.getFamilies()::contains)
                        .findFirst()
                        .map(name -> "-fx-font-family: \"" + name + "\"; ")
                        .orElse("");
        preferences
                .fontScaleProperty()
                .subscribe(scale ->
                        scene.getRoot()
                                .setStyle(
                                        family
                                                + "-fx-font-size: "
                                                + TEXT_SIZE * scale.doubleValue()
                                                + "px;"));
    }

    /**
     * Has JavaFX read the theme. Before the first control is made: with it JavaFX would read its
     * own theme, which is not used.
     */
    public static void prepare(Preferences preferences) {
        useTheme(isDark(preferences.themeProperty().get()));
    }

    /**
     * Ponder's own stylesheet, with a family for code that looks well.
     *
     * @param installed the families that there are
     */
    static String ponder(List<String> installed) {
        String address = UiResources.stylesheet("ponder.css");
        return CODE_FAMILIES.stream()
                .filter(installed::contains)
                .findFirst()
                .map(family -> withCodeIn(family, address))
                .orElse(address);
    }

    private static String withCodeIn(String family, String address) {
        try (InputStream in = URI.create(address).toURL().openStream()) {
            String sheet = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Icon.address(sheet.replace("monospace", '"' + family + '"'));
        } catch (IOException e) {
            return address;
        }
    }

    private static void dress(Scene scene, String ponder, LookSettings.Theme theme, double scale) {
        boolean dark = isDark(theme);
        useTheme(dark);
        scene.getStylesheets()
                .setAll(
                        UiResources.stylesheet(dark ? "dark.css" : "light.css"),
                        UiResources.stylesheet("controls.css"),
                        ponder,
                        Icon.stylesheet(scale));
    }

    /** Whether a theme looks dark on this desktop at the moment. */
    static boolean isDark(LookSettings.Theme theme) {
        return isDark(theme, Platform.getPreferences().getColorScheme());
    }

    private static boolean isDark(LookSettings.Theme theme, ColorScheme desktop) {
        return theme == LookSettings.Theme.DARK
                || (theme == LookSettings.Theme.SYSTEM && desktop == ColorScheme.DARK);
    }

    /** The theme that looks different from this one on such a desktop. */
    static LookSettings.Theme other(LookSettings.Theme theme, ColorScheme desktop) {
        return isDark(theme, desktop) ? LookSettings.Theme.LIGHT : LookSettings.Theme.DARK;
    }

    private static void useTheme(boolean dark) {
        // The compiled form is read several times faster than the text.
        Application.setUserAgentStylesheet(
                dark
                        ? new PrimerDark().getUserAgentStylesheetBSS()
                        : new PrimerLight().getUserAgentStylesheetBSS());
    }

    /** Whether a window that was there would be seen. */
    public static boolean onScreen(LookSettings.WindowBounds bounds) {
        return !Screen.getScreensForRectangle(
                        bounds.x(), bounds.y(), bounds.width(), bounds.height())
                .isEmpty();
    }
}
