package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.session.ContextShare;
import org.ponder.app.session.ExpertReading;
import org.ponder.app.session.ModelFacts;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;
import org.ponder.engine.tensor.KvType;
import org.ponder.engine.transformer.ExpertUse;

/** The gauges tell the engine's own figures, while a reply streams and not only at its end. */
class GaugesViewModelTest {
    @TempDir private Path folder;

    @Test
    void theContextFillsWhileAReplyStreams() throws Exception {
        try (Bench bench = new Bench(folder)) {
            GaugesViewModel gauges = bench.window.gauges();
            assertEquals(0, gauges.shareProperty().get().used());
            bench.window.composer().send("Why?");
            bench.until(() -> bench.model.asked.poll() != null);
            bench.model.share = new ContextShare(5, 10, 1, 4096);
            bench.thought("Hm", 1, 1);
            bench.until(() -> gauges.shareProperty().get().thoughts() == 1);
            bench.model.share = new ContextShare(5, 10, 30, 4096);
            bench.thought("m", 30, 2);
            bench.until(() -> gauges.shareProperty().get().thoughts() == 30);
            assertEquals(15, Math.round(gauges.rateProperty().get()), "30 tokens in 2 s");
            bench.thoughtEnded(30, 2, ThoughtEnd.CLOSED);
            bench.answer("So.", 5);
            bench.finished(FinishReason.STOP, 30, 2);
            bench.untilFinished();
            // The bench tells of 5 tokens of an answer in one second.
            assertEquals(35.0 / 3, gauges.rateProperty().get(), 0.01);
            assertEquals(List.of(new GaugesViewModel.Point(30, 5, 35.0 / 3)), gauges.points());
        }
    }

    @Test
    void aModelThatIsLoadedHasAnEmptyContextThoughItHoldsAsMuch() throws Exception {
        try (Bench bench = new Bench(folder)) {
            GaugesViewModel gauges = bench.window.gauges();
            bench.model.share = new ContextShare(5, 10, 30, 4096);
            bench.window.composer().send("Why?");
            bench.answer("So.", 5);
            bench.finished(FinishReason.STOP, 0, 0);
            bench.untilFinished();
            bench.until(() -> gauges.shareProperty().get().used() > 0);
            int loads = bench.loaded.size();
            bench.window.model().reload();
            bench.until(() ->
                    bench.loaded.size() > loads
                            && bench.window.model().stateProperty().get()
                                    == ModelViewModel.State.READY);
            assertEquals(0, bench.window.driver().fillingProperty().get().share().used());
        }
    }

    @Test
    void theGaugesAreThoseOfTheOpenConversation() throws Exception {
        try (Bench bench = new Bench(folder)) {
            GaugesViewModel gauges = bench.window.gauges();
            bench.model.share = new ContextShare(5, 10, 30, 4096);
            bench.window.composer().send("Why?");
            bench.thought("Hm", 30, 2);
            bench.thoughtEnded(30, 2, ThoughtEnd.CLOSED);
            bench.answer("So.", 5);
            bench.finished(FinishReason.STOP, 30, 2);
            bench.untilFinished();
            long first =
                    Objects.requireNonNull(bench.window.conversation().conversationProperty().get())
                            .id();
            double rate = gauges.rateProperty().get();
            bench.window.newChat();
            assertEquals(0, gauges.rateProperty().get());
            assertEquals(0, gauges.shareProperty().get().used());
            bench.window.conversation().open(first, null, () -> {});
            bench.until(() -> gauges.rateProperty().get() == rate);
            assertEquals(30, gauges.shareProperty().get().thoughts());
            assertTrue(gauges.shareProperty().get().chat() >= 5);
        }
    }

    @Test
    void theGaugeOfAChatIsNotFilledByTheReplyItsQuestionWaitsFor() throws Exception {
        try (Bench bench = new Bench(folder)) {
            GaugesViewModel gauges = bench.window.gauges();
            bench.window.composer().send("Why?");
            bench.until(() -> bench.model.asked.poll() != null);
            ReplyViewModel first = bench.last();
            bench.window.newChat();
            bench.window.composer().send("And I?");
            bench.until(() -> bench.window.conversation().lastReply() != null);
            bench.model.share = new ContextShare(5, 10, 30, 4096);
            bench.thought("Hm", 30, 2);
            bench.until(() -> first.thoughtTokens() == 30);
            bench.window.conversation().stop();
            bench.untilFinished();
            bench.finished(FinishReason.STOP, 30, 2);
            bench.awaitModelThread();
            bench.until(() -> first.phaseProperty().get() == ReplyPhase.FINISHED);
            bench.until(() -> !bench.window.workspace().host().busy());
            assertEquals(ContextShare.empty(4096), gauges.shareProperty().get());
        }
    }

