package org.ponder.app.view;

import atlantafx.base.controls.ModalPane;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.Notices;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.Workspace;

/** Shows one sheet over the window, which has the keyboard then, and takes it away again. */
final class SheetPane {
    /** What is left of the window around a sheet. */
    private static final double MARGIN = 24;

    private final Notices notices;
    private final Texts texts;
    private final ModalPane pane = new ModalPane();
    private final StackPane over = new StackPane();
    private final FocusHold hold = new FocusHold(pane, over);
    private Runnable home = () -> {};

    /** What had the keyboard before a sheet was shown. */
    private @Nullable Node before;

    SheetPane(Workspace workspace) {
        notices = workspace.notices();
        texts = workspace.texts();
        pane.setId("sheets");
        pane.setAlignment(Pos.CENTER);
        // A sheet that still comes in could not be taken away, and one that still goes would take
        // the next one with it.
        over.setViewOrder(ModalPane.Z_FRONT - 1);
        over.setPickOnBounds(false);
        over.setAlignment(Pos.BOTTOM_CENTER);
        pane.setInTransitionFactory(null);
        pane.setOutTransitionFactory(null);
        pane.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> pane.setPersistent(holdsWords()));
        pane.displayProperty()
                .subscribe(shown -> {
                    if (!shown) {
                        leave();
                    }
                });
    }

    /** The keyboard must not stay in what is no longer seen, as after a click beside a sheet. */
    private void leave() {
        hold.set(false);
        Node owner = before;
        before = null;
        if (owner != null && FocusKeeper.isWithin(pane)) {
            owner.requestFocus();
        }
        if (FocusKeeper.isWithin(pane)) {
            home.run(); // it is gone, or of no use any more
        }
        pane.setContent(null);
        if (notices.tells(texts.get("words.unkept"))) {
            notices.dismiss();
        }
    }

    /**
     * Has the keyboard go there when a sheet is taken away and what had it before is gone.
     *
     * @param home gives it to what lies behind the sheet
     */
    void goHomeTo(Runnable home) {
        this.home = home;
    }

    /** Lies over everything else in the window. */
    ModalPane pane() {
        return pane;
    }

    /** Lies over the sheets, for what must be seen with them. */
    StackPane over() {
        return over;
    }

    /**
     * Takes away what is shown, but for words that would be lost: a key pressed by habit may cost
     * nobody the work of an hour.
     *
     * @return false where nothing was shown
     */
    boolean hide() {
        boolean shown = pane.isDisplay();
        if (shown && holdsWords()) {
            tellUnkept();
        } else {
            close();
        }
        return shown;
    }

    /** Whether something was typed in what is shown that would be lost with it. */
    boolean holdsWords() {
        Node sheet = shown();
        if (sheet instanceof LibrarySheet library) {
            return library.holdsWords();
        }
        return sheet != null && TypedForm.holdsWords(sheet);
    }

    /** Says how what was typed is thrown away. */
    void tellUnkept() {
        notices.tell(texts.get("words.unkept"));
    }

    /** Gives the keyboard to what is shown; false where nothing is. */
    boolean focus() {
        Node content = pane.getContent();
        if (!pane.isDisplay() || content == null) {
            return false;
        }
        content.lookupAll(".button").stream().findFirst().ifPresent(Node::requestFocus);
        return true;
    }

    /** Whether anything is shown. */
    boolean isShown() {
        return pane.isDisplay();
    }

    /** The sheet that is shown; null where none is. */
    @Nullable Node shown() {
        return pane.isDisplay() && pane.getContent() instanceof StackPane place
                ? place.getChildren().getFirst()
                : null;
    }

    /** Takes away what is shown, whatever was typed in it. */
    void close() {
        pane.hide(true);
    }

    /** Shows a sheet that takes much of the window. */
    void showWide(Region sheet) {
        sheet.getStyleClass().add("wide-sheet");
        show(sheet);
    }

    /** Shows a sheet. The stylesheet says how wide it is, in letters: large ones make it wider. */
    void show(Region sheet) {
        sheet.getStyleClass().add("ponder-sheet");
        sheet.setMaxHeight(Region.USE_PREF_SIZE);
        StackPane place = new StackPane(sheet);
        place.setPickOnBounds(false);
        place.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setMargin(place, new Insets(MARGIN));
        Scene scene = pane.getScene();
        if (!pane.isDisplay() && scene != null) {
            before = scene.getFocusOwner();
        }
        hold.set(true);
        pane.show(place);
        // What lies over the window is where the keyboard goes.
        place.lookupAll(".button").stream().findFirst().ifPresent(Node::requestFocus);
    }
}
