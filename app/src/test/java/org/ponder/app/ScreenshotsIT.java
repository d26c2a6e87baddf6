package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.models.BundledModel;
import org.ponder.app.store.LookSettings.Theme;
import org.ponder.app.store.ThoughtMode;
import org.ponder.app.viewmodel.RemoteViewModel;
import org.ponder.app.viewmodel.ReplyViewModel;

/**
 * Makes the pictures of the documentation, light and dark, with the real application and the real
 * Pebble. They go to {@code app/target/screenshots}, or to the folder of the repository that the
 * system property {@code screenshots} names; CONTRIBUTING.md has the command.
 */
class ScreenshotsIT {
    private static final String QUESTION = "How many r's are in strawberry?";
    private static final int ENOUGH_TO_SHOW = 160;
    private static final int SMALLEST = 5_000;
    private static final int LARGEST = 80_000;

    private static WindowDriver driver;

    private final Path folder =
            repository().resolve(System.getProperty("screenshots", "app/target/screenshots"));

    private final Set<String> made = new LinkedHashSet<>();

    @TempDir private Path data;

    @BeforeAll
    static void start() throws Exception {
        driver = new WindowDriver();
    }

    @Test
    void theMainStatesAreDrawn() throws Exception {
        Files.createDirectories(folder);
        driver.open(data, PacedModel.loader()); // long enough in thought to be drawn
        take("empty");
        watchThinking();
        driver.ask(QUESTION);
        driver.awaitFinished();
        theme(Theme.LIGHT);
        take("folded");
        show(ThoughtMode.LIVE);
        take("thought");
        show(ThoughtMode.PEEK);
        take("peek");
        show(ThoughtMode.HIDDEN);
        driver.onWindow(() -> {
            driver.viewModel().newChat();
            return true;
        });
        driver.ask("Reverse the word lantern.");
        driver.awaitFinished();
        search("straw");
        take("search");
        search("");
        takeGauges();
        takeSheet("settings", KeyCode.COMMA, "#settings");
        takeSheet("shortcuts", KeyCode.SLASH, "#shortcuts");
        takeSheet("lines", KeyCode.I, "#thought-lines");
        driver.close();
        assertEquals(20, made.size(), made::toString);
        checkSizes();
    }

    @Test
    void aRichAnswerIsDrawn() throws Exception {
        Files.createDirectories(folder);
        driver.open(data, choice -> new RichModel());
        driver.ask("What is the sum of a geometric series, and how do I compute it?");
        driver.awaitFinished();
        take("rich");
        driver.close();
        checkSizes();
    }

    @Test
    void twoVersionsOfAReplyAreDrawn() throws Exception {
        Files.createDirectories(folder);
        driver.open(data, null);
        CompareIT.askTwice(driver);
        for (Theme theme : new Theme[] {Theme.DARK, Theme.LIGHT}) {
            theme(theme);
            driver.press(".compare-versions");
            driver.await("both are shown", () -> driver.shows("#compare-right .thought-parting"));
            settle();
            save(
                    driver.onWindow(() -> driver.stage().getScene().snapshot(null)),
                    name("compare", theme));
            driver.robot.push(KeyCode.ESCAPE);
        }
        driver.close();
        checkSizes();
    }

