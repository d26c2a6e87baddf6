package org.ponder.app.view;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.ToggleSwitch;
import org.jspecify.annotations.Nullable;
import org.ponder.app.download.Hub;
import org.ponder.app.models.Fit;
import org.ponder.app.viewmodel.DownloadViewModel;
import org.ponder.app.viewmodel.DownloadsViewModel;
import org.ponder.app.viewmodel.ModelLibraryViewModel;
import org.ponder.app.viewmodel.OfferRow;
import org.ponder.app.viewmodel.Texts;

/** Models that can be downloaded, and those that are. */
final class DownloadPage extends VBox {
    /** Where letters are large, fields give way before buttons do. */
    private static final double LEAST_FIELD = 80;

    private final ModelLibraryViewModel library;
    private final DownloadsViewModel downloads;
    private final Texts texts;
    private final Runnable close;
    private final VBox running = new VBox(8);
    private final VBox offers = new VBox();
    private final VBox found = new VBox();
    private final PasswordField token = new PasswordField();

    /**
     * @param close called when a model was chosen that is here already
     */
    DownloadPage(ModelLibraryViewModel library, Texts texts, Runnable close) {
        this.library = library;
        this.close = close;
        downloads = library.downloads();
        this.texts = texts;
        getStyleClass().add("library-page");
        setSpacing(12);
        offers.getStyleClass().add("model-list");
        found.getStyleClass().add("model-list");
        getChildren().addAll(door(), running, byHand(), looking(), found, offers, token(), ways());
        follow(running, downloads.running(), this::download);
        follow(offers, downloads.offers(), this::offer);
        follow(found, downloads.found(), this::foundRow);
    }

    /** Shows a row for each; the row of what is still there stays, with the keyboard in it. */
    private <T> void follow(VBox box, ObservableList<T> all, Function<T, Node> maker) {
        Map<T, Node> rows = new HashMap<>();
        Runnable show =
                () -> {
                    List<Node> wanted =
                            all.stream()
                                    .distinct()
                                    .map(each -> rows.computeIfAbsent(each, maker))
                                    .toList();
                    rows.values().retainAll(wanted);
                    ModelList.become(box.getChildren(), wanted);
                };
        Weakly.follow(box, all, show);
    }

    /** The keyboard goes to the download that was asked for, which is then seen too. */
    private void focus(DownloadViewModel download) {
        int index = downloads.running().indexOf(download);
        if (index >= 0) {
            applyCss();
            layout(); // what has no place yet cannot be scrolled to
            running.getChildren().get(index).requestFocusTraversal(TraversalDirection.NEXT);
        }
    }

