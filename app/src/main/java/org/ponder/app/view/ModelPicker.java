package org.ponder.app.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.ModelLibraryViewModel;
import org.ponder.app.viewmodel.ModelRow;
import org.ponder.app.viewmodel.ModelViewModel;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;

/** Shows which model answers and lets the user choose another; the one in use is marked. */
final class ModelPicker extends MenuButton {
    private final ModelViewModel model;
    private final ModelLibraryViewModel models;
    private final Texts texts;
    private final ProgressIndicator busy = new ProgressIndicator();
    private final Icon icon = new Icon("model");
    private final Icon warning = new Icon("warning");
    private final CheckMenuItem pebble = new CheckMenuItem();

    /** The model that answers where it is not Pebble. */
    private final CheckMenuItem other = new CheckMenuItem();

    /**
     * Lines of what can be changed to, most of them out of sight: where lines are added to a menu
     * or taken out, JavaFX still tells of the marks of those that stay, to nodes that are gone.
     */
    private final List<MenuItem> lines =
            Stream.generate(MenuItem::new).limit(ModelLibraryViewModel.MOST_CHOICES + 1L).toList();

    private List<Choice> listed = List.of();

    /** Whether the menu that is open was opened before any model was found. */
    private boolean openedEmpty;

    /**
     * What can be changed to by one press.
     *
     * @param note on the second line
     * @param file of the model; null is the server that is set up
     */
    private record Choice(String name, String note, @Nullable Path file) {}

    ModelPicker(WindowViewModel window, Sheets sheets) {
        model = window.model();
        models = window.library();
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
        getItems().addAll(other, pebble);
        getItems().addAll(lines);
        getItems().addAll(choose, library);
        lines.forEach(each -> each.setVisible(false));
        getItems().forEach(item -> item.getStyleClass().add("model-item"));
        line(pebble, "model", texts.get("model.bundled"), texts.get("model.bundled.note"));
        line(choose, "folder", texts.get("model.choose"), "");
        line(library, "library", texts.get("library.open"), "");
        setOnMouseEntered(event -> {
            if (listed.isEmpty()) {
                look(); // so that most are listed when the menu is opened for the first time
            }
        });
        setOnShowing(event -> {
            list();
            openedEmpty = listed.isEmpty();
            look();
        });
        Weakly.follow(this, models.models(), this::listWhereNothingMoves);
        Weakly.follow(this, model.stateProperty(), state -> showModel());
        Weakly.follow(this, model.nameProperty(), state -> showModel());
        Weakly.follow(this, model.progressProperty(), share -> showModel());
    }

    private void look() {
        if (!models.scanningProperty().get()) {
            models.refresh();
        }
    }

    /** What stands in an open menu must not move away below the user's hand. */
    private void listWhereNothingMoves() {
        if (!isShowing() || openedEmpty) {
            list();
        }
    }

    /** Lists what can be changed to by one press, between the model in use and the other ways. */
    private void list() {
        List<Choice> wanted = new ArrayList<>();
        for (ModelRow row : models.choices()) {
            wanted.add(new Choice(row.entry().name(), models.detail(row), row.entry().file()));
        }
        if (!model.remoteProperty().get()) {
            models.remote()
                    .server()
                    .ifPresent(
                            server -> wanted.add(new Choice(server.model(), server.host(), null)));
        }
        if (!wanted.equals(listed)) {
            listed = wanted;
            for (int i = 0; i < lines.size(); i++) {
                lines.get(i).setVisible(i < wanted.size());
                if (i < wanted.size()) {
                    tell(lines.get(i), wanted.get(i));
                }
            }
        }
    }

    private void tell(MenuItem item, Choice choice) {
        Path file = choice.file();
        item.setOnAction(event -> {
            if (file == null) {
                models.remote().useAgain();
            } else {
                models.use(file);
            }
        });
        line(item, file == null ? "export" : "model", choice.name(), choice.note());
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
