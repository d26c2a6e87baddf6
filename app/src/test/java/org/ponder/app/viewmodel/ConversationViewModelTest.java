package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.AskedQuestion;
import org.ponder.app.store.ConversationOptions;
import org.ponder.app.store.ConversationStore;
import org.ponder.app.store.DataFolder;
import org.ponder.app.store.Question;
import org.ponder.app.store.RawDatabase;
import org.ponder.app.store.ReplyOrigin;
import org.ponder.app.store.ReplyRecorder;
import org.ponder.app.store.StoreException;
import org.ponder.app.store.ThoughtMode;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ThoughtEnd;

/** The rules of the thought pane, without a window. */
class ConversationViewModelTest {
    @TempDir private Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private void ask(String question) throws InterruptedException {
        bench.window.composer().send(question);
        bench.until(() -> bench.window.conversation().runningProperty().get() != null);
    }

    private void reply(String thought, String answer) throws InterruptedException {
        bench.thought(thought, 20, 2);
        bench.thoughtEnded(20, 2, ThoughtEnd.CLOSED);
        bench.answer(answer, 5);
        bench.finished(FinishReason.STOP, 20, 2);
        bench.untilFinished();
    }

    private List<Class<?>> kinds() {
        return bench.window.conversation().blocks().stream()
                .<Class<?>>map(Object::getClass)
                .toList();
    }

    @Test
    void theHeaderTellsWhatTheEngineMeasured() throws Exception {
        ask("Why?");
        bench.thought("Hm. ", 340, 12);
        bench.until(() -> bench.last().phaseProperty().get() == ReplyPhase.THINKING);
        assertEquals("Thinking… 12 s · 340 tokens · 28 tok/s", bench.last().headerProperty().get());
        bench.thoughtEnded(1204, 41, ThoughtEnd.CLOSED);
        bench.answer("Because.", 2);
        bench.until(() -> bench.last().phaseProperty().get() == ReplyPhase.ANSWERING);
        assertEquals("Thought for 41 s · 1,204 tokens", bench.last().headerProperty().get());
        bench.finished(FinishReason.STOP, 1204, 41);
        bench.untilFinished();
        assertEquals("Thought for 41 s · 1,204 tokens", bench.last().headerProperty().get());
    }

    @Test
    void whatRemainsOfTheBudgetIsShownAndItsEndIsTold() throws Exception {
        bench.window.composer().setBudget(512);
        ask("Why?");
        bench.thought("Hm. ", 340, 10);
        bench.until(() -> bench.last().phaseProperty().get() == ReplyPhase.THINKING);
        assertTrue(bench.last().headerProperty().get().endsWith("172 left"));
        bench.thoughtEnded(512, 15, ThoughtEnd.BUDGET);
        bench.answer("So.", 1);
        bench.finished(FinishReason.STOP, 512, 15);
        bench.untilFinished();
        assertEquals(
                "Cut at the budget after 15 s · 512 tokens", bench.last().headerProperty().get());
        assertEquals(512, bench.model.asked.take().options().thoughtBudget());
    }

    @Test
    void theThoughtFoldsWhenTheAnswerStarts() throws Exception {
        ask("Why?");
        bench.thought("Hm. ", 1, 1);
        bench.until(() -> kinds().contains(Block.ThoughtText.class));
        bench.thoughtEnded(1, 1, ThoughtEnd.CLOSED);
        bench.answer("\n\n", 1);
        bench.answer("Because.", 2);
        bench.until(() -> kinds().contains(Block.Answer.class));
        assertFalse(kinds().contains(Block.ThoughtText.class));
        assertTrue(kinds().contains(Block.ThoughtHead.class));
    }

