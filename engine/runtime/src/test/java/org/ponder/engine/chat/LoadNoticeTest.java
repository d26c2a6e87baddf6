package org.ponder.engine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who loads a model is told what of its file is not followed. */
class LoadNoticeTest {
    private static final String KEY = "tokenizer.ggml.eos_token_id";

    @TempDir Path folder;

    @Test
    void aTokenThatTheFileDoesNotHaveIsTold() throws IOException {
        assertEquals(List.of(), told(2));
        List<LoadNotice> told = told(4);
        assertEquals(1, told.size());
        assertEquals(LoadNotice.Kind.TOKEN_MISSING, told.getFirst().kind());
        assertEquals(List.of(KEY), told.getFirst().details());
        assertEquals(
                KEY + " names a token that the file does not have, so it is ignored.",
                told.getFirst().sentence());
    }

    private List<LoadNotice> told(int end) throws IOException {
        List<LoadNotice> told = new ArrayList<>();
        LoadOptions options = LoadOptions.defaults(told::add);
        told.clear(); // of the machine, not of the file
        ScriptedModel model = new ScriptedModel("gpt2", List.of("a", "b", "c", "d")).end(end);
        model.load(folder, options).close();
        return told;
    }
}
