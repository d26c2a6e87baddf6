package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;

/** What is found is marked and in sight wherever it is: in code, in a table, in a formula. */
class FoundMarksIT extends OpenWindow {
    private static final int LINES = 200;
    private static final int NEEDLE = 150;

    @Test
    void theCurrentMatchIsSeenInCodeTablesAndFormulas() throws Exception {
        openHay();
        driver.robot.push(KeyCode.CONTROL, KeyCode.F);
        driver.robot.write("needle");
        driver.await("all are counted", () -> driver.viewModel().find().countProperty().get() == 4);
        driver.await("the match in code is in sight", () -> inSight(".code-area .text.found.now"));
        assertEquals("needle", driver.onWindow(() -> word(".code-area .text.found.now")));
        next();
        driver.await("the match in the table is in sight", () -> inSight(".table-card .found.now"));
        assertTrue(
                driver.onWindow(() -> driver.robot.lookup(".code-area .now").queryAll().isEmpty()));
        next();
        driver.await(
                "the match in the formula is in sight", () -> inSight(".formula-card .found.now"));
        next();
        driver.await("the match in code is in sight", () -> inSight(".answer-body .found.now"));
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("nothing is marked", () -> !inSight(".found"));
        driver.await(
                "words of code are as they were",
                () -> driver.robot.lookup(".code-area .found").queryAll().isEmpty());
    }

    private static void next() throws Exception {
        driver.onWindow(() -> {
            driver.viewModel().find().next();
            return true;
        });
    }

    private static String word(String query) {
        return ((Text) driver.robot.lookup(query).query()).getText();
    }

    private static boolean inSight(String query) throws Exception {
        return driver.onWindow(() -> {
            Node flow = driver.robot.lookup(".conversation-flow").query();
            Bounds room = flow.localToScene(flow.getLayoutBounds());
            for (Node node : driver.robot.lookup(query).queryAll()) {
                Bounds place = node.localToScene(node.getLayoutBounds());
                if (place.getWidth() > 1 && place.getHeight() > 1 && room.contains(place)) {
                    return true;
                }
            }
            return false;
        });
    }

    private void openHay() throws Exception {
        StringBuilder answer = new StringBuilder("```java\n");
        for (int i = 0; i < LINES; i++) {
            answer.append(i == NEEDLE ? "int needle = 1; // here\n" : "int line = " + i + ";\n");
        }
        answer.append("```\n\n| a | b |\n|---|---|\n| x | the needle |\n\n");
        answer.append("\\\\[\nneedle = 1\n\\\\]\n\nA needle.\n");
        Path file =
                Files.writeString(
                        data.resolve("needles.json"),
                        """
                        {"format": "ponder-conversations", "version": 1, "conversations": [
                         {"title": "Hay", "shown": [1, 2], "messages": [
                          {"id": 1, "role": "user", "content": "Where?"},
                          {"id": 2, "parent": 1, "role": "assistant", "content": "%s",
                           "reply": {"state": "COMPLETE"}}]}]}
                        """
                                .formatted(answer.toString().replace("\n", "\\n")));
        driver.drop(file);
        driver.await("it is listed", () -> driver.shows(".conversation-row"));
        driver.robot.clickOn(".conversation-row");
        driver.await("it is open", () -> driver.shows(".code-card"));
    }
}
