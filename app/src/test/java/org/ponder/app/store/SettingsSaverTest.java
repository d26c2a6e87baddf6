package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.StoreException.Problem;

@Timeout(60)
final class SettingsSaverTest {
    /** Longer than any test: nothing is saved before the test says so. */
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir Path folder;

    @Test
    void closingSavesTheLastOfManyChanges() {
        SettingsFile file = new SettingsFile(folder.resolve("settings.json"), Instant::now);
        try (SettingsSaver saver = new SettingsSaver(file, NEVER, problem -> {})) {
            for (int budget = 0; budget <= 100; budget++) {
                saver.save(withBudget(budget));
            }
            assertFalse(Files.exists(folder.resolve("settings.json")), "not one save for each");
        }

        assertEquals(withBudget(100), file.load().settings());
    }

    @Test
    void aChangeIsSavedByItselfAfterAMoment() throws Exception {
        SettingsFile file = new SettingsFile(folder.resolve("settings.json"), Instant::now);
        try (SettingsSaver saver = new SettingsSaver(file, Duration.ofMillis(1), problem -> {})) {
            saver.save(withBudget(7));
            while (!Files.exists(folder.resolve("settings.json"))) {
                Thread.sleep(1);
            }
            assertEquals(withBudget(7), file.load().settings());
        }
    }

    @Test
    void whatCannotBeSavedIsReported() {
        List<StoreException> problems = new ArrayList<>();
        Path missing = folder.resolve("missing").resolve("settings.json");
        try (SettingsSaver saver =
                new SettingsSaver(new SettingsFile(missing, Instant::now), NEVER, problems::add)) {
            saver.save(withBudget(1));
        }

        assertEquals(
                List.of(Problem.NOT_WRITABLE),
                problems.stream().map(StoreException::problem).toList());
    }

    @Test
    void whatCouldNotBeSavedIsSavedAtTheEndAndToldOnce() throws Exception {
        List<StoreException> problems = new ArrayList<>();
        SettingsFile file =
                new SettingsFile(folder.resolve("missing").resolve("settings.json"), Instant::now);
        try (SettingsSaver saver = new SettingsSaver(file, NEVER, problems::add)) {
            saver.save(withBudget(7));
            saver.flush();
            saver.flush();
            Files.createDirectory(folder.resolve("missing"));
        }

        assertEquals(withBudget(7), file.load().settings());
        assertEquals(1, problems.size());
    }

    @Test
    void whatCouldNotBeSavedIsTriedAgainByItself() throws Exception {
        Path saved = folder.resolve("missing").resolve("settings.json");
        CountDownLatch failed = new CountDownLatch(1);
        SettingsFile file = new SettingsFile(saved, Instant::now);
        try (SettingsSaver saver =
                new SettingsSaver(file, Duration.ofMillis(1), problem -> failed.countDown())) {
            saver.save(withBudget(7));
            failed.await();
            Files.createDirectory(folder.resolve("missing"));
            while (!Files.exists(saved)) {
                Thread.sleep(1);
            }
            assertEquals(withBudget(7), file.load().settings());
        }
    }

    private static Settings withBudget(int budget) {
        return Settings.defaults()
                .withThoughts(new ThoughtSettings(ThoughtMode.LIVE, true, budget));
    }
}