    @Test
    void theUsersChoiceWinsOverTheFoldAndTheDefault() throws Exception {
        ask("Why?");
        bench.thought("Hm. ", 1, 1);
        bench.until(() -> kinds().contains(Block.ThoughtText.class));
        bench.window.conversation().choose(bench.last(), ThoughtMode.LIVE);
        bench.thoughtEnded(1, 1, ThoughtEnd.CLOSED);
        bench.answer("Because.", 2);
        bench.finished(FinishReason.STOP, 1, 1);
        bench.untilFinished();
        assertTrue(kinds().contains(Block.ThoughtText.class));
        bench.window.workspace().preferences().thoughtModeProperty().set(ThoughtMode.HIDDEN);
        assertEquals(ThoughtMode.LIVE, bench.last().thought().modeProperty().get());
    }

    @Test
    void aReaderOfTheThoughtKeepsIt() throws Exception {
        ask("Why?");
        bench.thought("Hm. ", 1, 1);
        bench.until(() -> kinds().contains(Block.ThoughtText.class));
        bench.window.driver().setAtEnd(false);
        reply("more", "Because.");
        assertTrue(kinds().contains(Block.ThoughtText.class));
    }

    @Test
    void theDefaultShowsInEveryThoughtThatTheUserLeftAlone() throws Exception {
        bench.window.workspace().preferences().thoughtModeProperty().set(ThoughtMode.HIDDEN);
        ask("Why?");
        bench.thought("Hm. ", 1, 1);
        bench.until(() -> !bench.last().thought().isEmpty());
        assertFalse(kinds().contains(Block.ThoughtText.class));
        bench.window.workspace().preferences().cycleThoughtMode();
        assertTrue(kinds().contains(Block.ThoughtText.class));
        bench.window.workspace().preferences().cycleThoughtMode();
        assertTrue(kinds().contains(Block.ThoughtPeek.class));
        assertFalse(bench.saved.isEmpty());
    }

    @Test
    void theDefaultThatIsChosenInAnotherChatShowsInAReplyThatRuns() throws Exception {
        ask("Why?");
        bench.thought("Hm. ", 1, 1);
        bench.until(() -> !bench.last().thought().isEmpty());
        bench.window.newChat();
        bench.window.workspace().preferences().thoughtModeProperty().set(ThoughtMode.HIDDEN);
        bench.window.open(bench.chat("Why?"));
        bench.until(() -> bench.window.conversation().runningProperty().get() != null);
        assertEquals(ThoughtMode.HIDDEN, bench.last().thought().modeProperty().get());
    }

    @Test
    void aStoppedReplySaysSoAndGoesOnWhereItEnded() throws Exception {
        ask("Why?");
        bench.thought("Hm, ", 10, 3);
        bench.until(() -> !bench.last().thought().isEmpty());
        bench.window.conversation().stop();
        assertTrue(bench.model.asked.take().control().cancelled());
        bench.thoughtEnded(10, 3, ThoughtEnd.STOPPED);
        bench.finished(FinishReason.CANCELLED, 10, 3);
        bench.untilFinished();
        assertEquals("Stopped after 3.0 s · 10 tokens", bench.last().headerProperty().get());
        assertTrue(bench.last().canContinueProperty().get());
        ReplyViewModel stopped = bench.last();
        bench.window.conversation().resume(stopped, bench.window.composer().choice());
        reply("wait.", "Because.");
        assertEquals(stopped, bench.last());
        assertEquals("Hm, wait.", stopped.thought().text());
        assertEquals("Thought for 5.0 s · 30 tokens", stopped.headerProperty().get());
        assertNull(bench.window.conversation().runningProperty().get());
    }

    @Test
    void aReplyThatWasStoppedBeforeItsFirstWordSaysSoAndIsAskedAgainInItsPlace() throws Exception {
        ask("Why?");
        bench.until(() -> bench.model.asked.poll() != null);
        bench.window.conversation().stop();
        bench.finished(FinishReason.CANCELLED, 0, 0);
        bench.untilFinished();
        ReplyViewModel stopped = bench.last();
        assertTrue(stopped.isUnwritten());
        assertEquals(
                "Stopped before anything was written: ask again when you like",
                stopped.statusProperty().get());
        assertTrue(stopped.canContinueProperty().get());
        bench.window.conversation().resume(stopped, bench.window.composer().choice());
        reply("Hm.", "Because.");
        assertEquals(stopped, bench.last());
        assertFalse(stopped.isUnwritten());
        assertEquals(1, stopped.place().versions());
        ScriptedModel.Asked again = bench.model.asked.take();
        assertEquals(PartialReply.none(), again.begun());
        assertEquals(List.of(Message.user("Why?")), again.messages());
    }

