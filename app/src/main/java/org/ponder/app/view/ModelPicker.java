package org.ponder.app.view;

import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.ponder.app.viewmodel.ModelViewModel;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;

/** Shows which model answers and lets the user choose another; the one in use is marked. */
final class ModelPicker extends MenuButton {
    private final ModelViewModel model;
    private final Texts texts;
    private final ProgressIndicator busy = new ProgressIndicator();
    private final Icon icon = new Icon("model");
    private final Icon warning = new Icon("warning");
    private final CheckMenuItem pebble = new CheckMenuItem();

    /** The model that answers where it is not Pebble. */
    private final CheckMenuItem other = new CheckMenuItem();

    ModelPicker(WindowViewModel window, Sheets sheets) {
        model = window.model();
        texts = window.workspace().texts();
        setId("model");
        setMnemonicParsing(false); // or names lose their first underscore
        getStyleClass().addAll("quiet", "model-picker");
        busy.setPrefSize(16, 16);
        busy.setMinSize(16, 16);
        setAccessibleHelp(texts.get("model.picker"));
        FullText.whereCut(this);
        other.setOnAction(event -> {
            if (!model.inUse()) {
                model.reload();
            }
            showModel(); // a line that is chosen loses its mark or gets one by itself
        });
        pebble.setOnAction(event -> {
            model.loadBundled();
            showModel();
        });
        MenuItem choose = new MenuItem();
        choose.setId("choose-model");
        choose.setOnAction(event -> sheets.chooseModel());
        MenuItem library = new MenuItem();
        library.setId("open-library");
        library.setOnAction(event -> sheets.library(LibrarySheet.Page.HERE));
        getItems().addAll(other, pebble, choose, library);
        getItems().forEach(item -> item.getStyleClass().add("model-item"));
        line(pebble, "model", texts.get("model.bundled"), texts.get("model.bundled.note"));
        line(choose, "folder", texts.get("model.choose"), "");
        line(library, "library", texts.get("library.open"), "");
        Weakly.follow(this, model.stateProperty(), state -> showModel());
        Weakly.follow(this, model.nameProperty(), state -> showModel());
        Weakly.follow(this, model.progressProperty(), share -> showModel());
    }

    /**
     * A menu aligns texts behind its widest graphic, so a line of two sizes is all graphic. Screen
     * readers are told the text alone, which is not seen.
     */
    private static void line(MenuItem item, String icon, String text, String note) {
        VBox words = new VBox(new Label(text));
        if (!note.isEmpty()) {
            Label below = new Label(note);
            below.getStyleClass().add("model-note");
            words.getChildren().add(below);
        }
        HBox line = new HBox(new Icon(icon, 16), words);
        line.getStyleClass().add("model-line");
        item.setGraphic(line);
        item.setMnemonicParsing(false);
        item.setText(note.isEmpty() ? text : text + ", " + note);
    }

    private void mark(String name) {
        boolean bundled = model.isBundled();
        pebble.setSelected(bundled && model.inUse());
        other.setVisible(!bundled && !name.isEmpty());
        other.setSelected(!bundled && model.inUse());
        if (!name.equals(other.getText())) {
            line(other, "model", name, "");
        }
    }

    private void showModel() {
        String name = model.nameProperty().get();
        boolean loading = model.stateProperty().get() == ModelViewModel.State.LOADING;
        double share = model.progressProperty().get();
        busy.setProgress(share > 0 ? share : ProgressIndicator.INDETERMINATE_PROGRESS);
        boolean failed = model.stateProperty().get() == ModelViewModel.State.FAILED;
        setGraphic(loading ? busy : failed ? warning : icon);
        setAccessibleText(failed ? name + ", " + texts.get("model.failed") : null);
        mark(name);
        if (name.isEmpty()) {
            setText(texts.get("model.none"));
        } else {
            setText(loading ? loadingText(name, share) : name);
        }
    }

    private String loadingText(String name, double share) {
        return share > 0
                ? texts.format("model.loading.share", name, share)
                : texts.format("model.loading", name);
    }
}
