package org.ponder.app.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.ponder.app.models.Fit;
import org.ponder.app.viewmodel.ModelLibraryViewModel;
import org.ponder.app.viewmodel.ModelRow;
import org.ponder.app.viewmodel.Texts;

/**
 * The models on this computer. While they are looked for again, the row of a model that is still
 * there stays, with its open menu and what is being typed in it.
 */
final class ModelList extends VBox {
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    /** Where letters are large, a badge gives way after the model's name. */
    private static final double LEAST_BADGE = 48;

    private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");

    private final ModelLibraryViewModel library;
    private final Texts texts;
    private final Runnable close;
    private final Map<Path, ModelRowView> rows = new HashMap<>();
    private final Label empty = new Label();

    ModelList(ModelLibraryViewModel library, Texts texts, Runnable close) {
        this.library = library;
        this.texts = texts;
        this.close = close;
        getStyleClass().add("model-list");
        empty.setWrapText(true);
        empty.getStyleClass().add("library-note");
        Weakly.follow(this, library.models(), this::show);
        Weakly.follow(this, library.scanningProperty(), scanning -> show());
    }

    private void show() {
        List<Node> wanted = new ArrayList<>();
        for (ModelRow model : library.models()) {
            ModelRowView row =
                    rows.computeIfAbsent(
                            model.entry().file(),
                            file -> new ModelRowView(model, library, texts, close));
            row.update(model);
            wanted.add(row);
        }
        rows.values().retainAll(wanted);
        if (wanted.isEmpty()) {
            boolean scanning = library.scanningProperty().get();
            empty.setText(texts.get(scanning ? "library.scanning" : "library.empty"));
            wanted.add(empty);
        }
        become(getChildren(), wanted);
    }

    /** Makes them the wanted ones; those that stay are not taken out of the scene. */
    static void become(List<Node> children, List<Node> wanted) {
        children.retainAll(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            Node node = wanted.get(i);
            if (i >= children.size() || !children.get(i).equals(node)) {
                children.remove(node);
                children.add(i, node);
            }
        }
    }

    /** A word or two in a frame. */
    static Label badge(String text) {
        Label badge = new Label(text);
        badge.getStyleClass().add("badge");
        badge.setMinWidth(LEAST_BADGE);
        return FullText.whereCut(badge);
    }

    /** Says in a badge whether a model fits, in words and a colour. */
    static void tell(Label badge, ModelLibraryViewModel library, Fit fit) {
        badge.setText(library.badge(fit));
        badge.pseudoClassStateChanged(BAD, fit.verdict() == Fit.Verdict.TOO_LARGE);
        badge.pseudoClassStateChanged(TIGHT, fit.verdict() == Fit.Verdict.FITS_SMALLER);
    }

    /** Whether a model fits, in words and a colour. */
    static Label badge(ModelLibraryViewModel library, Fit fit) {
        Label badge = badge("");
        tell(badge, library, fit);
        return badge;
    }
}