    /** The switch that makes connections possible at all. */
    private Node door() {
        ToggleSwitch online = new ToggleSwitch();
        online.setId("online");
        Weakly.follow(online, downloads.offlineProperty(), shut -> online.setSelected(!shut));
        online.selectedProperty().subscribe((before, now) -> downloads.setOffline(!now));
        Label name = NameFor.control(online, texts.get("library.online"));
        Label note = new Label();
        note.setWrapText(true);
        note.getStyleClass().add("library-note");
        Weakly.follow(
                note,
                downloads.offlineProperty(),
                shut ->
                        note.setText(
                                texts.get(shut ? "library.offline.note" : "library.online.note")));
        VBox words = new VBox(2, name, note);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(16, words, online);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node byHand() {
        TextField field = new TextField();
        field.setId("library-address");
        field.setPromptText(texts.get("library.look"));
        field.setTooltip(new Tooltip(texts.get("library.look")));
        NameFor.control(field, texts.get("library.look"));
        HBox.setHgrow(field, Priority.ALWAYS);
        Button look = new Button(texts.get("library.look.go"));
        look.setMinWidth(Region.USE_PREF_SIZE);
        look.setOnAction(event -> downloads.look(field.getText()));
        look.disableProperty().bind(field.textProperty().isEmpty());
        field.setOnAction(event -> look.fire());
        return new HBox(8, field, look);
    }

    private Node looking() {
        Label line = new Label();
        line.setId("library-looking");
        line.setWrapText(true);
        line.getStyleClass().add("library-note");
        line.visibleProperty().bind(line.textProperty().isNotEmpty());
        line.managedProperty().bind(line.visibleProperty());
        Weakly.follow(
                line,
                downloads.lookingProperty(),
                what -> line.setText(what.isEmpty() ? "" : texts.format("library.looking", what)));
        return line;
    }

    private Node token() {
        NameFor.control(token, texts.get("library.token"));
        tellToken();
        HBox.setHgrow(token, Priority.ALWAYS);
        Button keep = new Button(texts.get("save"));
        keep.setOnAction(event -> {
            downloads.setToken(token.getText());
            token.clear();
            tellToken();
        });
        Label note = new Label(texts.get("library.token.note"));
        note.setWrapText(true);
        note.getStyleClass().add("library-note");
        return new VBox(4, new HBox(8, token, keep), note);
    }

    private void tellToken() {
        token.setPromptText(
                texts.get(downloads.hasToken() ? "library.token.kept" : "library.token"));
    }

    private Node ways() {
        TextField mirror = new TextField(downloads.ways().mirror());
        mirror.setPromptText(texts.get("library.mirror"));
        mirror.setTooltip(new Tooltip(texts.get("library.mirror")));
        NameFor.control(mirror, texts.get("library.mirror"));
        TextField proxy = new TextField(downloads.ways().proxy());
        proxy.setPromptText(texts.get("library.proxy"));
        proxy.setTooltip(new Tooltip(texts.get("library.proxy")));
        NameFor.control(proxy, texts.get("library.proxy"));
        HBox.setHgrow(mirror, Priority.ALWAYS);
        Button keep = new Button(texts.get("save"));
        keep.setMinWidth(Region.USE_PREF_SIZE);
        mirror.setMinWidth(LEAST_FIELD);
        proxy.setMinWidth(LEAST_FIELD);
        keep.setOnAction(event -> {
            downloads.setWays(mirror.getText(), proxy.getText());
            tellToken(); // each mirror has its own
        });
        return new HBox(8, mirror, proxy, keep);
    }

    private Node offer(OfferRow row) {
        Label name = FullText.whereCut(new Label(row.model().name()));
        name.getStyleClass().add("model-name");
        Label detail = FullText.whereCut(new Label(downloads.detail(row)));
        detail.getStyleClass().add("library-note");
        HBox.setHgrow(detail, Priority.ALWAYS);
        detail.setMaxWidth(Double.MAX_VALUE);
        Label speed = new Label(library.speed(row.fit()));
        speed.getStyleClass().add("library-note");
        speed.setMinWidth(Region.USE_PREF_SIZE);
        HBox facts = new HBox(8, detail, speed, ModelList.badge(library, row.fit()));
        facts.setAlignment(Pos.CENTER_LEFT);
        VBox left = new VBox(2, name, facts);
        left.setMinWidth(0);
        left.setPrefWidth(0); // it gives way before what stands beside it
        HBox.setHgrow(left, Priority.ALWAYS);
        Button get = getButton(() -> focus(downloads.download(row)));
        get.setId("get-" + row.model().id().replace('.', '-'));
        get.setDisable(row.fit().verdict() == Fit.Verdict.TOO_LARGE);
        HBox line = new HBox(8, left, unlessHere(get, () -> downloads.here(row)));
        line.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(4, line);
        if (row.suggested()) {
            Label best = new Label(texts.get("library.suggested"));
            best.getStyleClass().add("suggested");
            box.getChildren().addFirst(best);
        }
        box.getStyleClass().add("model-row");
        return box;
    }

    private Node foundRow(Hub.Offer offer) {
        Label name = FullText.whereCut(new Label(offer.name()));
        name.getStyleClass().add("model-name");
        Label detail = FullText.whereCut(new Label(downloads.detail(offer)));
        detail.getStyleClass().add("library-note");
        VBox left = new VBox(2, name, detail);
        left.setMinWidth(0);
        HBox.setHgrow(left, Priority.ALWAYS);
        Button get = getButton(() -> focus(downloads.download(offer)));
        HBox line = new HBox(8, left, unlessHere(get, () -> downloads.here(offer)));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("model-row");
        return line;
    }

    /** What is here is not downloaded once more, but used. */
    private Node unlessHere(Button get, Supplier<@Nullable Path> here) {
        Button use = new Button(texts.get("library.use"));
        use.getStyleClass().add("use-download");
        use.setMinWidth(Region.USE_PREF_SIZE);
        Label used = ModelList.badge(texts.get("library.used"));
        HBox place = new HBox();
        place.setAlignment(Pos.CENTER);
        Runnable show =
                () -> {
                    Path file = here.get();
                    boolean answers = file != null && file.equals(library.usedProperty().get());
                    use.setOnAction(event -> {
                        if (file != null) {
                            library.use(file);
                            close.run();
                        }
                    });
                    Node shown = file == null ? get : answers ? used : use;
                    ModelList.become(place.getChildren(), List.of(shown));
                };
        Weakly.follow(place, downloads.hereProperty(), all -> show.run());
        Weakly.follow(place, library.usedProperty(), file -> show.run());
        return place;
    }

    /** While Ponder is offline, one press asks and a second one means it. */
    private Button getButton(Runnable download) {
        Button get = new Button(texts.get("library.get"));
        get.setMinWidth(Region.USE_PREF_SIZE);
        boolean[] asked = {false};
        get.setOnAction(event -> {
            if (downloads.offlineProperty().get() && !asked[0]) {
                asked[0] = true;
                get.setText(texts.get("library.get.online"));
                get.getStyleClass().add("accent");
            } else {
                asked[0] = false;
                get.setText(texts.get("library.get"));
                get.getStyleClass().remove("accent");
                download.run();
            }
        });
        return get;
    }

    private Node download(DownloadViewModel download) {
        Label name = FullText.whereCut(new Label(download.name()));
        name.setMinWidth(0);
        name.getStyleClass().add("model-name");
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(download.shareProperty());
        Label line = new Label();
        line.textProperty().bind(download.lineProperty());
        line.setWrapText(true);
        line.getStyleClass().add("library-note");
        Button pause = new Button();
        pause.setMinWidth(Region.USE_PREF_SIZE);
        pause.getStyleClass().add("pause-download");
        Button discard = new Button(texts.get("library.download.discard"));
        discard.getStyleClass().add("discard-download");
        discard.setMinWidth(Region.USE_PREF_SIZE);
        VBox asked = new VBox(); // in the row itself, so that its figures stay in sight
        asked.managedProperty().bind(Bindings.isNotEmpty(asked.getChildren()));
        discard.setOnAction(event -> askToDiscard(download, asked, discard));
        Weakly.follow(
                pause,
                download.stateProperty(),
                state -> {
                    asked.getChildren().clear();
                    boolean runs = state == DownloadViewModel.State.RUNNING;
                    pause.setText(
                            texts.get(runs ? "library.download.pause" : "library.download.resume"));
                    pause.setOnAction(event -> {
                        if (runs) {
                            download.pause();
                        } else {
                            downloads.resume(download);
                        }
                    });
                    pause.setDisable(state == DownloadViewModel.State.PAUSING);
                    discard.setDisable(runs || state == DownloadViewModel.State.PAUSING);
                });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, name, space, pause, discard);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(4, head, bar, line, asked);
        box.getStyleClass().addAll("model-row", "download-row");
        return box;
    }

    private void askToDiscard(DownloadViewModel download, VBox place, Button discard) {
        String ask = downloads.askToDiscard(download);
        if (ask.isEmpty()) {
            downloads.discard(download);
            return;
        }
        AskRow row =
                new AskRow(
                        texts,
                        ask,
                        "discard-certain",
                        texts.get("library.download.discard"),
                        () -> downloads.discard(download),
                        () -> {
                            discard.requestFocus();
                            place.getChildren().clear();
                        });
        place.getChildren().setAll(row);
        row.focus();
    }
}