    @Test
    void theChineseWindowIsDrawn() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(data.resolve("settings.json"), "{\"look\": {\"language\": \"zh\"}}");
        driver.open(data, null);
        driver.ask(QUESTION);
        driver.awaitFinished();
        show(ThoughtMode.LIVE);
        take("chinese");
        takeSheet("chinese-settings", KeyCode.COMMA, "#settings");
        takeSheet("chinese-shortcuts", KeyCode.SLASH, "#shortcuts");
        driver.close();
        checkSizes();
    }

    @Test
    void theLibraryIsDrawn() throws Exception {
        Files.createDirectories(folder);
        Path models = Files.createDirectories(data.resolve("models"));
        Files.copy(BundledModel.temporaryFile(), models.resolve("Pond-Distill-1B.gguf"));
        Files.writeString(models.resolve("Saved-page.gguf"), "<html>");
        driver.open(data, null);
        driver.press("#get-model");
        driver.await(
                "the library is read",
                () ->
                        !driver.viewModel().library().scanningProperty().get()
                                && driver.viewModel().library().models().size() == 2);
        take("library-get");
        driver.press("#library-here");
        take("library-here");
        driver.press("#more-Pond-Distill-1B");
        driver.await("the menu is shown", () -> driver.shows("#own-settings"));
        driver.robot.clickOn("#own-settings");
        driver.await("the model's settings are shown", () -> driver.shows("#model-form"));
        take("library-settings");
        driver.press("#library-server");
        take("library-server");
        driver.press("#library-serve");
        take("library-serve");
        driver.onWindow(() -> {
            driver.viewModel().library().serving().makeKey();
            driver.viewModel().library().serving().start("127.0.0.1", "0");
            return true;
        });
        driver.await("the server is on", () -> driver.shows("#serve-banner"));
        take("library-serving");
        RemoteViewModel.Form form =
                new RemoteViewModel.Form(
                        "https://api.example/v1", "deepseek-reasoner", "", "", "", "", "");
        driver.onWindow(() -> {
            driver.viewModel().library().remote().use(form, why -> {});
            return true;
        });
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the banner is shown", () -> driver.shows("#remote-banner"));
        take("remote");
        driver.close();
    }

    /** Draws the window in the middle of a thought, as soon as there is enough of it. */
    private void watchThinking() throws Exception {
        driver.onWindow(() -> {
            var conversation = driver.viewModel().conversation();
            conversation
                    .runningProperty()
                    .subscribe(reply -> {
                        if (reply != null) {
                            reply.headerProperty()
                                    // Later: the window shows the header then.
                                    .subscribe(
                                            header -> Platform.runLater(() -> drawThinking(reply)));
                        }
                    });
            return true;
        });
    }

    private void drawThinking(ReplyViewModel reply) {
        if (reply.thought().text().length() < ENOUGH_TO_SHOW
                || !reply.phaseProperty().get().running()) {
            return;
        }
        for (Theme theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
            String name = name("thinking", theme);
            if (made.add(name)) {
                driver.viewModel().workspace().preferences().themeProperty().set(theme);
                save(driver.stage().getScene().snapshot(null), name);
            }
        }
    }

    private static void show(ThoughtMode mode) throws Exception {
        driver.onWindow(() -> {
            driver.viewModel().conversation().choose(driver.lastReply(), mode);
            return true;
        });
    }

    private static void search(String words) throws Exception {
        driver.onWindow(() -> {
            driver.viewModel().chats().queryProperty().set(words);
            return true;
        });
    }

    private static void theme(Theme theme) throws Exception {
        driver.onWindow(() -> {
            driver.viewModel().workspace().preferences().themeProperty().set(theme);
            return true;
        });
    }

    private void take(String name) throws Exception {
        for (Theme theme : new Theme[] {Theme.DARK, Theme.LIGHT}) {
            theme(theme);
            settle();
            save(
                    driver.onWindow(() -> driver.stage().getScene().snapshot(null)),
                    name(name, theme));
        }
    }

    /** The gauges lie over the window in one of their own. */
    private void takeGauges() throws Exception {
        for (Theme theme : new Theme[] {Theme.DARK, Theme.LIGHT}) {
            theme(theme);
            driver.robot.push(KeyCode.CONTROL, KeyCode.U);
            driver.await("the gauges are shown", () -> !popups().isEmpty());
            settle();
            save(driver.onWindow(() -> popups().getFirst().snapshot(null)), name("gauges", theme));
            driver.onWindow(() -> {
                popups().getFirst().getWindow().hide();
                return true;
            });
        }
    }

    /** A sheet shows the theme that was chosen when it was opened. */
    private void takeSheet(String name, KeyCode key, String sheet) throws Exception {
        for (Theme theme : new Theme[] {Theme.DARK, Theme.LIGHT}) {
            theme(theme);
            driver.robot.push(KeyCode.CONTROL, key);
            driver.await("the sheet is shown", () -> driver.shows(sheet));
            settle();
            save(
                    driver.onWindow(() -> driver.stage().getScene().snapshot(null)),
                    name(name, theme));
            driver.robot.push(KeyCode.ESCAPE);
            driver.await("the sheet is gone", () -> !driver.shows(sheet));
        }
    }

    private static List<Scene> popups() {
        return Window.getWindows().stream()
                .filter(window -> !window.equals(driver.stage()))
                .map(Window::getScene)
                .filter(scene -> scene != null && scene.lookup("#gauges") != null)
                .toList();
    }

    /** Rounds in which what changed is laid out, drawn, and comes to rest. */
    private static void settle() throws Exception {
        for (int i = 0; i < 4; i++) {
            driver.onWindow(() -> {
                driver.stage().getScene().getRoot().layout();
                return true;
            });
            Thread.sleep(150);
        }
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("ponder"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no repository above the tests");
        }
        return folder;
    }

    private static String name(String state, Theme theme) {
        return state + "-" + theme.name().toLowerCase(Locale.ROOT);
    }

    private void save(WritableImage image, String name) {
        SmallPng.write(image, folder.resolve(name + ".png"));
        made.add(name);
    }

    private void checkSizes() throws Exception {
        for (String name : made) {
            long bytes = Files.size(folder.resolve(name + ".png"));
            assertTrue(bytes > SMALLEST && bytes < LARGEST, name + ": " + bytes);
        }
    }
}
