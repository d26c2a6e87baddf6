package org.ponder.app.view;

import java.io.File;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.ModelLibraryViewModel;
import org.ponder.app.viewmodel.Texts;

/** The library of models, in four pages: those here, those to be had, a server, and serving. */
final class LibrarySheet extends VBox {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private final ModelLibraryViewModel library;
    private final Texts texts;
    private final Runnable close;
    private final ScrollPane scroll = new ScrollPane();
    private final Segments pages = new Segments();
    private final Map<Page, ToggleButton> buttons = new EnumMap<>(Page.class);

    /** Those that were looked at: what was typed on one waits while another is shown. */
    private final Map<Page, Node> views = new EnumMap<>(Page.class);

    private @Nullable Page shown;

    /** What the sheet shows. */
    enum Page {
        HERE,
        GET,
        SERVER,
        SERVE
    }

    LibrarySheet(ModelLibraryViewModel library, Texts texts, Page first, Runnable close) {
        this.library = library;
        this.texts = texts;
        this.close = close;
        setId("library");
        setSpacing(12);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("settings-scroll");
        for (Page page : Page.values()) {
            ToggleButton button =
                    new ToggleButton(
                            texts.get("library.page." + page.name().toLowerCase(Locale.ROOT)));
            button.setId("library-" + page.name().toLowerCase(Locale.ROOT));
            Buttons.choosing(button, () -> show(page));
            buttons.put(page, button);
            pages.add(button);
        }
        Label machine = new Label();
        machine.textProperty().bind(library.machineProperty());
        machine.getStyleClass().add("library-machine");
        machine.setWrapText(true);
        machine.setMinHeight(Region.USE_PREF_SIZE); // in a small window the list gives way
        machine.managedProperty().bind(machine.textProperty().isNotEmpty());
        Label problem = new Label();
        problem.textProperty().bind(library.problemProperty());
        problem.getStyleClass().add("library-problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.setId("library-problem");
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        getChildren()
                .addAll(
                        new SheetHead(texts.get("library.title"), texts.get("close"), close),
                        pages,
                        machine,
                        problem,
                        scroll);
        Objects.requireNonNull(buttons.get(first)).setSelected(true);
        library.refresh();
    }

    private void show(Page page) {
        if (page == shown) {
            return;
        }
        shown = page;
        if (page == Page.SERVE) {
            views.remove(page); // a new key is shown only once
        }
        scroll.setContent(views.computeIfAbsent(page, this::view));
        scroll.setVvalue(0);
    }

    private Node view(Page page) {
        return switch (page) {
            case HERE -> here();
            case GET -> new DownloadPage(library, texts, close);
            case SERVER -> new RemotePage(library.remote(), texts, close);
            case SERVE -> new ServePage(library.serving(), texts);
        };
    }

    /** Whether something was typed on any page that would be lost with the sheet. */
    boolean holdsWords() {
        return views.values().stream().anyMatch(TypedForm::holdsWords);
    }

    private Node here() {
        ModelList list = new ModelList(library, texts, close);
        Button file = new Button(texts.get("library.add.file"), new Icon("plus", 16));
        file.setOnAction(event -> chooseFile());
        Button folder = new Button(texts.get("library.add.folder"), new Icon("folder", 16));
        folder.setOnAction(event -> chooseFolder());
        Label note = new Label(texts.get("library.places"));
        note.setWrapText(true);
        note.getStyleClass().add("library-note");
        HBox buttons = new HBox(8, file, folder);
        TextField idle = new TextField(Integer.toString(library.idleMinutes()));
        idle.setPrefColumnCount(5);
        idle.textProperty()
                .subscribe((before, now) ->
                        idle.pseudoClassStateChanged(INVALID, !library.setIdleMinutes(now)));
        idle.setMinWidth(Region.USE_PREF_SIZE);
        Label idleName = NameFor.control(idle, texts.get("library.idle"));
        idleName.setWrapText(true);
        idleName.setMinHeight(Region.USE_PREF_SIZE);
        HBox idleRow = new HBox(12, idleName, idle);
        idleRow.setAlignment(Pos.CENTER_LEFT);
        VBox page = new VBox(12, list, buttons, note, idleRow);
        page.getStyleClass().add("library-page");
        return page;
    }

    private void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("model.choose.title"));
        chooser.getExtensionFilters()
                .add(
                        new FileChooser.ExtensionFilter(
                                texts.get("model.choose.filter"), "*.gguf", "*.GGUF"));
        List<File> files = chooser.showOpenMultipleDialog(getScene().getWindow());
        if (files != null) {
            library.add(files.stream().map(File::toPath).toList());
        }
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("library.add.folder"));
        File folder = chooser.showDialog(getScene().getWindow());
        if (folder != null) {
            library.add(List.of(Path.of(folder.getPath())));
        }
    }
}