    @Test
    void aReplyThatAnotherPonderWasWritingWhenItWasKilledCanBeContinued() throws Exception {
        try (ConversationStore other =
                ConversationStore.open(new DataFolder(folder), problem -> {}).store()) {
            AskedQuestion asked =
                    other.messages()
                            .ask(
                                    new Question.First(ConversationOptions.inherited(), "Why?"),
                                    ReplyOrigin.unknown());
            long id = asked.conversation().id();
            ReplyRecorder recorder = other.replies().record(asked.reply());
            recorder.accept(new ReplyEvent.Answer("Because", 1));
            recorder.flush();
            bench.window.conversation().open(id, null, () -> {});
            bench.untilFinished();
            assertFalse(bench.last().canContinueProperty().get(), "it is being written");
            RawDatabase.execute(folder, "UPDATE live_reply SET owner = 'killed.lock'");

            bench.openAgain();
            bench.untilFinished();

            assertTrue(bench.last().canContinueProperty().get());
            assertEquals("Because", bench.last().answer().text());
        }
    }

    @Test
    void whenAnAnswerGoesOnItsThoughtIsToldOfAgain() throws Exception {
        ask("Why?");
        bench.thought("Hm. ", 1204, 41);
        bench.thoughtEnded(1204, 41, ThoughtEnd.CLOSED);
        bench.answer("Be", 1);
        bench.finished(FinishReason.LENGTH, 1204, 41);
        bench.untilFinished();
        ReplyViewModel cut = bench.last();
        bench.window.conversation().resume(cut, bench.window.composer().choice());
        bench.model.script.add(new ReplyEvent.Reading(1, 20));
        bench.until(() -> cut.phaseProperty().get() == ReplyPhase.READING);
        assertTrue(cut.headerProperty().get().startsWith("Reading the question"));
        assertEquals(cut.headerProperty().get(), cut.statusProperty().get(), "where it goes on");
        bench.answer("cause", 1);
        bench.until(() -> cut.phaseProperty().get() == ReplyPhase.ANSWERING);
        assertEquals("", cut.statusProperty().get());
        assertEquals("Thought for 41 s · 1,204 tokens", cut.headerProperty().get());
        bench.finished(FinishReason.STOP, 0, 0);
        bench.untilFinished();
    }

    @Test
    void theReplyOfAChatThatIsDeletedIsStoppedWhicheverChatIsOpen() throws Exception {
        ask("Why?");
        ReplyViewModel deleted = bench.last();
        ScriptedModel.Asked asked = bench.model.asked.take();
        bench.window.newChat();
        ask("And I?");
        ReplyViewModel open = bench.last();
        bench.window.delete(bench.chat("Why?"));
        assertTrue(asked.control().cancelled());
        bench.finished(FinishReason.CANCELLED, 0, 0);
        bench.until(() -> deleted.phaseProperty().get() == ReplyPhase.FINISHED);
        bench.answer("You too.", 1);
        bench.finished(FinishReason.STOP, 0, 0);
        bench.untilFinished();
        assertEquals(open, bench.last());
        assertEquals("You too.", open.answer().text());
    }

    @Test
    void aChatThatIsDeletedWhileItIsBeingOpenedStaysShut() throws Exception {
        ask("One?");
        reply("Hm.", "First.");
        bench.window.newChat();
        ask("Two?");
        reply("Hm.", "Second.");
        ChatsViewModel.Chat deleted = bench.chat("One?");
        bench.window.open(deleted);
        bench.window.delete(deleted);
        assertFalse(bench.window.conversation().openingProperty().get());
        bench.until(() -> bench.listed("One?") == null);
        assertEquals("Second.", bench.last().answer().text());
        assertEquals("Two?", bench.window.conversation().title());
    }

