package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ponder.app.store.GenerationSettings;
import org.ponder.app.store.ThoughtMode;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.RawText;
import org.ponder.app.viewmodel.ReplyPhase;

/** A thought is watched, searched, cut short, edited and continued in the real window. */
class SteeringIT extends OpenWindow {
    private static final String QUESTION = "How many r's are in strawberry?";

    @BeforeEach
    void letPebbleThinkAsLongAsItLikes() throws Exception {
        limit(0);
    }

    /** A fixed seed, and a longest reply; 0 is no limit. */
    private static void limit(int maxTokens) throws Exception {
        driver.generate(GenerationSettings.defaults().withSeed(true, 7).withMaxTokens(maxTokens));
    }

    private static void ask() throws Exception {
        driver.ask(QUESTION);
        driver.awaitFinished();
    }

    private static String text(String query) throws Exception {
        return driver.onWindow(() -> driver.robot.lookup(query).queryAs(Labeled.class).getText());
    }

    @Test
    void whatIsLookedForIsFoundInAFoldedThoughtAndUnfoldsIt() throws Exception {
        ask();
        assertFalse(driver.lists(Block.ThoughtText.class));
        driver.robot.push(KeyCode.CONTROL, KeyCode.F);
        driver.await("the bar is shown", () -> driver.shows("#find"));
        driver.robot.write("check again");
        driver.await("it is found", () -> text(".find-count").startsWith("1 of"));
        assertTrue(driver.lists(Block.ThoughtText.class));
        assertEquals(ThoughtMode.LIVE, driver.lastReply().thought().modeProperty().get());
        driver.robot.push(KeyCode.CONTROL, KeyCode.A);
        driver.robot.write("strawberry");
        driver.await("the question is found first", () -> text(".find-count").startsWith("1 of"));
        assertFalse(driver.lists(Block.ThoughtText.class));
        driver.robot.push(KeyCode.ENTER);
        driver.await("the thought is next", () -> text(".find-count").startsWith("2 of"));
        assertTrue(driver.lists(Block.ThoughtText.class));
        driver.press(".find-previous");
        assertTrue(text(".find-count").startsWith("1 of"));
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the bar is gone", () -> !driver.shows("#find"));
        assertTrue(
                driver.onWindow(() ->
                        driver.robot.lookup("#question").queryAs(TextArea.class).isFocused()));
    }

    @Test
    void aThoughtIsEditedAndGoesOnFromThere() throws Exception {
        ask();
        String answer = driver.lastReply().answer().text();
        driver.press(".thought-fold");
        driver.press(".thought-edit");
        driver.await("the editor is there", () -> driver.shows(".thought-editor"));
        driver.onWindow(() -> {
            driver.robot
                    .lookup(".thought-editor")
                    .queryAs(TextArea.class)
                    .setText("Let me spell strawberry and look for r.\nstr\n1. s no\n");
            return true;
        });
        driver.press("#sheet-ok");
        driver.await("there are two versions", () -> driver.lastReply().place().versions() == 2);
        driver.awaitFinished();
        assertTrue(
                driver.lastReply()
                        .thought()
                        .text()
                        .startsWith(
                                "Let me spell strawberry and look for r.\nstr\n1. s no\n2. t no"));
        assertFalse(driver.lastReply().answer().text().isBlank());
        driver.press(".version .button");
        driver.await(
                "the reply before is there",
                () -> driver.lastReply().answer().text().equals(answer));
    }

    private static TextArea editor() {
        return driver.robot.lookup(".question-editor").queryAs(TextArea.class);
    }

    @Test
    void aQuestionIsEditedFromItsEnd() throws Exception {
        limit(1);
        ask();
        driver.press(".edit-question");
        driver.await(
                "the editor has the keyboard",
                () ->
                        driver.shows(".question-editor")
                                && editor().isFocused()
                                && editor().getSkin() != null);
        driver.robot.write(" Spell it.");
        assertEquals(QUESTION + " Spell it.", driver.onWindow(() -> editor().getText()));
        driver.robot.push(KeyCode.ENTER);
        driver.await(
                "the question is asked as it was edited",
                () -> driver.lastReply().place().versions() == 1 && driver.shows(".version"));
        driver.awaitFinished();
    }

    @Test
    void aQuestionIsEditedInSeveralLines() throws Exception {
        editQuestion();
        driver.robot.push(KeyCode.SHIFT, KeyCode.ENTER);
        driver.robot.write("x");
        assertEquals(QUESTION + "\nx", driver.onWindow(() -> editor().getText()));
        assertTrue(driver.shows(".question-editor"), "nothing is asked");
        driver.robot.push(KeyCode.ENTER);
        driver.await("it is asked", () -> driver.shows(".version"));
        driver.awaitFinished();
    }

