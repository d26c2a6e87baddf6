package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.ponder.app.store.ThoughtMode;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.ReplyPhase;

/** The real application with the real Pebble, driven as a person drives it. */
class WindowIT extends OpenWindow {
    private static final String QUESTION = "How many r's are in strawberry?";

    @Test
    void aQuestionIsThoughtAboutAndAnswered() throws Exception {
        driver.ask(QUESTION);
        driver.awaitFinished();
        assertFalse(driver.lastReply().thought().isEmpty());
        assertFalse(driver.lastReply().answer().text().isBlank());
        assertTrue(driver.lastReply().headerProperty().get().startsWith("Thought for"));
        // The thought folded by itself and unfolds at a touch of its header.
        assertFalse(driver.lists(Block.ThoughtText.class));
        driver.press(".thought-fold");
        assertTrue(driver.lists(Block.ThoughtText.class));
        driver.press(".thought-fold-below");
        assertFalse(driver.lists(Block.ThoughtText.class));
    }

    @Test
    void aThoughtIsFoldedWhileItStreamsAndStopped() throws Exception {
        driver.close();
        driver.open(data, PacedModel.loader());
        driver.ask(QUESTION);
        driver.pressWhile(
                ".thought-fold",
                () ->
                        driver.viewModel().conversation().lastReply() != null
                                && driver.lastReply().phaseProperty().get() == ReplyPhase.THINKING
                                && !driver.lastReply().thought().isEmpty());
        assertEquals(ThoughtMode.HIDDEN, driver.lastReply().thought().modeProperty().get());
        driver.onWindow(() -> {
            driver.viewModel().conversation().stop();
            return true;
        });
        driver.awaitFinished();
        assertFalse(driver.lists(Block.ThoughtText.class));
    }

    @Test
    void aConversationIsFoundAgainAfterARestart() throws Exception {
        // Not one that an empty window proposes: the click is to find it in the list.
        String question = "Reverse the word pond.";
        driver.ask(question);
        driver.awaitFinished();
        String thought = driver.lastReply().thought().text();
        String answer = driver.lastReply().answer().text();
        driver.close();
        driver.open(data, null);
        ChatsViewModel.Chat chat =
                driver.viewModel().chats().entries().stream()
                        .filter(ChatsViewModel.Chat.class::isInstance)
                        .map(ChatsViewModel.Chat.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertEquals(question, chat.title());
        driver.await("the chat is drawn", () -> driver.shows(chat.title()));
        driver.robot.clickOn(chat.title());
        driver.awaitFinished();
        assertEquals(thought, driver.lastReply().thought().text());
        assertEquals(answer, driver.lastReply().answer().text());
    }

    @Test
    void theKeyboardReachesTheModesTheSheetAndANewChat() throws Exception {
        driver.robot.push(KeyCode.CONTROL, KeyCode.T);
        assertEquals(
                ThoughtMode.PEEK,
                driver.viewModel().workspace().preferences().thoughtModeProperty().get());
        driver.robot.push(KeyCode.CONTROL, KeyCode.SLASH);
        driver.await("the sheet is shown", () -> driver.shows(".keys"));
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the sheet is gone", () -> !driver.shows(".keys"));
        driver.ask("Reverse the word pond.");
        driver.awaitFinished();
        driver.robot.push(KeyCode.CONTROL, KeyCode.N);
        driver.await(
                "the new chat is empty",
                () -> driver.viewModel().conversation().emptyProperty().get());
    }

    @Test
    void aQuestionIsEditedAndBothVersionsStay() throws Exception {
        driver.ask("Reverse the word pond.");
        driver.awaitFinished();
        driver.press(".edit-question");
        driver.await("the editor is there", () -> driver.shows(".question-editor"));
        driver.robot.push(KeyCode.CONTROL, KeyCode.A);
        driver.robot.write("Reverse the word lake.");
        driver.robot.push(KeyCode.ENTER);
        driver.await(
                "the edited question is asked",
                () ->
                        driver.viewModel().conversation().blocks().getFirst()
                                        instanceof Block.Question question
                                && question.text().equals("Reverse the word lake."));
        driver.awaitFinished();
        assertTrue(driver.shows(".version"));
    }
}
