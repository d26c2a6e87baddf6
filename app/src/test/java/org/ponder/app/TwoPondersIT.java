package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.ReplyPhase;

/** Two applications on one data folder, each with its window, keep what both are told. */
class TwoPondersIT {
    // None of those that an empty window proposes: a click is to find them in the list.
    private static final String HERE = "How many e's are in cheese?";
    private static final String THERE = "Reverse the word pond.";

    @TempDir private Path data;

    private final WindowDriver driver;

    TwoPondersIT() throws Exception {
        driver = new WindowDriver();
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
    }

    @Test
    void whatIsAskedInBothIsKept() throws Exception {
        driver.open(data, PacedModel.loader());
        driver.ask(HERE);
        driver.await(
                "it thinks",
                () ->
                        driver.viewModel().conversation().lastReply() != null
                                && driver.lastReply().phaseProperty().get() == ReplyPhase.THINKING);
        Process other = startOther();
        try (BufferedReader said = other.inputReader()) {
            List<String> lines = said.lines().toList();
            assertEquals(List.of("open", "answered, told: "), lines);
            assertEquals(0, other.waitFor());
        } finally {
            other.destroyForcibly();
        }
        driver.awaitFinished();
        String answer = driver.lastReply().answer().text();
        assertEquals("", driver.lastReply().problemProperty().get());
        driver.close();

        driver.open(data, null);
        driver.await("both are listed", () -> titles().containsAll(List.of(HERE, THERE)));
        driver.await("both are drawn", () -> isDrawn(HERE) && isDrawn(THERE));
        driver.robot.clickOn(HERE);
        driver.await(
                "it is shown",
                () ->
                        driver.viewModel().conversation().title().equals(HERE)
                                && driver.viewModel().conversation().lastReply() != null);
        assertEquals(answer, driver.lastReply().answer().text());
        driver.robot.clickOn(THERE);
        driver.await(
                "the other's answer is shown",
                () ->
                        driver.viewModel().conversation().title().equals(THERE)
                                && !driver.lastReply().answer().isEmpty());
    }

    @Test
    void aKilledOneLeavesTheOtherAndItsOwnQuestion() throws Exception {
        driver.open(data, PacedModel.loader());
        driver.ask(HERE);
        Process other = startOther();
        try (BufferedReader said = other.inputReader()) {
            assertEquals("open", said.readLine());
            // Its question is kept before anything is made of it.
            while (other.isAlive() && !kept(THERE)) {
                Thread.sleep(15);
            }
        } finally {
            other.destroyForcibly();
        }
        driver.awaitFinished();
        assertEquals("", driver.lastReply().problemProperty().get());
        driver.close();
        driver.open(data, null);
        driver.await("both are listed", () -> titles().containsAll(List.of(HERE, THERE)));
        driver.await("both are drawn", () -> isDrawn(HERE) && isDrawn(THERE));
    }

    private boolean kept(String question) throws Exception {
        return driver.viewModel().workspace().store().conversations().list(null, 0, 9).stream()
                .anyMatch(chat -> chat.title().equals(question));
    }

    /** The list draws its lines a frame after it has them. */
    private boolean isDrawn(String title) {
        return driver.robot.lookup(title).tryQuery().isPresent();
    }

    private List<String> titles() {
        return driver.viewModel().chats().entries().stream()
                .filter(ChatsViewModel.Chat.class::isInstance)
                .map(entry -> ((ChatsViewModel.Chat) entry).title())
                .toList();
    }

    private Process startOther() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true",
                        "-Dglass.platform=Headless",
                        "-Dprism.order=sw",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherPonder.class.getName(),
                        data.toString(),
                        THERE)
                .start();
    }
}