    @Test
    void escapeEndsTheEditingOfAQuestionOnlyWhereNothingWasTyped() throws Exception {
        editQuestion();
        driver.robot.write("x");
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the user is told", () -> driver.shows(".notice"));
        assertEquals(QUESTION + "x", driver.onWindow(() -> editor().getText()));
        driver.robot.push(KeyCode.BACK_SPACE);
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the question is shown", () -> !driver.shows(".question-editor"));
    }

    private void editQuestion() throws Exception {
        limit(1);
        ask();
        driver.press(".edit-question");
        driver.await(
                "the editor has the keyboard",
                () ->
                        driver.shows(".question-editor")
                                && editor().isFocused()
                                && editor().getSkin() != null);
    }

    @Test
    void aThoughtIsContinuedFromALineWithTheKeyboardAlone() throws Exception {
        ask();
        String whole = driver.lastReply().thought().text();
        String begun = whole.substring(0, whole.indexOf('\n', whole.indexOf('\n') + 1) + 1);
        driver.robot.push(KeyCode.CONTROL, KeyCode.I);
        driver.await(
                "the lines have the keyboard",
                () ->
                        driver.shows("#thought-lines")
                                && driver.robot
                                        .lookup("#thought-lines")
                                        .queryAs(ListView.class)
                                        .isFocused());
        driver.robot.push(KeyCode.HOME);
        driver.robot.push(KeyCode.DOWN);
        driver.robot.push(KeyCode.ENTER);
        driver.await("there are two versions", () -> driver.lastReply().place().versions() == 2);
        driver.awaitFinished();
        assertTrue(driver.lastReply().thought().text().startsWith(begun));
        assertFalse(driver.lastReply().answer().text().isBlank());
        assertFalse(driver.shows("#thought-lines"));
    }

    @Test
    void aThoughtIsContinuedFromOneOfItsLines() throws Exception {
        ask();
        String whole = driver.lastReply().thought().text();
        String begun = whole.substring(0, whole.indexOf('\n', whole.indexOf('\n') + 1) + 1);
        driver.press(".thought-fold");
        driver.await("the thought is in sight", () -> driver.shows(".thought-words .words"));
        driver.robot.rightClickOn(
                driver.robot.point(".thought-words .words").atPosition(0.1, 0.12).query());
        driver.await("the menu is shown", () -> driver.shows("#continue-from-line"));
        driver.robot.clickOn("#continue-from-line");
        driver.await("there are two versions", () -> driver.lastReply().place().versions() == 2);
        driver.awaitFinished();
        String thought = driver.lastReply().thought().text();
        assertTrue(thought.startsWith(begun), thought);
        assertTrue(thought.length() > begun.length());
    }

    private void slowly() throws Exception {
        driver.close();
        driver.open(data, PacedModel.loader());
        limit(0);
    }

    @Test
    void aStoppedReplyGoesOnWhereItWasStopped() throws Exception {
        slowly();
        driver.ask(QUESTION);
        driver.pressWhile(
                "#send",
                () ->
                        driver.viewModel().conversation().lastReply() != null
                                && driver.lastReply().phaseProperty().get() == ReplyPhase.THINKING
                                && driver.lastReply().thought().text().length() > 20);
        driver.awaitFinished();
        String begun = driver.lastReply().thought().text();
        assertTrue(driver.lastReply().headerProperty().get().startsWith("Stopped after"));
        assertTrue(driver.lastReply().answer().isEmpty());
        driver.press(".continue-reply");
        driver.await(
                "the reply is complete",
                () -> driver.lastReply().headerProperty().get().startsWith("Thought for"));
        driver.awaitFinished();
        assertTrue(driver.lastReply().thought().text().startsWith(begun));
        assertFalse(driver.lastReply().answer().text().isBlank());
        assertEquals(1, driver.lastReply().place().versions());
    }

    @Test
    void aReplyCutAtItsLengthGoesOn() throws Exception {
        limit(30);
        ask();
        String begun = driver.lastReply().thought().text();
        assertTrue(driver.lastReply().headerProperty().get().startsWith("Cut at the length"));
        limit(0);
        driver.press(".continue-reply");
        driver.await("it answers", () -> !driver.lastReply().answer().isEmpty());
        driver.awaitFinished();
        assertTrue(driver.lastReply().thought().text().startsWith(begun));
    }