    @Test
    void theUserIsAtTheEndOfWhatTheyAskOrOpenAndStaysWhereTheyTurnToAnotherVersion()
            throws Exception {
        ConversationViewModel conversation = bench.window.conversation();
        AtomicInteger arrivals = new AtomicInteger();
        conversation.arrivalsProperty().subscribe((before, now) -> arrivals.incrementAndGet());
        ask("Why?");
        reply("Hm.", "Because.");
        assertEquals(1, arrivals.get());
        QuestionViewModel first = ((Block.Question) conversation.blocks().getFirst()).question();
        conversation.editQuestion(first, "Why not?", bench.window.composer().choice());
        reply("Oh.", "Indeed.");
        assertEquals(2, arrivals.get());
        conversation.again(bench.last(), bench.window.composer().choice());
        reply("Well.", "No reason.");
        QuestionViewModel edited = ((Block.Question) conversation.blocks().getFirst()).question();
        conversation.showVersion(edited.place(), -1);
        bench.until(() -> bench.last().answer().text().equals("Because."));
        assertEquals(2, arrivals.get());
        ConversationViewModel.Version version =
                Objects.requireNonNull(conversation.versionProperty().get());
        assertEquals(conversation.blocks().getFirst(), version.block());
        assertEquals(-1, version.step());
        bench.openAgain();
        bench.untilFinished();
        assertEquals(4, arrivals.get(), "by way of a new chat");
    }

    @Test
    void theChatThatIsOpenStaysAsItIsWhenItIsChosenAgain() throws Exception {
        ConversationViewModel conversation = bench.window.conversation();
        ask("Why?");
        reply("Hm.", "Because.");
        conversation.toggle(bench.last());
        List<Block> blocks = List.copyOf(conversation.blocks());
        long arrivals = conversation.arrivalsProperty().get();
        bench.window.open(bench.chat("Why?"));
        bench.until(() -> !conversation.openingProperty().get());
        assertEquals(arrivals, conversation.arrivalsProperty().get());
        assertEquals(blocks, conversation.blocks());
        // Not while another is being opened instead.
        bench.window.newChat();
        ask("And I?");
        reply("Hm.", "You too.");
        bench.window.open(bench.chat("Why?"));
        bench.window.open(bench.chat("And I?"));
        bench.until(() -> !conversation.openingProperty().get());
        assertEquals("And I?", conversation.title());
    }

    @Test
    void askingAgainAndEditingKeepTheEarlierVersions() throws Exception {
        ask("Why?");
        reply("Hm.", "Because.");
        ReplyViewModel first = bench.last();
        bench.window.conversation().again(first, bench.window.composer().choice());
        reply("Well.", "No reason.");
        assertEquals(2, bench.last().place().versions());
        bench.window.conversation().showVersion(bench.last().place(), -1);
        bench.until(() -> bench.last().answer().text().equals("Because."));
        Block.Question question = (Block.Question) bench.window.conversation().blocks().getFirst();
        bench.window
                .conversation()
                .editQuestion(question.question(), "Why not?", bench.window.composer().choice());
        reply("Oh.", "Indeed.");
        Block.Question edited = (Block.Question) bench.window.conversation().blocks().getFirst();
        assertEquals("Why not?", edited.question().text());
        assertEquals(2, edited.question().place().version());
        bench.window.conversation().showVersion(edited.question().place(), -1);
        bench.until(() -> bench.last().answer().text().equals("Because."));
    }

    @Test
    void laterQuestionsCarryTheConversation() throws Exception {
        ask("One?");
        reply("Hm.", "First.");
        bench.model.asked.take();
        ask("Two?");
        reply("Well.", "Second.");
        assertEquals(
                List.of(
                        Message.user("One?"),
                        Message.assistant("Hm.", "First."),
                        Message.user("Two?")),
                bench.model.asked.take().messages());
    }

    /** Has another Ponder go on with a conversation. */
    private AskedQuestion askElsewhere(long conversation) throws StoreException {
        return bench.store
                .messages()
                .ask(new Question.Next(conversation, null, "Theirs?"), ReplyOrigin.unknown());
    }

