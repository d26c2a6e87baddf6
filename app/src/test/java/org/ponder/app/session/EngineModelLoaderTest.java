package org.ponder.app.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.ponder.app.models.BundledModel;
import org.ponder.engine.chat.OverflowPolicy;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.sampling.SamplingSettings;

/** Ponder's own engine as the window has it. */
class EngineModelLoaderTest {
    @Test
    void aSmallModelAnswersBeforeItsKernelsAreCompiledAndLeavesNoThread() throws IOException {
        StringBuilder reply = new StringBuilder();
        LoadedModel model =
                new EngineModelLoader(notice -> {})
                        .load(new ModelChoice(BundledModel.temporaryFile(), 512, 1));
        try {
            assertTrue(isWarmingUp());
            model.reply(
                    List.of(Message.user("How many r's are in strawberry?")),
                    PartialReply.none(),
                    new ReplyOptions(SamplingSettings.r1(1), true, 0, 8, OverflowPolicy.FAIL),
                    new ReplyControl(),
                    event -> {
                        if (event instanceof ReplyEvent.Thought thought) {
                            reply.append(thought.text());
                        }
                    });
        } finally {
            model.close();
        }
        assertFalse(reply.isEmpty());
        assertFalse(isWarmingUp());
    }

    @Test
    void nothingIsToldOfLoadingOnceTheModelIsThere() throws Exception {
        AtomicBoolean there = new AtomicBoolean();
        AtomicBoolean late = new AtomicBoolean();
        LoadedModel model =
                new EngineModelLoader(notice -> {})
                        .load(
                                new ModelChoice(BundledModel.temporaryFile(), 64, 1),
                                share -> late.compareAndSet(false, there.get()));
        there.set(true);
        while (isWarmingUp()) {
            Thread.sleep(10);
        }
        model.close();
        assertFalse(late.get());
    }

    private static boolean isWarmingUp() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("ponder-warm-up"));
    }

    @Test
    void whatAClosedModelLeavesOnJavasHeapIsCollected() throws IOException {
        LoadedModel model =
                new EngineModelLoader(notice -> {})
                        .load(new ModelChoice(BundledModel.temporaryFile(), 64, 1));
        WeakReference<byte[]> garbage = new WeakReference<>(new byte[1 << 20]);
        model.close();
        assertNull(garbage.get());
    }
}