    @Test
    void aBudgetOfTheUsersOwnCutsTheThoughtAndStaysWithTheConversation() throws Exception {
        driver.robot.clickOn("#budget");
        driver.robot.clickOn(driver.viewModel().workspace().texts().get("budget.own"));
        driver.await("the number is asked for", () -> driver.shows("#sheet-ok"));
        driver.robot.write("40");
        driver.robot.push(KeyCode.ENTER);
        StringBuilder headers = new StringBuilder();
        driver.onWindow(() -> {
            driver.viewModel()
                    .conversation()
                    .runningProperty()
                    .subscribe(reply -> {
                        if (reply != null) {
                            reply.headerProperty()
                                    .subscribe(header -> headers.append(header).append('\n'));
                        }
                    });
            return true;
        });
        ask();
        String header = driver.lastReply().headerProperty().get();
        assertTrue(header.startsWith("Cut at the budget after "), header);
        assertTrue(header.contains(" · 40 tokens"), header);
        assertTrue(headers.toString().contains(" left\n"), headers.toString());
        assertFalse(driver.lastReply().answer().text().isBlank());
        driver.robot.push(KeyCode.CONTROL, KeyCode.R);
        driver.onWindow(() -> {
            driver.viewModel().newChat();
            return true;
        });
        assertTrue(driver.viewModel().composer().thinkProperty().get());
        driver.onWindow(() -> {
            ListView<ChatsViewModel.Entry> list =
                    driver.robot.lookup("#conversations").queryListView();
            list.getSelectionModel().selectLast();
            list.requestFocus();
            return true;
        });
        driver.robot.push(KeyCode.ENTER);
        driver.await(
                "the conversation is open again",
                () -> driver.viewModel().composer().budgetProperty().get() == 40);
        assertFalse(driver.viewModel().composer().thinkProperty().get());
    }

    @Test
    void aThoughtIsClosedForAnAnswerAtOnce() throws Exception {
        slowly();
        driver.ask(QUESTION);
        driver.press(".answer-now");
        driver.awaitFinished();
        assertTrue(driver.lastReply().headerProperty().get().startsWith("Asked to answer after"));
        assertFalse(driver.lastReply().answer().text().isBlank());
    }

    @Test
    void theRawTokensOfAReplyAreThoseOfTheModel() throws Exception {
        ask();
        driver.press(".reply-more");
        driver.robot.clickOn(driver.viewModel().workspace().texts().get("reply.raw"));
        driver.await("the tokens are there", () -> rows() > 100);
        driver.onWindow(() -> {
            ListView<?> list = driver.robot.lookup("#raw-token-list").queryListView();
            RawText.Token last = (RawText.Token) Objects.requireNonNull(list.getItems().getLast());
            assertTrue(last.control());
            assertTrue(
                    list.getItems().stream()
                            .anyMatch(row ->
                                    row instanceof RawText.Token token
                                            && token.piece().equals("␣")));
            return true;
        });
        driver.robot.clickOn("#raw-prompt");
        driver.await("the prompt is shown", () -> driver.shows("#raw-prompt-list .raw-person"));
        assertEquals(
                QUESTION,
                driver.onWindow(() ->
                        driver.robot
                                .lookup("#raw-prompt-list .raw-person")
                                .queryAs(Text.class)
                                .getText()));
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the sheet is gone", () -> !driver.shows("#raw"));
    }

    private static int rows() {
        return driver.robot.lookup("#raw-token-list").queryAll().isEmpty()
                ? 0
                : driver.robot.lookup("#raw-token-list").queryListView().getItems().size();
    }

    @Test
    void whatNoLongerFitsTheContextIsTold() throws Exception {
        driver.generate(GenerationSettings.defaults().withSeed(true, 7).withContextTokens(200));
        driver.onWindow(() -> {
            driver.model().reload();
            return true;
        });
        driver.await(
                "the model is loaded with a short context",
                () -> driver.model().contextTokensProperty().get() == 200);
        for (int i = 0; i < 6; i++) {
            driver.ask("Reverse the word pond.");
            driver.awaitFinished();
        }
        assertTrue(driver.lastReply().turnsLeftOutProperty().get() > 0);
        assertTrue(driver.shows(".left-out"));
    }

    @Test
    void regeneratingKeepsTheReplyBefore() throws Exception {
        ask();
        driver.press(".ask-again");
        driver.await("there are two versions", () -> driver.lastReply().place().versions() == 2);
        driver.awaitFinished();
        assertTrue(driver.shows(".version"));
        assertEquals(2, driver.lastReply().place().version());
    }
}
