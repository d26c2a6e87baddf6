package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.ListCell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of chats shows in which of them a reply is made. */
class AnsweringMarkIT {
    @TempDir private Path data;

    private final WindowDriver driver;

    AnsweringMarkIT() throws Exception {
        driver = new WindowDriver();
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
    }

    private boolean told() throws Exception {
        return driver.robot.lookup(".conversation-list .list-cell").queryAll().stream()
                .filter(node -> node instanceof ListCell<?> cell && !cell.isEmpty())
                .map(node -> node.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                .anyMatch("Why?, being answered"::equals);
    }

    @Test
    void aChatInWhichAReplyRunsIsMarkedUntilItIsOver() throws Exception {
        driver.open(data, PacedModel.loader());
        driver.ask("Why?");
        driver.await("the chat is marked", () -> driver.shows(".conversation-row .answering"));
        assertTrue(driver.onWindow(this::told));
        driver.onWindow(() -> {
            driver.viewModel().newChat();
            return true;
        });
        assertTrue(driver.shows(".conversation-row .answering"));
        driver.ask("And then?");
        driver.await(
                "it says what it waits for",
                () ->
                        driver.viewModel().conversation().lastReply() != null
                                && driver.lastReply()
                                        .headerProperty()
                                        .get()
                                        .equals(
                                                "Waiting: the model answers in another chat first…"));
        driver.onWindow(() -> {
            driver.viewModel().workspace().host().stopAll();
            return true;
        });
        driver.await("nothing is marked", () -> !driver.shows(".conversation-row .answering"));
        assertEquals(0, driver.robot.lookup(".conversation-row .answering").queryAll().size());
    }
}
