package org.ponder.app;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

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

    @AfterEach
    void close() throws Exception {
        driver.close();
    }
}
