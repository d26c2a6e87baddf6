package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.ponder.app.viewmodel.ModelViewModel;

/** A model that cannot be used does not look ready: the window says why for as long as it is so. */
class FailedModelIT extends OpenWindow {
    private static final String FAILED = "This model cannot be used";

    private void loadAPage() throws Exception {
        Path page = Files.writeString(data.resolve("Page.gguf"), "<html>");
        driver.onWindow(() -> {
            driver.model().load(page);
            return true;
        });
        driver.await(
                "it failed",
                () -> driver.model().stateProperty().get() == ModelViewModel.State.FAILED);
    }

    private static String text(String query) {
        return ((Label) driver.robot.lookup(query).query()).getText();
    }

    @Test
    void nothingAskedYetSaysWhyInsteadOfGreeting() throws Exception {
        loadAPage();
        String problem = driver.model().problemProperty().get();
        driver.await("it is said", () -> text(".empty .title").equals(FAILED));
        Label note = driver.onWindow(() -> (Label) driver.robot.lookup(".empty .note").query());
        assertEquals(problem, note.getText());
        assertEquals(Pos.CENTER, note.getAlignment(), "a note of one line stands in the middle");
        assertFalse(driver.shows(".suggestion"));
        assertFalse(driver.shows("#model-problem"), "once is enough");
        assertEquals(
                "Page, " + FAILED,
                driver.onWindow(() -> {
                    Node picker = driver.robot.lookup("#model").query();
                    return picker.queryAccessibleAttribute(AccessibleAttribute.TEXT);
                }));
        driver.press("#failed-library");
        driver.await("the library is shown", () -> driver.shows("#library"));
        driver.robot.push(KeyCode.ESCAPE);
        driver.press("#use-pebble");
        driver.await("Pebble greets again", () -> text(".empty .title").equals("Ask Pebble"));
        driver.await("it is asked on", () -> driver.shows(".suggestion"));
        assertFalse(driver.shows("#use-pebble"));
    }

    @Test
    void aChatSaysWhyAboveTheQuestionAndEnterSaysItAgain() throws Exception {
        driver.ask("Reverse the word pond.");
        driver.awaitFinished();
        assertFalse(driver.shows("#model-problem"));
        loadAPage();
        String problem = driver.model().problemProperty().get();
        driver.await("it is shown", () -> driver.shows("#model-problem"));
        assertEquals(FAILED + "\n" + problem, text("#model-problem .label"));
        driver.onWindow(() -> {
            driver.viewModel().workspace().notices().dismiss();
            return true;
        });
        driver.robot.clickOn("#question");
        driver.robot.write("Why?");
        driver.robot.push(KeyCode.ENTER);
        driver.await("the notice is shown", () -> driver.shows(".notice"));
        assertTrue(driver.viewModel().composer().textProperty().get().contains("Why?"));
    }
}