    @Test
    void whatAnotherPonderAddedMeanwhileComesBeforeTheNextQuestion() throws Exception {
        ask("One?");
        reply("Hm.", "First.");
        bench.model.asked.take();
        ReplyRecorder theirs =
                bench.store
                        .replies()
                        .record(askElsewhere(bench.last().place().conversation()).reply());
        theirs.accept(new ReplyEvent.Answer("Their answer.", 1));
        theirs.flush();
        ask("Two?");
        reply("Well.", "Second.");
        assertEquals(
                List.of(
                        Message.user("One?"),
                        Message.assistant("Hm.", "First."),
                        Message.user("Theirs?"),
                        Message.assistant(null, "Their answer."),
                        Message.user("Two?")),
                bench.model.asked.take().messages());
        assertEquals(6, bench.window.conversation().messages().size());
    }

    @Test
    void aQuestionIsNotKeptWhereWhatAnotherPonderAddedBeforeItCannotBeRead() throws Exception {
        ask("One?");
        reply("Hm.", "First.");
        long conversation = bench.last().place().conversation();
        askElsewhere(conversation);
        Bench.Repair repair = bench.damage("Theirs?");
        bench.window.composer().send("Two?");
        bench.until(() -> !bench.notice().isEmpty());
        assertTrue(bench.notice().contains("damaged"), bench.notice());
        assertEquals("Two?", bench.window.composer().textProperty().get());
        repair.run();
        assertEquals(4, bench.store.messages().path(conversation).size());
    }

    @Test
    void aConversationIsFoundAgain() throws Exception {
        ask("Where did I put it?");
        reply("Hm.", "On the **shelf**.");
        bench.window.newChat();
        assertTrue(bench.window.conversation().blocks().isEmpty());
        bench.window.open(bench.chat("Where did I put it?"));
        assertFalse(bench.window.composer().canSend().get());
        bench.until(() -> !bench.window.conversation().openingProperty().get());
        assertEquals("On the **shelf**.", bench.last().answer().text());
        assertEquals("Hm.", bench.last().thought().text());
        assertEquals(ThoughtMode.HIDDEN, bench.last().thought().modeProperty().get());
    }

    @Test
    void whatDidNotFitTheContextIsTold() throws Exception {
        ask("Why?");
        bench.model.script.add(new ReplyEvent.LeftOut(3));
        reply("Hm.", "Because.");
        assertEquals(3, bench.last().turnsLeftOutProperty().get());
        assertEquals(Block.LeftOut.class, kinds().get(1));
        ask("Why?");
        reply("Hm.", "Because.");
        assertEquals(0, bench.last().turnsLeftOutProperty().get());
        assertEquals(1, kinds().stream().filter(Block.LeftOut.class::equals).count());
        bench.window.newChat();
        bench.window.open(bench.chat("Why?"));
        bench.until(() -> !bench.window.conversation().openingProperty().get());
        assertEquals(Block.LeftOut.class, kinds().get(1), "told again of what was stored");
    }

    @Test
    void aThoughtThatRepeatsItselfIsOfferedAnAnswer() throws Exception {
        ask("Why?");
        bench.thought("First I look at it. ", 5, 1);
        bench.until(() -> !bench.last().thought().isEmpty());
        assertFalse(bench.last().loopingProperty().get());
        bench.thought("Wait, let me check that once more. ".repeat(80), 600, 9);
        bench.until(() -> bench.last().loopingProperty().get());
        Notices.Notice offer =
                Objects.requireNonNull(bench.window.workspace().notices().currentProperty().get());
        assertEquals("Answer now", offer.action());
        offer.run().run();
        assertTrue(bench.model.asked.take().control().answerNowRequested());
        bench.thoughtEnded(600, 9, ThoughtEnd.ANSWER_NOW);
        bench.answer("So.", 1);
        bench.until(() -> !bench.last().loopingProperty().get());
        bench.finished(FinishReason.STOP, 600, 9);
        bench.untilFinished();
    }

