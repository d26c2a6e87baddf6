package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import org.junit.jupiter.api.Test;
import org.ponder.app.store.GenerationSettings;
import org.ponder.app.store.ThoughtMode;

/**
 * What is chosen with keys counts, what was typed is kept, and a small window shows all it must.
 */
class KeysAndRoomIT extends OpenWindow {

    private static Node find(String query) {
        return driver.robot.lookup(query).query();
    }

    private static void focus(String query) throws Exception {
        driver.onWindow(() -> {
            find(query).requestFocus();
            return true;
        });
    }

    private static boolean isFocused(String query) throws Exception {
        return driver.onWindow(() -> find(query).isFocused());
    }

    @Test
    void theArrowKeysChooseAmongThingsSideBySide() throws Exception {
        focus("#mode-live");
        driver.robot.push(KeyCode.RIGHT);
        driver.await(
                "the mode is peek",
                () ->
                        driver.viewModel().workspace().preferences().thoughtModeProperty().get()
                                == ThoughtMode.PEEK);
        driver.ask("How many r's are in strawberry?");
        driver.awaitFinished();
        driver.robot.push(KeyCode.CONTROL, KeyCode.E);
        driver.await("the export is asked for", () -> driver.shows("#export"));
        assertFalse(driver.onWindow(() -> find("#parts-both").isDisabled()));
        focus("#format-markdown");
        driver.robot.push(KeyCode.RIGHT);
        driver.await("JSON is chosen", () -> ((ToggleButton) find("#format-json")).isSelected());
        assertEquals(accent(), borderOf("#format-json"), "and it is seen where the keyboard is");
        // JSON holds chats whole.
        assertTrue(driver.onWindow(() -> find("#parts-both").isDisabled()));
    }

    @Test
    void theTabulatorKeyLeavesTheQuestion() throws Exception {
        driver.robot.clickOn("#question");
        driver.robot.push(KeyCode.CONTROL, KeyCode.A);
        driver.robot.write("Why?");
        driver.robot.push(KeyCode.TAB);
        driver.await("the keyboard is at the next control", () -> isFocused("#think"));
        assertEquals("Why?", driver.onWindow(() -> ((TextArea) find("#question")).getText()));
        driver.robot.push(KeyCode.SHIFT, KeyCode.TAB);
        driver.await("the keyboard is at the question", () -> isFocused("#question"));
    }

    @Test
    void theFieldOfTheQuestionIsAsHighAsItsLines() throws Exception {
        driver.robot.clickOn("#question");
        driver.robot.push(KeyCode.CONTROL, KeyCode.A);
        driver.robot.push(KeyCode.DELETE);
        driver.robot.write("One");
        for (String line : new String[] {"two", "three"}) {
            driver.robot.push(KeyCode.SHIFT, KeyCode.ENTER);
            driver.robot.write(line);
        }
        driver.await(
                "all three lines are in sight",
                () -> {
                    TextArea question = (TextArea) find("#question");
                    return question.getHeight() > 3 * question.getFont().getSize();
                });
    }

    @Test
    void theNextPartIsTheListOfChatsHoweverTheKeyboardLeftIt() throws Exception {
        driver.ask("How many r's are in strawberry?");
        driver.awaitFinished();
        driver.robot.push(KeyCode.CONTROL, KeyCode.K);
        driver.await("the search has the keyboard", () -> isFocused("#search"));
        for (boolean trash : new boolean[] {true, false}) {
            driver.onWindow(() -> {
                driver.viewModel().chats().trashProperty().set(trash);
                return true;
            });
        }
        driver.robot.clickOn("#question");
        driver.robot.push(KeyCode.F6);
        driver.await("the list has the keyboard", () -> isFocused("#conversations"));
        driver.robot.push(KeyCode.F6);
        driver.await("the conversation has it", () -> isFocused(".conversation-flow"));
        assertTrue(driver.shows(".conversation-ring"), "which is seen");
        driver.robot.push(KeyCode.F6);
        driver.await("the question has it", () -> isFocused("#question"));
        assertFalse(driver.shows(".conversation-ring"));
    }

    @Test
    void theKeyOfTheSearchLeavesTheTrash() throws Exception {
        for (boolean sidebar : new boolean[] {true, false}) {
            driver.onWindow(() -> {
                driver.viewModel().chats().trashProperty().set(true);
                driver.viewModel().workspace().preferences().sidebarProperty().set(sidebar);
                return true;
            });
            driver.robot.clickOn("#question");
            driver.robot.push(KeyCode.CONTROL, KeyCode.K);
            driver.await("the search has the keyboard", () -> isFocused("#search"));
            assertFalse(driver.onWindow(() -> driver.viewModel().chats().trashProperty().get()));
        }
    }

