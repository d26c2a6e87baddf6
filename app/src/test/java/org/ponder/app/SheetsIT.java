package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.ponder.app.view.ShortcutTable;
import org.ponder.app.viewmodel.ReplyPhase;

/** A sheet that is asked for is shown, whatever is on its way out, and takes nothing with it. */
class SheetsIT extends OpenWindow {

    private static Scene scene() {
        return driver.stage().getScene();
    }

    private static void press(KeyCode key, boolean control) {
        Event.fireEvent(
                scene(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, control, false, false));
    }

    private static void openSettings() throws Exception {
        driver.robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        driver.await("the settings are shown", () -> driver.shows("#settings"));
    }

    private static boolean isInFront() {
        Node sheets = driver.robot.lookup("#sheets").query();
        return sheets.getOpacity() == 1 && sheets.getViewOrder() < 0;
    }

    @Test
    void aSheetIsGoneAtOnceSoThatTheNextOneMayCome() throws Exception {
        openSettings();
        driver.onWindow(() -> {
            press(KeyCode.ESCAPE, false);
            assertFalse(isInFront(), "nothing of the first one is still on its way out");
            press(KeyCode.COMMA, true);
            assertTrue(isInFront());
            return true;
        });
        assertTrue(driver.shows("#settings"));
    }

    @Test
    void aKeyIsHeardWhereNothingHasTheKeyboard() throws Exception {
        driver.onWindow(() -> {
            press(KeyCode.COMMA, true); // to the window itself and to nothing in it
            return true;
        });
        assertTrue(driver.shows("#settings"));
    }

    @Test
    void aClickBesideASheetGivesTheKeyboardBackToTheQuestion() throws Exception {
        openSettings();
        driver.robot.clickOn(
                driver.stage().getX() + driver.stage().getWidth() - 20,
                driver.stage().getY() + driver.stage().getHeight() - 20);
        driver.await("the settings are gone", () -> !driver.shows("#settings"));
        driver.await(
                "the question has the keyboard",
                () ->
                        scene().getFocusOwner() != null
                                && "question".equals(scene().getFocusOwner().getId()));
        assertEquals(0, driver.robot.lookup(".ponder-sheet").queryAll().size());
    }

    @Test
    void noKeyMeansAnythingBehindASheetSoThatWhatIsTypedInItStays() throws Exception {
        driver.ask("Reverse the word pond.");
        driver.awaitFinished();
        driver.press(".thought-fold");
        driver.press(".thought-edit");
        driver.await(
                "the editor has the keyboard",
                () -> driver.shows(".thought-editor") && editor().isFocused());
        driver.onWindow(() -> {
            editor().setText("Something else.");
            return true;
        });
        Set<String> over = Set.of("CLOSE", "STOP", "LARGER", "SMALLER", "USUAL_SIZE");
        for (ShortcutTable.Entry entry : ShortcutTable.anywhere()) {
            if (!over.contains(entry.name())) {
                driver.onWindow(() -> {
                    press((KeyCodeCombination) entry.keys());
                    return true;
                });
                driver.await(
                        "what is typed and the keyboard are where they were after " + entry.name(),
                        () ->
                                driver.shows(".thought-editor")
                                        && editor().isFocused()
                                        && editor().getText().equals("Something else."));
            }
        }
        double size = driver.onWindow(() -> editor().getFont().getSize());
        driver.robot.push(KeyCode.CONTROL, KeyCode.PLUS);
        driver.await("the letters are larger", () -> editor().getFont().getSize() > size);
        driver.robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
        driver.press("#sheet-ok");
        driver.await("it goes on from there", () -> driver.lastReply().place().versions() == 2);
        driver.awaitFinished();
        assertTrue(driver.lastReply().thought().text().startsWith("Something else."));
    }

    private static TextArea editor() {
        return driver.robot.lookup(".thought-editor").queryAs(TextArea.class);
    }

    /** To what has the keyboard, as a key goes. */
    private static void press(KeyCodeCombination keys) {
        boolean control = keys.getShortcut() == KeyCombination.ModifierValue.DOWN;
        Event.fireEvent(
                scene().getFocusOwner(),
                new KeyEvent(
                        KeyEvent.KEY_PRESSED,
                        "",
                        "",
                        keys.getCode(),
                        false,
                        control,
                        false,
                        false));
    }

    @Test
    void aReplyIsStoppedFromASheet() throws Exception {
        driver.close();
        driver.open(data, PacedModel.loader());
        driver.ask("How many r's are in strawberry?");
        driver.await(
                "the model thinks",
                () ->
                        driver.viewModel().conversation().lastReply() != null
                                && driver.lastReply().phaseProperty().get() == ReplyPhase.THINKING);
        openSettings();
        driver.robot.push(KeyCode.CONTROL, KeyCode.PERIOD);
        driver.awaitFinished();
        assertTrue(driver.lastReply().headerProperty().get().startsWith("Stopped after"));
        assertTrue(driver.shows("#settings"));
    }
}