    @Test
    void whileAModelTellsNothingTheGaugeIsNotFilledByTheReplyBefore() throws Exception {
        try (Bench bench = new Bench(folder)) {
            GaugesViewModel gauges = bench.window.gauges();
            bench.model.share = new ContextShare(5, 10, 30, 4096);
            bench.window.composer().send("Why?");
            bench.thought("Hm", 30, 2);
            bench.finished(FinishReason.STOP, 30, 2);
            bench.untilFinished();
            bench.until(() -> gauges.shareProperty().get().thoughts() == 30);
            bench.model.share = null;
            bench.window.newChat();
            bench.window.composer().send("And?");
            bench.model.script.add(new ReplyEvent.Reading(1, 20));
            bench.until(() ->
                    bench.window.conversation().lastReply() != null
                            && bench.last().phaseProperty().get() == ReplyPhase.READING);
            bench.frame();
            assertEquals(0, gauges.shareProperty().get().used());
            bench.model.share = new ContextShare(5, 15, 1, 4096);
            bench.thought("Well", 1, 1);
            bench.until(() -> gauges.shareProperty().get().used() == 21);
        }
    }

    @Test
    void aReplyThatWasStoppedBeforeTheModelBeganLeavesTheGaugeToTheOneBefore() throws Exception {
        try (Bench bench = new Bench(folder)) {
            bench.window.composer().send("Why?");
            bench.thought("Hm", 30, 2);
            bench.finished(FinishReason.STOP, 30, 2);
            bench.untilFinished();
            ConversationViewModel conversation = bench.window.conversation();
            ReplyViewModel first = bench.last();
            bench.window.composer().send("And?");
            bench.until(() -> conversation.lastReply() != null && bench.last() != first);
            bench.model.script.add(
                    new ReplyEvent.Finished(FinishReason.CANCELLED, ReplyStats.NONE));
            bench.untilFinished();
            bench.openAgain();
            GaugesViewModel gauges = bench.window.gauges();
            bench.until(() -> gauges.shareProperty().get().used() > 0);
            // The bench tells of 10 tokens of a prompt and 5 of an answer.
            assertEquals(new ContextShare(0, 10 + 5, 30, 4096), gauges.shareProperty().get());
        }
    }

    @Test
    void whatAThoughtTookOverIsThoughtStillWhenItsConversationIsOpenedAgain() throws Exception {
        try (Bench bench = new Bench(folder)) {
            bench.window.composer().send("Why?");
            bench.thought("Hm, let me think.", 30, 2);
            bench.finished(FinishReason.STOP, 30, 2);
            bench.untilFinished();
            ConversationViewModel conversation = bench.window.conversation();
            ReplyViewModel first = bench.last();
            conversation.editThought(
                    first,
                    "Six words are taken over here",
                    bench.window.composer().choice(),
                    kept -> {});
            bench.until(() -> bench.window.conversation().lastReply() != first);
            bench.thought(" and more", 20, 1);
            bench.finished(FinishReason.STOP, 20, 1);
            bench.untilFinished();
            bench.openAgain();
            GaugesViewModel gauges = bench.window.gauges();
            bench.until(() -> gauges.shareProperty().get().used() > 0);
            // The bench tells of 10 tokens of a prompt and 5 of an answer.
            assertEquals(
                    new ContextShare(0, 10 - 6 + 5, 6 + 20, 4096), gauges.shareProperty().get());
        }
    }

    @Test
    void aContinuedReplyIsMeasuredAlikeInTheWindowAndWhenItIsOpenedAgain() throws Exception {
        try (Bench bench = new Bench(folder)) {
            ConversationViewModel conversation = bench.window.conversation();
            GaugesViewModel gauges = bench.window.gauges();
            bench.window.composer().send("Why?");
            bench.thought("Hm", 30, 3);
            bench.thoughtEnded(30, 3, ThoughtEnd.CLOSED);
            bench.answer("So", 5);
            finished(bench, FinishReason.CANCELLED, 10, 30, 5);
            bench.untilFinished();
            conversation.resume(bench.last(), bench.window.composer().choice());
            bench.until(() -> conversation.runningProperty().get() != null);
            bench.answer(" it is.", 20);
            bench.until(() -> bench.last().answerTokens() == 5 + 20);
            // The prompt of the second part holds the first one.
            finished(bench, FinishReason.STOP, 10 + 30 + 5, 0, 20);
            bench.untilFinished();
            String header = bench.last().headerProperty().get();
            String status = bench.last().statusProperty().get();
            List<GaugesViewModel.Point> points = gauges.points();
            assertEquals(List.of(new GaugesViewModel.Point(30, 25, 10)), points);
            assertEquals("25 tokens · 10 tok/s", status);
            bench.openAgain();
            bench.until(() -> gauges.shareProperty().get().used() > 0);
            assertEquals(header, bench.last().headerProperty().get());
            assertEquals(status, bench.last().statusProperty().get());
            assertEquals(points, gauges.points());
            assertEquals(new ContextShare(0, 10 + 25, 30, 4096), gauges.shareProperty().get());
        }
    }

