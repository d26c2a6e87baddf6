package org.ponder.app.view;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.ponder.app.models.Fit;
import org.ponder.app.models.Place;
import org.ponder.app.viewmodel.ModelLibraryViewModel;
import org.ponder.app.viewmodel.ModelRow;
import org.ponder.app.viewmodel.Texts;

/**
 * A model on this computer with what can be done with it. What is newly found out about the model
 * changes only the words, so that its open menu, and what is being typed below it, stay.
 */
final class ModelRowView extends VBox {
    private final ModelLibraryViewModel library;
    private final Texts texts;
    private final Label name = FullText.whereCut(new Label());
    private final Label detail = FullText.whereCut(note());
    private final Label problem = new Label();
    private final Label standard;
    private final Label speed = note();
    private final Label fits = ModelList.badge("");
    private final Label used;
    private final Button use;
    private final MenuButton menu;
    private final MenuItem setStandard;
    private final List<MenuItem> usable;
    private final MenuItem remove;
    private ModelRow row;

    /**
     * @param close called when the model was chosen
     */
    ModelRowView(ModelRow row, ModelLibraryViewModel library, Texts texts, Runnable close) {
        this.row = row;
        this.library = library;
        this.texts = texts;
        setSpacing(4);
        getStyleClass().add("model-row");
        name.getStyleClass().add("model-name");
        problem.setWrapText(true);
        problem.getStyleClass().add("library-problem");
        standard = ModelList.badge(texts.get("library.standard"));
        speed.setMinWidth(USE_PREF_SIZE);
        use = new Button(texts.get("library.use"));
        use.getStyleClass().add("use-model");
        use.setMinWidth(USE_PREF_SIZE);
        use.setOnAction(event -> {
            library.use(this.row.entry().file());
            close.run();
        });
        used = ModelList.badge(texts.get("library.used"));
        used.getStyleClass().add("used-model");
        menu = Buttons.named(new MenuButton(), texts.get("library.more"));
        menu.setGraphic(new Icon("more", 16));
        menu.getStyleClass().addAll("quiet", "bare", "round");
        MenuItem rename = item(texts.get("library.rename"), this::askForName);
        MenuItem own = item(texts.get("library.own"), this::showSettings);
        own.setId("own-settings");
        setStandard = item("", () -> library.changes().setStandard(this.row, !this.row.standard()));
        usable = List.of(rename, own, setStandard);
        remove = item("", this::askToRemove);
        VBox left = new VBox(2, name, detail);
        left.setMinWidth(0);
        left.setPrefWidth(0); // it gives way before what stands beside it
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox line = new HBox(8, left, standard, speed, fits, used, use, menu);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(line);
        Weakly.follow(this, library.usedProperty(), file -> tell());
    }

    private static Label note() {
        Label note = new Label();
        note.getStyleClass().add("library-note");
        return note;
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setOnAction(event -> action.run());
        return item;
    }

    /** Tells what is known of the model now. */
    void update(ModelRow now) {
        if (!now.equals(row)) {
            row = now;
            tell();
        }
    }

    private void tell() {
        name.setText(row.entry().name());
        detail.setText(library.detail(row));
        menu.setId("more-" + row.entry().name());
        Fit fit = row.fit();
        show(standard, fit != null && row.standard());
        show(speed, fit != null);
        show(fits, fit != null);
        boolean answers = row.entry().file().equals(library.usedProperty().get());
        show(used, fit != null && answers);
        show(use, fit != null && !answers);
        if (fit != null) {
            speed.setText(library.speed(fit));
            ModelList.tell(fits, library, fit);
            setStandard.setText(
                    texts.get(row.standard() ? "library.standard.unset" : "library.standard.set"));
            getChildren().remove(problem);
        } else if (!getChildren().contains(problem)) {
            getChildren().add(1, problem);
        }
        problem.setText(row.entry().problem());
        boolean own = row.entry().own();
        remove.setText(texts.get(own ? "library.delete" : "library.forget"));
        list(usable, fit != null);
        list(List.of(remove), own || row.entry().keeper() == Place.Keeper.USER);
        menu.setVisible(!menu.getItems().isEmpty());
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** Changes the menu only where it must be: a change closes it under the user's hand. */
    private void list(List<MenuItem> items, boolean listed) {
        if (listed == menu.getItems().containsAll(items)) {
            return;
        }
        if (!listed) {
            menu.getItems().removeAll(items);
        } else {
            menu.getItems().addAll(items.contains(remove) ? menu.getItems().size() : 0, items);
        }
    }

    /** Shows something below the line, in place of what was there. */
    private void below(Node node) {
        getChildren().setAll(getChildren().getFirst(), node);
    }

    private void endBelow() {
        getChildren().remove(1, getChildren().size());
        menu.requestFocus();
        tell();
    }

    private void showSettings() {
        ModelForm form = new ModelForm(library.changes().settingsOf(row), texts, this::endBelow);
        below(form);
        form.focusFirst();
    }

    /** Asks in the row itself, so that the list stays in sight. */
    private void askForName() {
        TextField field = new TextField(row.entry().name());
        HBox.setHgrow(field, Priority.ALWAYS);
        Button done = new Button(texts.get("save"));
        done.getStyleClass().add("accent");
        done.setOnAction(event -> {
            if (library.changes().rename(row, field.getText())) {
                endBelow();
            }
        });
        field.setOnAction(event -> done.fire());
        Button cancel = new Button(texts.get("cancel"));
        cancel.setOnAction(event -> endBelow());
        Label what = NameFor.control(field, texts.get("library.rename"));
        what.setMinWidth(Region.USE_PREF_SIZE);
        HBox asked = TypedForm.of(new HBox(8, what, field, cancel, done));
        asked.setAlignment(Pos.CENTER_LEFT);
        below(asked);
        field.requestFocus();
        field.selectAll();
    }

    private void askToRemove() {
        boolean own = row.entry().own();
        AskRow ask =
                new AskRow(
                        texts,
                        library.changes().askToRemove(row),
                        "remove-model",
                        texts.get(own ? "library.delete" : "library.forget"),
                        () -> library.changes().remove(row),
                        this::endBelow);
        below(ask);
        ask.focus();
    }
}
