package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.SearchHit;
import org.ponder.app.store.ThoughtMode;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ThoughtEnd;

/** What is looked for in a conversation is found in all its parts, and unfolds what hides it. */
class FindViewModelTest {
    @TempDir private Path folder;
    private Bench bench;
    private FindViewModel find;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
        find = bench.window.find();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private ReplyViewModel ask(String question, String thought, String answer) throws Exception {
        bench.window.composer().send(question);
        bench.thought(thought, 20, 2);
        bench.thoughtEnded(20, 2, ThoughtEnd.CLOSED);
        bench.answer(answer, 5);
        bench.finished(FinishReason.STOP, 20, 2);
        bench.untilFinished();
        return bench.last();
    }

    private void look(String words) {
        find.shownProperty().set(true);
        find.queryProperty().set(words);
    }

    @Test
    void questionsThoughtsAndAnswersAreSearchedInTheirOrder() throws Exception {
        ReplyViewModel first = ask("A pond?", "The POND is deep.", "A **pond** it is.");
        ReplyViewModel second = ask("And the sea?", "No pond.", "Water.");
        look("pond");
        assertEquals(4, find.countProperty().get());
        assertEquals(ThoughtMode.HIDDEN, first.thought().modeProperty().get());
        find.next();
        assertEquals(ThoughtMode.LIVE, first.thought().modeProperty().get());
        find.next();
        // Gone on: what the search had unfolded folds again.
        assertEquals(ThoughtMode.HIDDEN, first.thought().modeProperty().get());
        find.next();
        assertEquals(ThoughtMode.LIVE, second.thought().modeProperty().get());
        find.next();
        assertEquals(0, find.currentProperty().get());
        find.previous();
        assertEquals(3, find.currentProperty().get());
        find.shownProperty().set(false);
        // What the user was at stays open when they stop looking.
        assertEquals(ThoughtMode.LIVE, second.thought().modeProperty().get());
        assertTrue(find.marks(bench.window.conversation().blocks().getFirst()).isEmpty());
    }

    @Test
    void wordsAreLookedForInTheChosenPartsAlone() throws Exception {
        ask("A pond?", "The pond is deep, the pond.", "A pond.");
        look("pond");
        assertEquals(4, find.countProperty().get());
        find.searchedProperty().set(SearchedParts.THOUGHTS);
        assertEquals(2, find.countProperty().get());
        assertEquals(ThoughtMode.LIVE, bench.last().thought().modeProperty().get());
        find.searchedProperty().set(SearchedParts.TALK);
        assertEquals(2, find.countProperty().get());
        assertEquals(ThoughtMode.HIDDEN, bench.last().thought().modeProperty().get());
        // What another search has found is shown wherever it is.
        bench.window.chats().queryProperty().set("deep");
        bench.until(() -> hit(SearchHit.Part.THOUGHT) != null);
        bench.window.open(Objects.requireNonNull(hit(SearchHit.Part.THOUGHT)));
        bench.until(() -> find.queryProperty().get().equals("deep"));
        assertEquals(1, find.countProperty().get());
        assertEquals(SearchedParts.ALL, find.searchedProperty().get());
    }

    @Test
    void wordsAreLookedForFromWhatTheUserReads() throws Exception {
        ask("A pond?", "The pond is deep.", "A pond.");
        ReplyViewModel second = ask("Another pond?", "No pond.", "Water.");
        find.lookFrom(() ->
                bench.window.conversation().blocks().stream()
                        .filter(block -> block.equals(new Block.ThoughtHead(second)))
                        .findFirst()
                        .orElse(null));
        look("pon");
        assertEquals(4, find.currentProperty().get());
        find.queryProperty().set("pond");
        assertEquals(4, find.currentProperty().get());
        // Who looks again is not taken away by the words that stand there still.
        find.shownProperty().set(false);
        find.shownProperty().set(true);
        assertNull(find.revealedProperty().get());
        assertEquals(5, find.countProperty().get());
        find.next();
        assertEquals(4, find.currentProperty().get());
        find.shownProperty().set(false);
        find.shownProperty().set(true);
        find.previous();
        assertEquals(3, find.currentProperty().get());
        // What is above only is found all the same.
        find.queryProperty().set("deep");
        assertEquals(0, find.currentProperty().get());
    }

    @Test
    void soManyWordsAboveThatNoneIsLookedForHereMoveNobody() throws Exception {
        ask("One?", "e".repeat(FindMatcher.MOST), "Two.");
        ask("Three?", "Hm.", "Three.");
        find.lookFrom(() -> bench.window.conversation().blocks().getLast());
        look("e");
        assertEquals(FindMatcher.MOST, find.countProperty().get());
        assertEquals(-1, find.currentProperty().get());
        assertNull(find.revealedProperty().get());
    }

