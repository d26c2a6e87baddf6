package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.RawDatabase;
import org.ponder.app.view.TroubleView;

/**
 * What is wrong with the data folder is told in the window, in one sentence, and nothing is lost.
 */
class TroubleIT {
    private static final String QUESTION = "Reverse the word pond.";

    private static WindowDriver driver;

    @TempDir private Path data;

    @BeforeAll
    static void start() throws Exception {
        driver = new WindowDriver();
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
        driver.onWindow(() -> {
            driver.stage().hide();
            return true;
        });
    }

    @Test
    void aDatabaseOfANewerVersion() throws Exception {
        driver.open(data, null);
        driver.close();
        RawDatabase.execute(data, "PRAGMA user_version=1000");
        byte[] before = Files.readAllBytes(database());
        String told = sentenceInPlaceOfTheWindow(data);
        assertTrue(told.startsWith("A newer version of Ponder wrote the conversations"), told);
        assertArrayEquals(before, Files.readAllBytes(database()));
    }

    @Test
    void aFileWhereTheFolderShouldBe() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "not a folder");
        String told = sentenceInPlaceOfTheWindow(file);
        assertTrue(told.contains("a file of that name is in the way"), told);
        assertEquals("not a folder", Files.readString(file));
    }

    @Test
    void aFolderThatCannotBeWritten() throws Exception {
        // Not even root can write into a folder of /proc.
        Path folder = Path.of("/proc/self/task");
        if (Files.isDirectory(folder)) {
            String told = sentenceInPlaceOfTheWindow(folder);
            assertTrue(told.contains("cannot write to its data folder /proc/self/task"), told);
        }
    }

    @Test
    void aDamagedDatabaseIsSetAsideAndTheWindowSaysSo() throws Exception {
        driver.open(data, null);
        driver.ask(QUESTION);
        driver.awaitFinished();
        String answer = driver.lastReply().answer().text();
        driver.close();
        byte[] bytes = Files.readAllBytes(database());
        byte[] noise = "damage".repeat(20).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(noise, 0, bytes, 16, 60);
        Files.write(database(), bytes);
        driver.open(data, null);
        driver.await("the notice is shown", () -> notice().startsWith("The database was damaged"));
        try (var files = Files.list(data)) {
            assertTrue(files.anyMatch(file -> file.toString().contains("damaged")));
        }
        driver.await("the chat is listed", () -> !driver.viewModel().chats().entries().isEmpty());
        assertTrue(
                driver.viewModel().chats().entries().stream()
                        .anyMatch(entry -> entry.toString().contains(QUESTION)),
                "recovered; its answer was " + answer);
    }

    @Test
    void onAFullDiskTheQuestionStaysAndIsSentWhenThereIsRoom() throws Exception {
        Path disk = Files.createDirectories(data.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString()),
                "Only root can make a small disk, on Linux.");
        try {
            driver.open(disk, null);
            Path filler = disk.resolve("filler");
            assertThrows(IOException.class, () -> Files.write(filler, new byte[24 << 20]));
            driver.ask(QUESTION);
            driver.await("the notice is shown", () -> notice().startsWith("The disk is full"));
            assertEquals(
                    QUESTION,
                    driver.onWindow(() -> driver.viewModel().composer().textProperty().get()));
            Files.delete(filler);
            driver.robot.push(KeyCode.ENTER);
            driver.awaitFinished();
            driver.close();
            driver.open(disk, null);
            driver.await(
                    "the chat is listed", () -> !driver.viewModel().chats().entries().isEmpty());
            driver.close();
        } finally {
            assertTrue(run("umount", "-l", disk.toString()));
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void damagedSettingsAreSetAsideAndTheWindowSaysSo() throws Exception {
        Files.writeString(data.resolve("settings.json"), "{\"look\": {\"theme\": ");
        driver.open(data, null);
        driver.await(
                "the notice is shown", () -> notice().startsWith("The settings file was damaged"));
    }

    @Test
    void aBadSettingCostsItselfAlone() throws Exception {
        Files.writeString(
                data.resolve("settings.json"),
                "{\"generation\": {\"sampling\": {\"temperature\": 99, \"topK\": 7}}}");
        driver.open(data, null);
        driver.await("the notice is shown", () -> notice().contains("temperature"));
        var sampling =
                driver.viewModel()
                        .workspace()
                        .preferences()
                        .settingsProperty()
                        .get()
                        .generation()
                        .sampling();
        assertEquals(0.6, sampling.temperature());
        assertEquals(7, sampling.topK());
    }

    private String sentenceInPlaceOfTheWindow(Path folder) throws Exception {
        IOException problem = assertThrows(IOException.class, () -> Backstage.open(folder));
        return driver.onWindow(() -> {
            TroubleView.show(driver.stage(), problem);
            Label sentence = (Label) driver.stage().getScene().lookup("#trouble");
            assertTrue(driver.stage().getScene().getFocusOwner() instanceof ButtonBase);
            return sentence.getText();
        });
    }

    private static String notice() {
        var notice = driver.viewModel().workspace().notices().currentProperty().get();
        return notice == null ? "" : Objects.requireNonNull(notice.sentence());
    }

    private Path database() {
        return data.resolve("conversations.db");
    }
}
