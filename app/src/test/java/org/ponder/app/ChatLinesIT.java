package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.ponder.app.viewmodel.ChatsViewModel;

/** A screen reader is told all that a line of the list of chats shows. */
class ChatLinesIT extends OpenWindow {

    private static List<String> told() throws Exception {
        return driver.onWindow(() ->
                driver.robot.lookup(".conversation-list .list-cell").queryAll().stream()
                        .filter(node -> node instanceof ListCell<?> cell && !cell.isEmpty())
                        .sorted((a, b) -> Double.compare(a.getLayoutY(), b.getLayoutY()))
                        .map(node ->
                                (String) node.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                        .toList());
    }

    private void bringIn() throws Exception {
        dropWillow();
        driver.await("it is listed", () -> told().contains("A"));
    }

    @Test
    void hitsInOneChatAreToldApart() throws Exception {
        bringIn();
        driver.robot.push(KeyCode.CONTROL, KeyCode.K);
        driver.robot.write("willow");
        List<String> hits =
                List.of(
                        "A, In a question: A willow?",
                        "A, In a thought: No willow.",
                        "A, In an answer: A willow.");
        driver.await(
                "each says where it is and what it is",
                () -> told().stream().filter(hits::contains).sorted().toList().equals(hits));
    }

    @Test
    void whatIsPinnedOrFoldedIsTold() throws Exception {
        bringIn();
        ChatsViewModel chats = driver.viewModel().chats();
        driver.onWindow(() -> {
            chats.togglePin(chat());
            return true;
        });
        driver.await("it is told as pinned", () -> told().contains("A, pinned"));
        driver.onWindow(() -> {
            chats.togglePin(chat());
            chats.move(chat(), "Trees");
            return true;
        });
        driver.await("the folder is open", () -> told().contains("Folder Trees, 1 chat, open"));
        assertEquals(
                "1",
                driver.onWindow(() ->
                        ((Labeled)
                                        driver
                                                .robot
                                                .lookup(".folder-row .label")
                                                .queryAll()
                                                .stream()
                                                .reduce((first, last) -> last)
                                                .orElseThrow())
                                .getText()));
        driver.onWindow(() -> {
            chats.toggle(
                    chats.entries().stream()
                            .filter(ChatsViewModel.Folder.class::isInstance)
                            .map(ChatsViewModel.Folder.class::cast)
                            .findFirst()
                            .orElseThrow());
            return true;
        });
        driver.await("the folder is closed", () -> told().contains("Folder Trees, 1 chat, closed"));
    }

    private static ChatsViewModel.Chat chat() {
        return driver.chats().getFirst();
    }
}
