package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

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
}
