package org.ponder.app.view;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.ponder.app.viewmodel.Texts;

/** The parts of a page on which the user fills something in. */
final class PageForm {
    private final Texts texts;
    private final double names;

    /**
     * @param names how wide the names before the controls are
     */
    PageForm(Texts texts, double names) {
        this.texts = texts;
        this.names = names;
    }

    /** What the page is for. */
    Label note(String key) {
        return wrapped(texts.get(key), "library-note");
    }

    /** What is wrong with what was filled in; empty at first. */
    Label problem(String id) {
        Label problem = wrapped("", "library-problem");
        problem.setId(id);
        return problem;
    }

    private static Label wrapped(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }

    /** A control with its name before it. */
    HBox row(String key, Node control) {
        Label name = NameFor.control(control, texts.get(key));
        name.setMinWidth(names);
        name.setPrefWidth(names); // or a long name leaves its control no room
        name.setWrapText(true);
        HBox.setHgrow(control, Priority.ALWAYS);
        HBox row = new HBox(16, name, control);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
