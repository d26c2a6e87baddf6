package org.ponder.app.view;

import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ToggleButton;
import org.ponder.app.viewmodel.SearchedParts;
import org.ponder.app.viewmodel.Texts;

/** In which parts of conversations words are looked for. */
final class SearchedPartsChoice extends Segments {

    /**
     * @param id of a button begins with it
     */
    SearchedPartsChoice(Texts texts, String id, ObjectProperty<SearchedParts> searched) {
        setAccessibleText(texts.get("search.parts"));
        for (SearchedParts parts : SearchedParts.values()) {
            String name = parts.name().toLowerCase(Locale.ROOT);
            ToggleButton button = new ToggleButton(texts.get("search.parts." + name));
            button.setId(id + "-" + name);
            Buttons.named(button, texts.get("search.parts." + name + ".help"));
            Buttons.choosing(button, () -> searched.set(parts));
            Weakly.follow(button, searched, now -> button.setSelected(now == parts));
            add(button);
        }
    }
}