    /** Ten tokens a second. */
    private static void finished(
            Bench bench,
            FinishReason reason,
            int promptTokens,
            int thoughtTokens,
            int answerTokens) {
        bench.model.script.add(
                new ReplyEvent.Finished(
                        reason,
                        new ReplyStats(
                                promptTokens,
                                0,
                                thoughtTokens,
                                answerTokens,
                                Duration.ZERO,
                                Duration.ofMillis(100L * thoughtTokens),
                                Duration.ofMillis(100L * answerTokens))));
    }

    @Test
    void whatAReplyWaitsForIsToldWhereExpertsAreReadFromTheDisk() throws Exception {
        try (Bench bench = new Bench(folder)) {
            GaugesViewModel gauges = bench.window.gauges();
            assertNull(gauges.expertsProperty().get());
            // What earlier replies read does not count.
            bench.model.experts =
                    Optional.of(new ExpertUse(5_000, 1_000, 1_000, 1, Duration.ofHours(1)));
            bench.window.composer().send("Why?");
            bench.until(() -> bench.model.asked.poll() != null);
            bench.model.experts =
                    Optional.of(new ExpertUse(5_000, 1_030, 1_010, 1, Duration.ofHours(2)));
            bench.thought("Hm", 1, 1);
            bench.until(() -> gauges.expertsProperty().get() != null);
            ExpertReading reading = Objects.requireNonNull(gauges.expertsProperty().get());
            assertEquals(new ExpertReading(5_000, 0.75, 1), reading);
            assertTrue(reading.boundByDisk());
            bench.model.experts =
                    Optional.of(new ExpertUse(5_000, 1_040, 1_010, 1, Duration.ofHours(1)));
            bench.thought("m", 2, 2);
            bench.until(() -> !reading.equals(gauges.expertsProperty().get()));
            assertEquals(
                    new ExpertReading(5_000, 0.8, 0), gauges.expertsProperty().get(), "all found");
            bench.finished(FinishReason.STOP, 2, 2);
            bench.untilFinished();
        }
    }

    @Test
    void whatTheModelBeforeWaitedForIsToldNoLonger() throws Exception {
        try (Bench bench = new Bench(folder)) {
            GaugesViewModel gauges = bench.window.gauges();
            bench.model.experts = Optional.of(new ExpertUse(5_000, 0, 0, 0, Duration.ZERO));
            bench.window.composer().send("Why?");
            bench.until(() -> bench.model.asked.poll() != null);
            bench.thought("Hm", 1, 1);
            bench.until(() -> gauges.expertsProperty().get() != null);
            // The reply ends with one more reading, when the next model may be there already.
            bench.model.experts = Optional.of(new ExpertUse(5_000, 30, 10, 1, Duration.ZERO));
            bench.window.model().loadRemote("r1", new ScriptedModel());
            bench.finished(FinishReason.CANCELLED, 1, 1);
            bench.awaitModelThread();
            bench.untilFinished();
            assertEquals(ModelViewModel.State.READY, bench.window.model().stateProperty().get());
            assertNull(gauges.expertsProperty().get());
        }
    }

    @Test
    void memoryIsThatOfTheModelAndOfThisProcess() throws Exception {
        try (Bench bench = new Bench(folder)) {
            GaugesViewModel.Memory memory = bench.window.gauges().memory();
            assertEquals(1_000_000, memory.model());
            assertEquals(4096 * 1000L, memory.cache());
            assertTrue(memory.process() > 10_000_000, "a Java process takes more: " + memory);
        }
    }

    @Test
    void theTimeLeftFollowsFromWhatWasReadSoFar() {
        Instant[] now = {Instant.EPOCH};
        ReplyPace pace = new ReplyPace(() -> now[0]);
        pace.begin();
        assertEquals(Duration.ZERO, pace.reading(1000, 5000), "nothing to judge by");
        now[0] = now[0].plusMillis(500);
        assertEquals(Duration.ZERO, pace.reading(1200, 5000), "too soon to judge");
        now[0] = now[0].plusMillis(1500);
        assertEquals(Duration.ofSeconds(6), pace.reading(2000, 5000), "1000 in 2 s, 3000 to go");
    }

    @Test
    void theCostOfAContextIsLinear() {
        assertEquals(3_000_000, new ModelFacts(1, 1000, 500, 9000).cacheBytes(3000));
        assertEquals(6_000_000, new ModelFacts(1, 1000, 500, 9000).cacheBytes(3000, KvType.F32));
    }
}