    @Test
    void escapeClosesTheFindBarFromEachOfItsControls() throws Exception {
        driver.ask("How many r's are in strawberry?");
        driver.awaitFinished();
        for (String control : new String[] {"#find", ".find-next", "#find-parts-talk"}) {
            driver.robot.push(KeyCode.CONTROL, KeyCode.F);
            driver.await("words can be looked for", () -> driver.shows("#find"));
            focus(control);
            driver.robot.push(KeyCode.ESCAPE);
            driver.await("the bar is closed from " + control, () -> !driver.shows("#find"));
        }
    }

    private static Paint accent() throws Exception {
        return driver.onWindow(() -> {
            driver.robot.lookup(".conversation-ring").query().applyCss();
            return ((Region) find(".conversation-ring"))
                    .getBorder()
                    .getStrokes()
                    .getFirst()
                    .getTopStroke();
        });
    }

    private static Paint borderOf(String query) throws Exception {
        return driver.onWindow(
                () -> ((Region) find(query)).getBorder().getStrokes().getFirst().getTopStroke());
    }

    @Test
    void aBudgetThatCannotBeSaysWhyAndAClickBesideTheSheetLosesNothing() throws Exception {
        driver.robot.clickOn("#budget");
        driver.robot.clickOn(driver.viewModel().workspace().texts().get("budget.own"));
        driver.await("the number is asked for", () -> driver.shows("#sheet-ok"));
        assertFalse(driver.shows("#sheet-rule"));
        driver.robot.write("0");
        driver.await("the reason is told", () -> driver.shows("#sheet-rule"));
        driver.robot.write("40");
        // Beside the sheet.
        driver.robot.clickOn(
                driver.stage().getX() + driver.stage().getWidth() - 20,
                driver.stage().getY() + driver.stage().getHeight() - 20);
        assertTrue(driver.shows("#sheet-ok"));
        driver.onWindow(() -> {
            ((TextField) find(".ponder-sheet .text-field")).setText("40");
            return true;
        });
        driver.await("the reason is gone", () -> !driver.shows("#sheet-rule"));
        driver.press("#sheet-ok");
        assertEquals(40, driver.viewModel().composer().budgetProperty().get());
    }

    @Test
    void aSmallWindowWithLargeLettersStillHasItsHeadAndItsQuestion() throws Exception {
        driver.ask("How many r's are in strawberry?");
        driver.awaitFinished();
        driver.onWindow(() -> {
            driver.viewModel().workspace().preferences().zoom(10);
            driver.stage().setWidth(800);
            driver.stage().setHeight(600);
            return true;
        });
        try {
            driver.await(
                    "the letters are large",
                    () -> ((TextArea) find("#question")).getFont().getSize() > 20);
            for (String part : new String[] {"#send", "#question", "#think", "#mode-hidden"}) {
                driver.await(part + " is in the window", () -> isInside(part));
            }
            for (KeyCode sheet : new KeyCode[] {KeyCode.COMMA, KeyCode.E}) {
                driver.robot.push(KeyCode.CONTROL, sheet);
                driver.await("what can be chosen is read whole", KeysAndRoomIT::choicesAreWhole);
                driver.robot.push(KeyCode.ESCAPE);
                driver.await("the sheet is gone", () -> !driver.shows(".ponder-sheet"));
            }
        } finally {
            driver.onWindow(() -> {
                driver.viewModel().workspace().preferences().zoom(0);
                return true;
            });
        }
    }

    private static boolean choicesAreWhole() {
        var choices =
                driver.robot
                        .lookup(".ponder-sheet .mode-choice .toggle-button")
                        .<ToggleButton>queryAllAs(ToggleButton.class);
        return !choices.isEmpty()
                && choices.stream()
                        .allMatch(each -> each.getWidth() > 0 && !each.isTextTruncated());
    }

    private static boolean isInside(String query) throws Exception {
        return driver.onWindow(() -> {
            Node node = find(query);
            Bounds bounds = node.localToScene(node.getLayoutBounds());
            return bounds.getMinX() >= 0
                    && bounds.getMinY() >= 0
                    && bounds.getMaxX() <= node.getScene().getWidth()
                    && bounds.getMaxY() <= node.getScene().getHeight();
        });
    }

    @Test
    void anAnswerThatIsNotThereIsNotCopied() throws Exception {
        driver.generate(GenerationSettings.defaults().withMaxTokens(10));
        driver.ask("How many r's are in strawberry?");
        driver.awaitFinished();
        assertTrue(driver.lastReply().answer().isEmpty());
        driver.await("the foot is there", () -> driver.shows(".continue-reply"));
        assertTrue(
                driver.onWindow(() -> driver.robot.lookup(".copy-answer").queryAs(Button.class))
                        .isDisabled());
    }
}
