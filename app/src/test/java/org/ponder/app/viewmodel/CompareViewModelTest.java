package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.GenerationSettings;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ThoughtEnd;

/** Two versions of a reply stand side by side, and what differs is told. */
class CompareViewModelTest {
    @TempDir private Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
        bench.window
                .workspace()
                .preferences()
                .change(old -> old.withGeneration(GenerationSettings.defaults().withSeed(true, 7)));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private void ask() throws InterruptedException {
        bench.window.composer().send("How many r's?");
        bench.until(() -> bench.window.conversation().runningProperty().get() != null);
    }

    private void askAgain() throws InterruptedException {
        bench.window.conversation().again(bench.last(), bench.window.composer().choice());
        bench.until(() -> bench.window.conversation().runningProperty().get() != null);
    }

    private void reply(String thought, String answer, int tokens) throws InterruptedException {
        bench.thought(thought, tokens, 2);
        bench.thoughtEnded(tokens, 2, ThoughtEnd.CLOSED);
        bench.answer(answer, 5);
        bench.finished(FinishReason.STOP, tokens, 2);
        bench.untilFinished();
    }

    private CompareViewModel compare() throws InterruptedException {
        CompareViewModel both = bench.window.compare(bench.last());
        bench.until(() -> !both.differenceProperty().get().isEmpty());
        return both;
    }

    private static int version(ComparedReply side) {
        return Objects.requireNonNull(side.placeProperty().get()).version();
    }

    private static String thought(List<Block> blocks) {
        return blocks.stream()
                .filter(Block.ThoughtText.class::isInstance)
                .map(Block::text)
                .collect(Collectors.joining());
    }

    private static String answer(List<Block> blocks) {
        return blocks.stream()
                .filter(Block.Answer.class::isInstance)
                .map(Block::text)
                .collect(Collectors.joining());
    }

    @Test
    void theVersionBeforeStandsAtTheLeftEachWithItsFacts() throws Exception {
        ask();
        reply("One r, two.", "It is two.", 20);
        askAgain();
        reply("No: three.", "It is three.", 30);
        CompareViewModel both = compare();
        assertEquals(1, version(both.left()));
        assertEquals(2, version(both.right()));
        assertEquals("One r, two.", thought(both.left().blocks()));
        assertEquals("It is three.", answer(both.right().blocks()));
        assertEquals("Thought for 2.0 s · 20 tokens", both.left().thoughtProperty().get());
        assertEquals("Thought for 2.0 s · 30 tokens", both.right().thoughtProperty().get());
        assertEquals("Answer: 5 tokens · 8 tok/s · Done", both.left().answerProperty().get());
        assertEquals("Temperature 0.6 · top-p 0.95 · seed 7", both.left().samplingProperty().get());
        assertEquals("Pebble", both.left().modelProperty().get());
        assertEquals(
                "The answers differ in their words. Thoughts: 20 and 30 tokens. Answers: 5 and 5"
                        + " tokens.",
                both.differenceProperty().get());
        assertFalse(both.partsProperty().get());
    }

    @Test
    void whatIsBoxedDecidesWhetherTheAnswersAreTheSame() throws Exception {
        Texts texts = bench.window.workspace().texts();
        assertEquals(
                "Both answer 3.",
                ComparedAnswers.tell("So \\boxed{3}.", "It is \\(\\boxed{3}\\)", texts));
        assertEquals(
                "Different answers: 3 and 2.",
                ComparedAnswers.tell("\\boxed{2}, no: \\boxed{3}", "\\boxed{2}", texts));
        assertEquals(
                "Both answer the same: 0.5 and \\frac{1}{2}.",
                ComparedAnswers.tell("\\boxed{0.5}", "\\boxed{\\frac{1}{2}}", texts));
        assertEquals(
                "Both answers are the same, word for word.",
                ComparedAnswers.tell("Three.\n", "Three.", texts));
        assertEquals(
                "The answers differ in their words.",
                ComparedAnswers.tell("\\boxed{3}", "It is 3.", texts));
        assertEquals(
                "The version at the left has no answer.",
                ComparedAnswers.tell(" ", "Three.", texts));
        assertEquals("Neither has an answer.", ComparedAnswers.tell("", "", texts));
    }

