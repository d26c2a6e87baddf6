package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.session.ModelChoice;
import org.ponder.app.session.ModelFacts;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;

/** The window names the model that answers, whatever was chosen in its place. */
@Timeout(60)
class ModelChangeTest {
    @TempDir private Path folder;
    private Bench bench;
    private ModelViewModel model;
    private final ScriptedModel server = new ScriptedModel();

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
        model = bench.window.model();
        model.loadRemote("r1", server);
        bench.until(() -> model.stateProperty().get() == ModelViewModel.State.READY);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void aServerAnswersAndIsNamedStillWhereTheModelChosenIsGone() throws Exception {
        model.load(folder.resolve("Gone.gguf"));
        bench.until(() -> bench.notice().contains("Gone.gguf"));
        assertEquals("r1", model.nameProperty().get());
        assertTrue(model.remoteProperty().get());
        assertEquals(ModelViewModel.State.READY, model.stateProperty().get());
        bench.window.composer().send("Who are you?");
        bench.until(() -> server.asked.poll() != null);
        server.script.add(new ReplyEvent.Finished(FinishReason.STOP, ReplyStats.NONE));
        bench.untilFinished();
    }

    @Test
    void aModelThatWasChosenByMistakeIsNotLoadedToItsEnd() throws Exception {
        int before = bench.loaded.size();
        Bench.Held held = bench.holdLoading();
        bench.load(Files.writeString(folder.resolve("Wrong-70B.gguf"), ""));
        held.begun().join();
        bench.loading = progress -> {};
        bench.load(Files.writeString(folder.resolve("Wrong-7B.gguf"), ""));
        Path right = Files.writeString(folder.resolve("Right-7B.gguf"), "");
        bench.load(right);
        held.goOn().complete(true);
        bench.until(() -> model.stateProperty().get() == ModelViewModel.State.READY);
        bench.awaitModelThread();
        assertEquals(
                List.of(right), bench.loaded.stream().skip(before).map(ModelChoice::file).toList());
        assertEquals("Right-7B", model.nameProperty().get());
        assertEquals("", bench.notice(), "nothing has failed");
    }

    @Test
    void aServerIsLetGoEvenWhereTheBundledModelIsGone() throws Exception {
        Files.delete(folder.resolve("model.gguf"));
        model.loadBundled();
        bench.until(() -> model.stateProperty().get() == ModelViewModel.State.FAILED);
        assertEquals(1, server.closed.get());
        assertTrue(bench.notice().contains("model.gguf"), bench.notice());
    }

    @Test
    void ofAModelThatCannotBeUsedNothingIsKnown() throws Exception {
        model.loadBundled();
        bench.until(() -> model.stateProperty().get() == ModelViewModel.State.READY);
        assertTrue(model.contextTokensProperty().get() > 0);
        bench.model.fault = new InternalError("broken");
        model.load(Files.writeString(folder.resolve("Good-7B.gguf"), ""));
        bench.until(() -> model.stateProperty().get() == ModelViewModel.State.FAILED);
        bench.model.fault = null;
        assertEquals(0, model.contextTokensProperty().get());
        assertEquals(ModelFacts.unknown(), model.factsProperty().get());
    }

    @Test
    void whoAsksAModelThatCannotBeUsedIsToldWhyAgain() throws Exception {
        Files.delete(folder.resolve("model.gguf"));
        model.loadBundled();
        bench.until(() -> model.stateProperty().get() == ModelViewModel.State.FAILED);
        bench.window.workspace().notices().dismiss();
        bench.window.composer().textProperty().set("Why?");
        bench.window.composer().send();
        assertTrue(bench.notice().contains("model.gguf"), bench.notice());
        assertEquals("Why?", bench.window.composer().textProperty().get());
    }
}