    @Test
    void anEditedThoughtIsContinuedBesideTheOneBefore() throws Exception {
        ask("Why?");
        reply("One.\nTwo.\n\nThree.", "Because.");
        bench.model.asked.take();
        ReplyViewModel first = bench.last();
        ThoughtChunk chunk = first.thought().chunks().getFirst();
        String begun = first.thought().throughLine(chunk, 7);
        assertEquals("One.\nTwo.\n\n", begun);
        assertEquals("One.\nTwo.\n\nThree.", first.thought().throughLine(chunk, 14));
        bench.window
                .conversation()
                .editThought(first, begun, bench.window.composer().choice(), kept -> {});
        bench.thought("Four.", 20, 2);
        String length = "22 tokens";
        String takenOver = " · 2 of them taken over";
        bench.until(() -> bench.last().phaseProperty().get() == ReplyPhase.THINKING);
        // The rate is that of the tokens that the model makes.
        assertEquals(
                "Thinking… 2 s · " + length + " · 10 tok/s" + takenOver,
                bench.last().headerProperty().get());
        bench.thoughtEnded(20, 2, ThoughtEnd.CLOSED);
        bench.answer("Indeed.", 5);
        bench.finished(FinishReason.STOP, 20, 2);
        bench.untilFinished();
        String over = "Thought for 2.0 s · " + length + takenOver;
        assertEquals(over, bench.last().headerProperty().get());
        assertEquals(22, bench.last().thoughtTokens());
        assertEquals(new PartialReply(begun, false, ""), bench.model.asked.take().begun());
        assertEquals("One.\nTwo.\n\nFour.", bench.last().thought().text());
        assertEquals(2, bench.last().place().versions());
        bench.window.conversation().showVersion(bench.last().place(), -1);
        bench.until(() -> bench.last().thought().text().equals("One.\nTwo.\n\nThree."));
        assertEquals("Thought for 2.0 s · 20 tokens", bench.last().headerProperty().get());
        bench.window.conversation().showVersion(bench.last().place(), 1);
        bench.until(() -> bench.last().thought().text().equals("One.\nTwo.\n\nFour."));
        assertEquals(over, bench.last().headerProperty().get(), "read from the store");
    }

    @Test
    void draftsAreKeptWhileTheyAreWritten() throws Exception {
        ask("One?");
        reply("Hm.", "First.");
        bench.window.composer().textProperty().set("half a ques");
        long id = Objects.requireNonNull(bench.conversation()).id();
        bench.until(() -> bench.draft(id).equals("half a ques"));
        bench.window.newChat();
        assertEquals("", bench.window.composer().textProperty().get());
        bench.window.composer().textProperty().set("something new");
        bench.window.open(bench.chat("One?"));
        bench.until(() -> bench.window.composer().textProperty().get().equals("half a ques"));
        bench.window.newChat();
        assertEquals("something new", bench.window.composer().textProperty().get());
        ask("Two?");
        reply("Hm.", "Second.");
        bench.window.newChat();
        assertEquals("", bench.window.composer().textProperty().get());
    }

    @Test
    void thinkingStaysOnOrOffForEachConversation() throws Exception {
        ask("One?");
        reply("Hm.", "First.");
        bench.window.composer().setThink(false);
        bench.window.composer().setBudget(77);
        bench.window.newChat();
        assertTrue(bench.window.composer().thinkProperty().get());
        bench.window.open(bench.chat("One?"));
        bench.until(() -> !bench.window.conversation().openingProperty().get());
        assertFalse(bench.window.composer().thinkProperty().get());
        assertEquals(77, bench.window.composer().budgetProperty().get());
    }

    @Test
    void aTurnThatEndsInTheThoughtIsTold() throws Exception {
        ask("Why?");
        bench.thought("Hm. ", 4, 1);
        bench.until(() -> !bench.last().thought().isEmpty());
        bench.thoughtEnded(4, 1, ThoughtEnd.END_OF_TURN);
        bench.finished(FinishReason.STOP, 4, 1);
        bench.untilFinished();
        assertEquals(
                "Thought for 1.0 s · 4 tokens · without an answer",
                bench.last().headerProperty().get());
    }
}
