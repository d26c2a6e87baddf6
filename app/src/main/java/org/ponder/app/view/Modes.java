package org.ponder.app.view;

import java.util.Locale;
import org.ponder.app.store.ThoughtMode;

/** How the ways of showing a thought are named in icons and texts. */
final class Modes {
    private Modes() {}

    static String key(ThoughtMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
