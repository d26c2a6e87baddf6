package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.ThoughtMode;
import org.ponder.app.store.ThoughtSettings;
import org.ponder.engine.prompt.Message;

/** What is written and chosen for the next question stays until the user changes it. */
@Timeout(60)
class ComposerViewModelTest {
    @TempDir private Path folder;
    private Bench bench;
    private ComposerViewModel composer;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
        composer = bench.window.composer();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private void untilAsked() throws InterruptedException {
        bench.until(() -> bench.window.conversation().runningProperty().get() != null);
    }

    @Test
    void aSuggestionLeavesWhatIsWritten() throws Exception {
        composer.textProperty().set("half a ques");
        composer.send("Reverse the word lantern.");
        untilAsked();
        assertEquals(
                List.of(Message.user("Reverse the word lantern.")),
                bench.model.asked.take().messages());
        assertEquals("half a ques", composer.textProperty().get());
        long id = Objects.requireNonNull(bench.conversation()).id();
        bench.until(() -> bench.draft(id).equals("half a ques"));
        bench.window.newChat();
        assertEquals("", composer.textProperty().get());
    }

    @Test
    void whatWasOnlyProposedIsGoneWithTheFirstQuestion() throws Exception {
        composer.propose("How many r's are in strawberry?");
        assertTrue(composer.isProposal());
        composer.send("Reverse the word lantern.");
        untilAsked();
        assertEquals("", composer.textProperty().get());
        assertFalse(composer.isProposal());
        bench.window.newChat();
        assertEquals("", composer.textProperty().get());
    }

    @Test
    void aSuggestionThatCannotBeSentDoesNothing() throws Exception {
        composer.send("Why?");
        untilAsked();
        composer.textProperty().set("half a ques");
        assertFalse(composer.canSend().get());
        composer.send("Reverse the word lantern.");
        assertEquals("half a ques", composer.textProperty().get());
    }

    @Test
    void whatIsTypedWhileAChatIsBeingOpenedIsForThatChat() throws Exception {
        composer.send("Why?");
        untilAsked();
        long first = Objects.requireNonNull(bench.conversation()).id();
        bench.window.newChat();
        composer.textProperty().set("something new");
        bench.window.open(bench.chat("Why?"));
        composer.textProperty().set("something new, or not");
        bench.until(() -> bench.conversation() != null);
        assertEquals(", or not", composer.textProperty().get());
        bench.until(() -> bench.draft(first).equals(", or not"));
        bench.window.newChat();
        assertEquals("something new", composer.textProperty().get());
        composer.textProperty().set("");
        bench.window.open(bench.chat("Why?"));
        composer.textProperty().set("And then?");
        bench.until(() -> bench.conversation() != null);
        assertEquals(", or not\nAnd then?", composer.textProperty().get());
    }

    private void set(UnaryOperator<ThoughtSettings> change) {
        bench.window
                .workspace()
                .preferences()
                .change(old -> old.withThoughts(change.apply(old.thoughts())));
    }

    @Test
    void aChatThatIsNewTakesWhatIsSetForThoughtsAtOnce() {
        composer.textProperty().set("half a ques");
        set(old -> new ThoughtSettings(old.mode(), false, 77));
        assertFalse(composer.thinkProperty().get());
        assertEquals(77, composer.budgetProperty().get());
        assertEquals("half a ques", composer.textProperty().get());
    }

    @Test
    void whatIsChosenForTheNextQuestionGivesWayOnlyToWhatIsSetAnew() {
        composer.setThink(false);
        composer.setBudget(12);
        set(old -> new ThoughtSettings(ThoughtMode.PEEK, old.think(), old.budget()));
        assertFalse(composer.thinkProperty().get());
        assertEquals(12, composer.budgetProperty().get());
        set(old -> new ThoughtSettings(old.mode(), old.think(), 77));
        assertFalse(composer.thinkProperty().get());
        assertEquals(77, composer.budgetProperty().get());
    }

    @Test
    void aChatThatIsOpenKeepsWhatItHasOfItsOwn() throws Exception {
        composer.send("Why?");
        untilAsked();
        set(old -> new ThoughtSettings(old.mode(), false, 77));
        assertTrue(composer.thinkProperty().get());
        assertEquals(0, composer.budgetProperty().get());
    }
}
