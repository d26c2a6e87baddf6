package org.ponder.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.session.ContextShare;
import org.ponder.app.session.LoadedModel;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;

/** Of long code, the line that is being written is in sight. */
class StreamedCodeIT {
    private static final int LINES = 150;

    @TempDir private Path data;

    private final WindowDriver driver;

    StreamedCodeIT() throws Exception {
        driver = new WindowDriver();
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
    }

    @Test
    void theLineThatIsBeingWrittenIsInSight() throws Exception {
        driver.open(data, choice -> new Programmer());
        driver.ask("Write a long program.");
        driver.await("all lines came", () -> driver.shows(".more-lines"));
        driver.await("the last line is in sight", () -> isInSight("line" + LINES));
        driver.onWindow(() -> {
            driver.viewModel().conversation().stop();
            return true;
        });
        driver.awaitFinished();
    }

    private boolean isInSight(String line) throws Exception {
        return driver.onWindow(() -> {
            Node area = driver.robot.lookup(".code-area").query();
            Bounds place = area.localToScene(area.getLayoutBounds());
            return driver.robot.lookup(".code-area .text").queryAll().stream()
                    .filter(Text.class::isInstance)
                    .map(Text.class::cast)
                    .filter(text -> text.getText().equals(line))
                    .map(text -> text.localToScene(text.getLayoutBounds()))
                    .anyMatch(bounds ->
                            bounds.getMinY() >= place.getMinY()
                                    && bounds.getMaxY() <= place.getMaxY() + 1);
        });
    }

    /** Writes code, and goes on until it is stopped. */
    private static final class Programmer implements LoadedModel {
        @Override
        public int contextTokens() {
            return 100_000;
        }

        @Override
        public ContextShare contextShare() {
            return ContextShare.empty(contextTokens());
        }

        @Override
        public void reply(
                List<Message> messages,
                PartialReply begun,
                ReplyOptions options,
                ReplyControl control,
                Consumer<ReplyEvent> events) {
            int tokens = 0;
            say("```\n", ++tokens, events);
            for (int line = 1; line <= LINES; line++) {
                say("line" + line + (line < LINES ? "\n" : ""), ++tokens, events);
            }
            while (!control.cancelled()) {
                pause();
            }
            events.accept(
                    new ReplyEvent.Finished(
                            FinishReason.CANCELLED,
                            new ReplyStats(
                                    1,
                                    0,
                                    0,
                                    tokens,
                                    Duration.ofMillis(1),
                                    Duration.ZERO,
                                    Duration.ofSeconds(1))));
        }

        private static void say(String text, int tokens, Consumer<ReplyEvent> events) {
            events.accept(new ReplyEvent.Answer(text, tokens));
            pause();
        }

        private static void pause() {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {}
    }
}
