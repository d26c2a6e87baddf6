package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javafx.event.Event;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;
import org.ponder.app.exchange.ExportChoice;
import org.ponder.app.session.Background;
import org.ponder.app.view.ShortcutTable;
import org.ponder.app.viewmodel.ExchangeViewModel.What;
import org.ponder.app.viewmodel.ExchangeViewModel.Wish;
import org.ponder.app.viewmodel.ReplyPhase;
import org.ponder.app.viewmodel.WindowViewModel;
import org.testfx.util.WaitForAsyncUtils;

/** A sheet that is asked for is shown, whatever is on its way out, and takes nothing with it. */
class SheetsIT extends OpenWindow {

    private static Scene scene() {
        return driver.stage().getScene();
    }

    private static void press(EventTarget to, KeyCode key, boolean shift, boolean control) {
        Event.fireEvent(
                to, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, shift, control, false, false));
    }

    private static void press(KeyCode key, boolean control) {
        press(scene(), key, false, control);
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

    @Test
    void aThoughtThatCannotBeKeptStaysInItsSheet() throws Exception {
        driver.ask("Reverse the word pond.");
        driver.awaitFinished();
        driver.press(".thought-fold");
        driver.press(".thought-edit");
        driver.await("the editor is shown", () -> driver.shows(".thought-editor"));
        driver.onWindow(() -> {
            editor().setText("Something else.");
            return true;
        });
        sql(
                "CREATE TRIGGER full BEFORE INSERT ON message"
                        + " BEGIN SELECT RAISE(ABORT, 'no'); END");
        driver.press("#sheet-ok");
        driver.await("the user is told", () -> driver.shows(".notice"));
        assertTrue(driver.onWindow(() -> editor().isFocused()));
        assertEquals("Something else.", driver.onWindow(() -> editor().getText()));
        sql("DROP TRIGGER full");
        driver.press("#sheet-ok");
        driver.await("it goes on from there", () -> driver.lastReply().place().versions() == 2);
        driver.await("the sheet is gone", () -> !driver.shows(".thought-editor"));
        driver.awaitFinished();
    }

    @Test
    void neitherEscapeNorTheWindowsEndThrowsAwayWhatWasTyped() throws Exception {
        driver.ask("Reverse the word pond.");
        driver.awaitFinished();
        driver.press(".thought-fold");
        driver.press(".thought-edit");
        driver.await(
                "the editor has the keyboard",
                () -> driver.shows(".thought-editor") && editor().isFocused());
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("nothing was typed", () -> !driver.shows(".thought-editor"));
        driver.press(".thought-edit");
        driver.await(
                "the editor has the keyboard",
                () ->
                        driver.shows(".thought-editor")
                                && editor().isFocused()
                                && editor().getSkin() != null);
        driver.robot.write("Hm");
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the user is told", () -> tells("words.unkept"));
        String thought = driver.lastReply().thought().text().strip();
        assertEquals(thought + "Hm", driver.onWindow(() -> editor().getText()));
        assertFalse(wouldClose());
        assertTrue(driver.onWindow(() -> tells("words.close")));
        assertTrue(wouldClose(), "who asks again means it");
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the user is told", () -> tells("words.unkept"));
        driver.press("#sheet-cancel");
        driver.await("the user wants it so", () -> !driver.shows(".thought-editor"));
        assertFalse(driver.onWindow(() -> tells("words.unkept")));
        assertTrue(wouldClose());
    }

    @Test
    void theWindowEndsAnExportOnlyWhereItIsAskedAgain() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        WindowViewModel window = driver.viewModel();
        driver.onWindow(() -> {
            window.workspace()
                    .background()
                    .runSlow(
                            () -> {
                                goOn.await();
                                return true;
                            },
                            new Background.Outcome<Boolean>() {
                                @Override
                                public void done(Boolean result) {}

                                @Override
                                public void failed(Throwable problem) {}
                            });
            window.exchange()
                    .export(
                            new Wish(
                                    new What.All(),
                                    ExportChoice.Format.JSON,
                                    ExportChoice.Parts.BOTH),
                            data.resolve("all.json"));
            return true;
        });
        assertFalse(wouldClose());
        assertTrue(driver.onWindow(() -> tells("task.close")));
        assertTrue(wouldClose(), "who asks again means it");
        goOn.countDown();
        driver.await("it is over", () -> window.exchange().runningProperty().get() == null);
        assertTrue(wouldClose());
    }

    private static boolean tells(String key) {
        return driver.viewModel()
                .workspace()
                .notices()
                .tells(driver.viewModel().workspace().texts().get(key));
    }

    /** Asks as the button of the window's frame does, and leaves it open in any case. */
    private static boolean wouldClose() throws Exception {
        return driver.onWindow(() -> {
            WindowEvent wish = new WindowEvent(driver.stage(), WindowEvent.WINDOW_CLOSE_REQUEST);
            driver.stage().getOnCloseRequest().handle(wish);
            return !wish.isConsumed();
        });
    }

    @Test
    void noKeyLeadsBehindASheetAndAfterItTheKeyboardIsWhereItWas() throws Exception {
        for (KeyCode sheet : List.of(KeyCode.COMMA, KeyCode.SLASH, KeyCode.E)) {
            holds(() -> driver.robot.push(KeyCode.CONTROL, sheet));
        }
        holds(() -> driver.press("#get-model"));
        for (String page : List.of("#library-get", "#library-server", "#library-serve")) {
            holds(() -> {
                driver.press("#get-model");
                driver.press(page);
            });
        }
        holds(() -> {
            driver.robot.clickOn("#budget");
            driver.robot.clickOn(driver.viewModel().workspace().texts().get("budget.own"));
        });
    }

    /** Something that opens a sheet. */
    private interface Opening {
        void open() throws Exception;
    }

    private static void holds(Opening opening) throws Exception {
        Node before = driver.robot.lookup("#theme").query();
        driver.await(
                "the keyboard is at a button",
                () -> {
                    before.requestFocus();
                    return before.isFocused();
                });
        WaitForAsyncUtils.waitForFxEvents();
        opening.open();
        driver.await("a sheet is shown", () -> driver.shows(".ponder-sheet"));
        WaitForAsyncUtils.waitForFxEvents();
        // In the settings, an arrow key chooses another language.
        for (KeyCode key :
                driver.shows("#settings")
                        ? List.of(KeyCode.TAB)
                        : List.of(
                                KeyCode.TAB,
                                KeyCode.DOWN,
                                KeyCode.UP,
                                KeyCode.RIGHT,
                                KeyCode.LEFT)) {
            for (boolean shift : List.of(false, true)) {
                driver.onWindow(() -> {
                    for (int i = 0; i < 40; i++) {
                        press(scene().getFocusOwner(), key, shift, false);
                        assertTrue(isInSheet(), () -> key + " to " + scene().getFocusOwner());
                    }
                    return true;
                });
            }
        }
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the sheet is gone", () -> !driver.shows(".ponder-sheet"));
        // A button that was clicked has the keyboard, as the one before does.
        driver.await("the keyboard is behind it", () -> !isInSheet());
        assertTrue(
                driver.onWindow(
                        () -> before.isFocused() || scene().getFocusOwner() instanceof ButtonBase));
    }

    private static boolean isInSheet() {
        Node sheets = driver.robot.lookup("#sheets").query();
        Node node = scene().getFocusOwner();
        while (node != null && !node.equals(sheets)) {
            node = node.getParent();
        }
        return node != null;
    }

    @Test
    void theKeyboardGoesRoundASheetBothWays() throws Exception {
        openSettings();
        WaitForAsyncUtils.waitForFxEvents();
        Node first = driver.onWindow(() -> scene().getFocusOwner());
        driver.robot.push(KeyCode.SHIFT, KeyCode.TAB);
        Node last = driver.onWindow(() -> scene().getFocusOwner());
        assertNotEquals(first, last);
        assertTrue(driver.onWindow(last::isFocusVisible));
        driver.robot.push(KeyCode.TAB);
        assertEquals(first, driver.onWindow(() -> scene().getFocusOwner()));
        assertTrue(driver.onWindow(first::isFocusVisible));
    }

    @Test
    void whatIsToldWhileASheetIsOpenIsSeenAndStaysWhileItIsUsed() throws Exception {
        openSettings();
        driver.onWindow(() -> {
            driver.viewModel().workspace().notices().tell("The disk is full.");
            return true;
        });
        driver.await("it is told", () -> driver.shows("#notice .button"));
        driver.onWindow(() -> {
            driver.robot.lookup("#notice .button").query().requestFocus();
            return true;
        });
        Thread.sleep(9_000); // longer than it stays where nobody is at it
        assertTrue(driver.shows("#notice .button"));
        driver.robot.push(KeyCode.TAB);
        driver.await("the keyboard is in the sheet", SheetsIT::isInSheet);
        driver.robot.clickOn("#notice .button");
        driver.await("it is gone", () -> !driver.shows("#notice .button"));
        assertTrue(driver.shows("#settings"), "the click was not beside the sheet");
    }

    @Test
    void theListOfKeysIsScrolledByKeys() throws Exception {
        driver.onWindow(() -> {
            driver.stage().setHeight(480);
            return true;
        });
        driver.robot.push(KeyCode.CONTROL, KeyCode.SLASH);
        driver.await("the keys are listed", () -> driver.shows("#shortcuts"));
        ScrollPane scroll =
                driver.robot.lookup("#shortcuts .scroll-pane").queryAs(ScrollPane.class);
        driver.robot.push(KeyCode.TAB);
        driver.await("the list has the keyboard", scroll::isFocused);
        driver.robot.push(KeyCode.PAGE_DOWN);
        driver.await("it goes down", () -> scroll.getVvalue() > 0);
    }

    private static TextArea editor() {
        return driver.robot.lookup(".thought-editor").queryAs(TextArea.class);
    }

    /** To what has the keyboard, as a key goes. */
    private static void press(KeyCodeCombination keys) {
        boolean control = keys.getShortcut() == KeyCombination.ModifierValue.DOWN;
        press(scene().getFocusOwner(), keys.getCode(), false, control);
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
