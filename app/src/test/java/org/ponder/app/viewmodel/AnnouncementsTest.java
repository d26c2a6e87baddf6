package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;

/** A screen reader hears each thing that the model does once, however many tokens it takes. */
class AnnouncementsTest {
    private static final int TOKENS = 200;

    @TempDir private Path folder;

    private static List<String> heard(Bench bench) {
        List<String> heard = new ArrayList<>();
        bench.window.announcements().currentProperty().subscribe((before, now) -> heard.add(now));
        return heard;
    }

    @Test
    void eachPhaseIsAnnouncedOnce() throws Exception {
        try (Bench bench = new Bench(folder)) {
            List<String> heard = heard(bench);
            bench.window.composer().send("Why?");
            bench.until(() -> heard.contains("Waiting"));
            for (int i = 1; i <= 3; i++) {
                bench.model.script.add(new ReplyEvent.Reading(i, 3));
                bench.until(() -> heard.contains("Reading"));
                bench.frame();
            }
            for (int i = 1; i <= TOKENS; i++) {
                bench.thought("word" + i + " ", i, 1);
                bench.frame();
            }
            bench.until(() -> heard.contains("Thinking"));
            bench.thoughtEnded(TOKENS, 2, ThoughtEnd.CLOSED);
            for (int i = 1; i <= TOKENS; i++) {
                bench.answer("word" + i + " ", i);
                bench.frame();
            }
            bench.until(() -> heard.contains("Answering"));
            bench.finished(FinishReason.STOP, TOKENS, 2);
            bench.untilFinished();
            assertEquals(List.of("Waiting", "Reading", "Thinking", "Answering", "Done"), heard);
        }
    }

    @Test
    void whatIsToldAgainIsHeardAgain() throws Exception {
        try (Bench bench = new Bench(folder)) {
            Notices notices = bench.window.workspace().notices();
            List<String> heard = heard(bench);
            notices.tell("The disk is full.");
            notices.dismiss();
            notices.tell("The disk is full.");
            notices.tell("The disk is full.");
            heard.removeIf(String::isEmpty);
            assertEquals(
                    List.of("The disk is full.", "The disk is full.", "The disk is full."), heard);
        }
    }

    @Test
    void aReplyThatIsNotWholeIsNotAnnouncedAsDone() throws Exception {
        try (Bench bench = new Bench(folder)) {
            List<String> heard = heard(bench);
            bench.window.composer().send("Why?");
            bench.until(() -> bench.model.asked.poll() != null);
            bench.model.script.add(
                    new ReplyEvent.Finished(FinishReason.CANCELLED, ReplyStats.NONE));
            bench.untilFinished();
            assertEquals(
                    List.of(
                            "Waiting",
                            "Stopped before anything was written: ask again when you like"),
                    heard);
            heard.clear();
            bench.window.composer().send("And?");
            bench.until(() -> bench.model.asked.poll() != null);
            bench.answer("Be", 1);
            bench.finished(FinishReason.LENGTH, 0, 0);
            bench.untilFinished();
            assertEquals(List.of("Waiting", "Answering", "Cut at the length limit"), heard);
        }
    }
}
