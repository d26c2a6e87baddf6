package org.ponder.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.RawDatabase;

/** Tests of which each begins with the real window, with the real Pebble, on a new data folder. */
abstract class OpenWindow {
    static WindowDriver driver;

    @TempDir Path data;

    @BeforeAll
    static void start() throws Exception {
        driver = new WindowDriver();
    }

    @BeforeEach
    void open() throws Exception {
        driver.open(data, null);
    }

    /** Drops a chat A on the window: the willow is in its question, its thought and its answer. */
    final void dropWillow() throws Exception {
        driver.drop(
                Files.writeString(
                        data.resolve("willow.json"),
                        """
                        {"format": "ponder-conversations", "version": 1, "conversations": [
                         {"title": "A", "shown": [1, 2], "messages": [
                          {"id": 1, "role": "user", "content": "A willow?"},
                          {"id": 2, "parent": 1, "role": "assistant", "content": "A willow.",
                           "thought": "No willow.",
                           "reply": {"state": "COMPLETE", "thoughtEnd": "CLOSED"}}]}]}
                        """));
    }

    /** Does something in the store, beside the window. */
    final void sql(String command) throws Exception {
        RawDatabase.execute(data, command);
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
    }
}