    @Test
    void aThoughtPartsFromAnotherAtTheLineThatDiffers() throws Exception {
        ask();
        reply("s no\nt no\nr yes\nOne.", "1", 20);
        askAgain();
        reply("s no\nt no\nr yes, 1\nTwo.", "2", 20);
        CompareViewModel both = compare();
        assertTrue(both.partsProperty().get());
        for (ComparedReply side : List.of(both.left(), both.right())) {
            int at = side.partsAt();
            assertEquals("s no\nt no\n", thought(side.blocks().subList(0, at)));
            assertTrue(
                    thought(side.blocks().subList(at, side.blocks().size())).startsWith("r yes"));
        }
        assertEquals("s no\nt no\nr yes\nOne.", thought(both.left().blocks()));
    }

    @Test
    void thoughtsWithoutALineInCommonDoNotPart() {
        assertEquals(List.of(), ThoughtParting.of("One line", "One line more").common());
        assertEquals(List.of(), ThoughtParting.of("\nSo", "\nNow").common());
        assertEquals(List.of(), ThoughtParting.of("The same\n", "The same\n").common());
    }

    @Test
    void aFormulaOfSeveralLinesIsNotTornWhereThoughtsPart() {
        ThoughtParting parting = ThoughtParting.of("So\n\\[\na\nb\n\\]\n", "So\n\\[\na\nc\n\\]\n");
        assertEquals("So\n", parting.common().getFirst().textProperty().get());
        assertEquals("\\[\na\nb\n\\]\n", parting.rest().getFirst().textProperty().get());
    }

    @Test
    void anotherVersionIsChosenAndTheOneAtTheOtherSideIsPassedOver() throws Exception {
        ask();
        reply("First.", "1", 10);
        askAgain();
        reply("Second.", "2", 10);
        askAgain();
        reply("Third.", "3", 10);
        CompareViewModel both = compare();
        assertEquals(2, version(both.left()));
        assertEquals(3, version(both.right()));
        assertFalse(both.left().laterProperty().get());
        assertTrue(both.left().earlierProperty().get());
        both.step(both.left(), 1); // there is none
        both.step(both.right(), -1);
        bench.until(() -> version(both.right()) == 1);
        assertEquals("First.", thought(both.right().blocks()));
        assertTrue(both.right().laterProperty().get());
        assertTrue(both.left().laterProperty().get());
        both.step(both.right(), 1);
        bench.until(() -> version(both.right()) == 3);
    }

    @Test
    void aVersionThatIsBeingWrittenGrows() throws Exception {
        ask();
        reply("One.\nTwo.\n", "1", 10);
        askAgain();
        bench.thought("One.\n", 2, 1);
        bench.until(() -> bench.last().phaseProperty().get() == ReplyPhase.THINKING);
        CompareViewModel both = compare();
        assertEquals(
                "What differs is told when both are written.", both.differenceProperty().get());
        assertEquals("Thinking… 1 s · 2 tokens · 2 tok/s", both.right().thoughtProperty().get());
        assertEquals("Being written", both.right().answerProperty().get());
        assertFalse(both.partsProperty().get());
        reply("Three.\n", "\\boxed{1}", 4);
        assertEquals("One.\nThree.\n", thought(both.right().blocks()));
        bench.until(() -> both.differenceProperty().get().startsWith("The answers differ"));
        assertEquals("Thought for 2.0 s · 4 tokens", both.right().thoughtProperty().get());
        both.close();
    }

    @Test
    void aReplyWithoutVersionsIsComparedWithNothing() throws Exception {
        ask();
        reply("One.", "1", 10);
        CompareViewModel both = compare();
        assertTrue(both.differenceProperty().get().startsWith("There is no other version"));
        assertTrue(both.left().blocks().isEmpty());
    }

    @Test
    void whatIsSelectedInAThoughtGoesOnWhereItParts() throws Exception {
        ask();
        reply("One.\nTwo.\n", "1", 10);
        askAgain();
        reply("One.\nThree.\n", "1", 10);
        CompareViewModel both = compare();
        TextSelection selection = new TextSelection(both.left().blocks());
        selection.selectAround(both.left().blocks().get(1));
        assertEquals("One.\nTwo.\n", selection.text());
    }
}
