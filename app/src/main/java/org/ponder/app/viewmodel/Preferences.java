package org.ponder.app.viewmodel;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.ponder.app.store.LookSettings;
import org.ponder.app.store.Settings;
import org.ponder.app.store.ThoughtMode;
import org.ponder.app.store.ThoughtSettings;

/**
 * What the user prefers, everywhere but where a conversation or a message has its own. Each change
 * is handed on to be saved.
 */
public final class Preferences {
    private static final double SCALE_STEP = 0.1;
    private static final double SMALLEST = 0.7;
    private static final double LARGEST = 2;

    private final ReadOnlyObjectWrapper<Settings> settings;
    private final Consumer<Settings> save;
    private final ObjectProperty<ThoughtMode> thoughtMode;
    private final ObjectProperty<LookSettings.Theme> theme;
    private final DoubleProperty fontScale;
    private final BooleanProperty sidebar;

    /**
     * @param save keeps changed settings; must not wait for the disk
     */
    public Preferences(Settings settings, Consumer<Settings> save) {
        this.settings = new ReadOnlyObjectWrapper<>(settings);
        this.save = save;
        thoughtMode = new SimpleObjectProperty<>(settings.thoughts().mode());
        theme = new SimpleObjectProperty<>(settings.look().theme());
        fontScale =
                new SimpleDoubleProperty(
                        Math.clamp(settings.look().fontScale(), SMALLEST, LARGEST));
        sidebar = new SimpleBooleanProperty(settings.look().sidebar());
        thoughtMode.subscribe((before, now) ->
                change(old ->
                        old.withThoughts(
                                new ThoughtSettings(
                                        now, old.thoughts().think(), old.thoughts().budget()))));
        theme.subscribe((before, now) -> change(old -> old.withLook(old.look().withTheme(now))));
        fontScale.subscribe((before, now) ->
                change(old -> old.withLook(old.look().withFontScale(now.doubleValue()))));
        sidebar.subscribe(
                (before, now) -> change(old -> old.withLook(old.look().withSidebar(now))));
    }

    /** Changes some settings and has them saved. */
    public void change(UnaryOperator<Settings> change) {
        Settings now = change.apply(settings.get());
        if (!now.equals(settings.get())) {
            settings.set(now);
            save.accept(now);
            thoughtMode.set(now.thoughts().mode());
            theme.set(now.look().theme());
        }
    }

    /** Goes on to the next way of showing thoughts. */
    public void cycleThoughtMode() {
        thoughtMode.set(
                switch (thoughtMode.get()) {
                    case LIVE -> ThoughtMode.PEEK;
                    case PEEK -> ThoughtMode.HIDDEN;
                    case HIDDEN -> ThoughtMode.LIVE;
                });
    }

    /** Makes text larger by some steps, or smaller by negative ones; 0 is the usual size again. */
    public void zoom(int steps) {
        double wanted = steps == 0 ? 1 : fontScale.get() + steps * SCALE_STEP;
        fontScale.set(Math.clamp(Math.round(wanted * 10) / 10.0, SMALLEST, LARGEST));
    }

    /** All settings. */
    public ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    /** How thoughts are shown. */
    public ObjectProperty<ThoughtMode> thoughtModeProperty() {
        return thoughtMode;
    }

    /** Light, dark, or as the system has it. */
    public ObjectProperty<LookSettings.Theme> themeProperty() {
        return theme;
    }

    /** How large text is; 1 is the usual size. */
    public DoubleProperty fontScaleProperty() {
        return fontScale;
    }

    /** Whether the conversations are shown at the left. */
    public BooleanProperty sidebarProperty() {
        return sidebar;
    }
}