    @Test
    void theUsersOwnChoiceReturnsWhenTheSearchGoesOn() throws Exception {
        ReplyViewModel reply = ask("One?", "a needle", "hay");
        bench.window.conversation().choose(reply, ThoughtMode.PEEK);
        look("needle");
        assertEquals(ThoughtMode.LIVE, reply.thought().modeProperty().get());
        find.queryProperty().set("hay");
        assertEquals(ThoughtMode.PEEK, reply.thought().modeProperty().get());
    }

    @Test
    void aMatchAcrossTwoStretchesOfAThoughtIsMarkedInBoth() throws Exception {
        String before = "x".repeat(ThoughtChunk.MOST_CHARACTERS - 3);
        ReplyViewModel reply = ask("One?", before + "needle in it", "Two.");
        look("needle");
        assertEquals(1, find.countProperty().get());
        List<ThoughtChunk> chunks = reply.thought().chunks();
        List<FindViewModel.Mark> first = find.marks(new Block.ThoughtText(reply, chunks.get(0)));
        List<FindViewModel.Mark> second = find.marks(new Block.ThoughtText(reply, chunks.get(1)));
        int cut = chunks.get(0).textProperty().get().length();
        assertEquals(new TextSelection.Range(before.length(), cut), first.getFirst().range());
        assertEquals(
                new TextSelection.Range(0, before.length() + 6 - cut), second.getFirst().range());
        assertTrue(first.getFirst().current());
    }

    @Test
    void whatIsAddedIsFoundAndTheCurrentMatchStays() throws Exception {
        ask("A pond?", "pond", "pond");
        look("pond");
        find.next();
        ask("Another pond?", "Hm.", "pond");
        assertTrue(find.staleProperty().get());
        find.refresh();
        assertEquals(5, find.countProperty().get());
        assertEquals(1, find.currentProperty().get());
        find.queryProperty().set("nowhere");
        assertEquals(0, find.countProperty().get());
        assertNull(find.revealedProperty().get());
    }

    @Test
    void whatIsWrittenIntoABlockThatIsThereIsFound() throws Exception {
        bench.window.composer().send("Where?");
        bench.thought("In the", 2, 1);
        bench.until(() -> !bench.window.conversation().messages().isEmpty());
        bench.until(() -> bench.last().thought().text().equals("In the"));
        look("needle");
        assertEquals(0, find.countProperty().get());
        bench.thought(" needle box.", 4, 2);
        bench.until(() -> find.staleProperty().get());
        find.refresh();
        assertEquals(1, find.countProperty().get());
        bench.thoughtEnded(4, 2, ThoughtEnd.CLOSED);
        bench.answer("There is a ", 3);
        bench.until(() -> bench.last().answer().text().equals("There is a "));
        find.refresh();
        assertEquals(1, find.countProperty().get());
        bench.answer("needle.", 4);
        bench.finished(FinishReason.STOP, 4, 2);
        bench.untilFinished();
        find.refresh();
        assertEquals(2, find.countProperty().get());
    }

    @Test
    void aHitOfTheSearchOverAllConversationsIsOpenedAtItsPlace() throws Exception {
        ReplyViewModel reply = ask("Where?", "Under the old willow.", "A willow, perhaps.");
        bench.window.newChat();
        bench.window.chats().queryProperty().set("willow");
        bench.until(() -> hit(SearchHit.Part.THOUGHT) != null);
        bench.window.open(Objects.requireNonNull(hit(SearchHit.Part.THOUGHT)));
        bench.until(() -> find.shownProperty().get());
        FindMatcher.Match match = Objects.requireNonNull(find.revealedProperty().get());
        assertEquals(reply.place().id(), match.message());
        assertEquals(ThoughtMode.LIVE, bench.last().thought().modeProperty().get());
        assertFalse(match.pieces().isEmpty());
        bench.window.newChat();
        assertFalse(find.shownProperty().get());
    }

    @Test
    void theNextHitInTheSameConversationIsShownAsItIsListedNow() throws Exception {
        ask("Where?", "Under the old willow.", "A willow, perhaps.");
        bench.window.chats().queryProperty().set("willow");
        for (SearchHit.Part part : List.of(SearchHit.Part.THOUGHT, SearchHit.Part.ANSWER)) {
            bench.until(() -> hit(part) != null);
            ReplyViewModel before = bench.last();
            bench.window.open(Objects.requireNonNull(hit(part)));
            bench.until(() ->
                    !bench.window.conversation().openingProperty().get()
                            && !bench.last().equals(before));
            FindMatcher.Match match = Objects.requireNonNull(find.revealedProperty().get());
            assertTrue(
                    bench.window
                            .conversation()
                            .blocks()
                            .contains(match.pieces().getFirst().block()),
                    part::name);
            assertEquals(part == SearchHit.Part.THOUGHT, match.thought() != null);
        }
    }

    private ChatsViewModel.@Nullable Chat hit(SearchHit.Part part) {
        return bench.window.chats().entries().stream()
                .filter(ChatsViewModel.Chat.class::isInstance)
                .map(ChatsViewModel.Chat.class::cast)
                .filter(chat -> chat.hit() != null && chat.hit().part() == part)
                .findFirst()
                .orElse(null);
    }
}
