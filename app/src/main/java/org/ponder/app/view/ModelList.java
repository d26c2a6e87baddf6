package org.ponder.app.view;

import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
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
import org.ponder.app.viewmodel.ModelLibraryViewModel;
import org.ponder.app.viewmodel.ModelRow;
import org.ponder.app.viewmodel.Texts;

/** The models on this computer, each with what can be done with it. */
final class ModelList extends VBox {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");

    private final ModelLibraryViewModel library;
    private final Texts texts;
    private final Runnable close;
    private final ListChangeListener<ModelRow> changes = change -> show();

    ModelList(ModelLibraryViewModel library, Texts texts, Runnable close) {
        this.library = library;
        this.texts = texts;
        this.close = close;
        getStyleClass().add("model-list");
        library.models().addListener(new javafx.collections.WeakListChangeListener<>(changes));
        library.scanningProperty().subscribe(this::show);
        show();
    }

    private void show() {
        getChildren().setAll(library.models().stream().map(this::row).toList());
        if (library.models().isEmpty()) {
            Label empty =
                    new Label(
                            texts.get(
                                    library.scanningProperty().get()
                                            ? "library.scanning"
                                            : "library.empty"));
            empty.setWrapText(true);
            empty.getStyleClass().add("library-note");
            getChildren().add(empty);
        }
    }

    private Node row(ModelRow row) {
        Label name = new Label(row.entry().name());
        name.getStyleClass().add("model-name");
        Label detail = new Label(library.detail(row));
        detail.getStyleClass().add("library-note");
        VBox left = new VBox(2, name, detail);
        left.setMinWidth(0);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox line = new HBox(8, left);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(4, line);
        box.getStyleClass().add("model-row");
        Fit fit = row.fit();
        if (fit == null) {
            Label problem = new Label(row.entry().problem());
            problem.setWrapText(true);
            problem.getStyleClass().add("library-problem");
            box.getChildren().add(problem);
        } else {
            if (row.standard()) {
                line.getChildren().add(new Badge(texts.get("library.standard")));
            }
            Label speed = new Label(library.speed(fit));
            speed.getStyleClass().add("library-note");
            speed.setMinWidth(Region.USE_PREF_SIZE);
            line.getChildren().addAll(speed, badge(library, fit));
            Button use = new Button(texts.get("library.use"));
            use.getStyleClass().add("use-model");
            use.setMinWidth(Region.USE_PREF_SIZE);
            use.setOnAction(event -> {
                library.use(row);
                close.run();
            });
            line.getChildren().add(use);
        }
        line.getChildren().add(menu(row, box));
        return box;
    }

    /** Whether a model fits, in words and a colour. */
    static Label badge(ModelLibraryViewModel library, Fit fit) {
        Badge badge = new Badge(library.badge(fit));
        badge.pseudoClassStateChanged(BAD, fit.verdict() == Fit.Verdict.TOO_LARGE);
        badge.pseudoClassStateChanged(TIGHT, fit.verdict() == Fit.Verdict.FITS_SMALLER);
        return badge;
    }

    private MenuButton menu(ModelRow row, VBox box) {
        MenuButton menu = Buttons.named(new MenuButton(), texts.get("library.more"));
        menu.setId("more-" + row.entry().name());
        menu.setGraphic(new Icon("more", 16));
        menu.getStyleClass().addAll("quiet", "bare", "round");
        if (row.fit() != null) {
            MenuItem rename = new MenuItem(texts.get("library.rename"));
            rename.setOnAction(event ->
                    edit(
                            box,
                            texts.get("library.rename"),
                            row.entry().name(),
                            text -> true,
                            text -> library.rename(row, text)));
            MenuItem own = new MenuItem(texts.get("library.own"));
            own.setId("own-settings");
            own.setOnAction(event -> {
                ModelForm form = new ModelForm(library.settingsOf(row), texts, this::show);
                box.getChildren().setAll(box.getChildren().getFirst(), form);
                form.focusFirst();
            });
            MenuItem standard =
                    new MenuItem(
                            texts.get(
                                    row.standard()
                                            ? "library.standard.unset"
                                            : "library.standard.set"));
            standard.setOnAction(event -> library.setStandard(row, !row.standard()));
            menu.getItems().addAll(rename, own, standard);
        }
        MenuItem remove =
                new MenuItem(texts.get(row.entry().own() ? "library.delete" : "library.forget"));
        remove.setOnAction(event -> askToRemove(row, box));
        boolean removable =
                row.entry().own()
                        || row.entry().keeper() == org.ponder.app.models.Place.Keeper.USER;
        if (removable) {
            menu.getItems().add(remove);
        }
        menu.setVisible(!menu.getItems().isEmpty());
        return menu;
    }

    /** Asks in the row itself, so that the list stays in sight. */
    private void edit(
            VBox box, String label, String now, Predicate<String> valid, Consumer<String> take) {
        TextField field = new TextField(now);
        field.setAccessibleText(label);
        HBox.setHgrow(field, Priority.ALWAYS);
        Button done = new Button(texts.get("save"));
        done.getStyleClass().add("accent");
        done.setOnAction(event -> take.accept(field.getText()));
        field.setOnAction(event -> done.fire());
        field.textProperty().subscribe(text -> done.setDisable(!valid.test(text)));
        Button cancel = new Button(texts.get("cancel"));
        cancel.setOnAction(event -> show());
        Label what = new Label(label);
        what.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(8, what, field, cancel, done);
        row.setAlignment(Pos.CENTER_LEFT);
        box.getChildren().setAll(box.getChildren().getFirst(), row);
        field.requestFocus();
        field.selectAll();
    }

    private void askToRemove(ModelRow row, VBox box) {
        Label question =
                new Label(
                        row.entry().own()
                                ? texts.format(
                                        "library.delete.ask",
                                        row.entry().name(),
                                        library.freed(row))
                                : texts.format("library.forget.ask", row.entry().name()));
        question.setWrapText(true);
        HBox.setHgrow(question, Priority.ALWAYS);
        Button cancel = new Button(texts.get("cancel"));
        cancel.setOnAction(event -> show());
        Button remove =
                new Button(texts.get(row.entry().own() ? "library.delete" : "library.forget"));
        remove.setId("remove-model");
        remove.getStyleClass().add("danger");
        remove.setOnAction(event -> library.remove(row));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox ask = new HBox(8, question, space, cancel, remove);
        ask.setAlignment(Pos.CENTER_LEFT);
        box.getChildren().setAll(box.getChildren().getFirst(), ask);
        cancel.requestFocus();
    }

    /** A word or two in a frame. */
    private static final class Badge extends Label {
        Badge(String text) {
            super(text);
            getStyleClass().add("badge");
            setMinWidth(USE_PREF_SIZE);
        }
    }
}
