package org.ponder.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.ModalPane;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.models.BundledModel;
import org.ponder.app.server.LocalServer;
import org.ponder.app.server.ServerOptions;
import org.ponder.app.viewmodel.ModelLibraryViewModel;
import org.ponder.app.viewmodel.ModelViewModel;
import org.ponder.engine.chat.LanguageModel;
import org.ponder.engine.chat.LoadOptions;

/** The library of models in the real window. */
class ModelLibraryIT {
    @TempDir Path data;
    @TempDir Path theirs;
    private WindowDriver driver;

    @BeforeEach
    void open() throws Exception {
        Files.createDirectories(data.resolve("models"));
        Files.copy(BundledModel.temporaryFile(), data.resolve("models/Pond-1B.gguf"));
        Files.writeString(data.resolve("models/Page.gguf"), "<html>");
        driver = new WindowDriver();
        driver.open(data, null);
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
    }

    private void openLibrary(String page) throws Exception {
        driver.press("#get-model");
        driver.await("the library is shown", () -> driver.shows("#library"));
        driver.press(page);
    }

    @Test
    void namesAreShownWithTheirUnderscores() throws Exception {
        Path file = Files.copy(BundledModel.temporaryFile(), data.resolve("Pond_Q4_K.gguf"));
        driver.onWindow(() -> {
            driver.model().load(file);
            return true;
        });
        driver.await("the model's name is drawn", () -> isDrawn("#model", "Pond_Q4_K"));
        driver.robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        driver.await("a kind of cache is drawn", () -> isDrawn("#settings", "Q8_0"));
    }

    private boolean isDrawn(String place, String words) {
        return driver.robot.lookup(place + " .text").queryAll().stream()
                .anyMatch(node -> node instanceof Text text && text.getText().equals(words));
    }

    @Test
    void theFirstStartProposesAQuestionThatTypingReplaces() throws Exception {
        driver.await(
                "a question is proposed",
                () -> driver.viewModel().composer().textProperty().get().contains("strawberry"));
        driver.await(
                "it can be typed over",
                () ->
                        driver.robot
                                .lookup("#question")
                                .queryAs(TextArea.class)
                                .getSelectedText()
                                .contains("strawberry"));
        driver.robot.write("Hm");
        assertEquals("Hm", driver.viewModel().composer().textProperty().get());
    }

    /** The lines of the model menu that can be marked, as a screen reader is told of them. */
    private Map<String, Boolean> marks() throws Exception {
        driver.press("#model");
        driver.await("the menu is shown", () -> driver.shows(".model-line"));
        awaitScanned(); // what is found is listed in the open menu
        driver.awaitFrames(3);
        return driver.onWindow(() -> {
            Map<String, Boolean> found = new TreeMap<>();
            for (Node line : driver.robot.lookup(".check-menu-item").queryAll()) {
                if (line.isVisible()) {
                    assertEquals(AccessibleRole.CHECK_MENU_ITEM, line.getAccessibleRole());
                    found.put(
                            (String) line.queryAccessibleAttribute(AccessibleAttribute.TEXT),
                            (Boolean) line.queryAccessibleAttribute(AccessibleAttribute.SELECTED));
                }
            }
            return found;
        });
    }

    @Test
    void theModelMenuMarksTheModelInUse() throws Exception {
        String pebble = texts("model.bundled") + ", " + texts("model.bundled.note");
        assertEquals(Map.of(pebble, true), marks());
        List<ModelViewModel.State> states = new ArrayList<>();
        driver.onWindow(() -> {
            driver.model().stateProperty().subscribe((before, now) -> states.add(now));
            return true;
        });
        driver.robot.clickOn(".check-menu-item");
        assertEquals(Map.of(pebble, true), marks());
        assertEquals(List.of(), states, "the model in use is not loaded again");
        driver.robot.push(KeyCode.ESCAPE);
        loadPond();
        assertEquals(Map.of("Pond-1B", true, pebble, false), marks());
        driver.robot.clickOn(texts("model.bundled.note"));
        awaitReady();
        assertEquals(Map.of(pebble, true), marks());
        driver.robot.push(KeyCode.ESCAPE);
        driver.onWindow(() -> {
            driver.model().load(data.resolve("models/Page.gguf"));
            return true;
        });
        driver.await(
                "it cannot be used",
                () -> driver.model().stateProperty().get() == ModelViewModel.State.FAILED);
        assertEquals(Map.of("Page", false, pebble, false), marks());
        driver.robot.push(KeyCode.ESCAPE);
    }

    @Test
    void theModelMenuChangesBetweenTheModelsHereByOnePress() throws Exception {
        Files.copy(BundledModel.temporaryFile(), data.resolve("models/Lake-7B.gguf"));
        driver.press("#model");
        awaitScanned();
        driver.await("both are listed", () -> driver.shows("Pond-1B") && driver.shows("Lake-7B"));
        driver.awaitFrames(3);
        assertFalse(driver.shows("Page"), "that cannot be used");
        driver.robot.clickOn("Lake-7B");
        driver.await("it is used", () -> driver.model().nameProperty().get().equals("Lake-7B"));
        awaitReady();
        driver.press("#model");
        driver.await("the other is listed", () -> driver.shows("Pond-1B"));
        driver.robot.clickOn("Pond-1B");
        driver.await("it is used", () -> driver.model().nameProperty().get().equals("Pond-1B"));
        awaitReady();
    }

    @Test
    void aModelThatWasDownloadedIsUsedFromThePageItCameFrom() throws Exception {
        Files.copy(
                BundledModel.temporaryFile(),
                data.resolve("models/DeepSeek-R1-Distill-Qwen-1.5B-Q4_K_M.gguf"));
        openLibrary("#library-get");
        driver.press(".use-download");
        driver.await(
                "it is used",
                () -> driver.model().nameProperty().get().startsWith("DeepSeek-R1-Distill-Qwen"));
        driver.await("the library is gone", this::nothingLiesOverTheWindow);
    }

    private String texts(String key) {
        return driver.viewModel().workspace().texts().get(key);
    }

    private void loadPond() throws Exception {
        driver.onWindow(() -> {
            driver.model().load(data.resolve("models/Pond-1B.gguf"));
            return true;
        });
        driver.await("it is used", () -> driver.model().nameProperty().get().equals("Pond-1B"));
        awaitReady();
    }

    private void awaitReady() throws Exception {
        driver.await(
                "the model is loaded",
                () -> driver.model().stateProperty().get() == ModelViewModel.State.READY);
    }

    @Test
    void theModelThatWasUsedLastAnswersAfterTheNextStart() throws Exception {
        loadPond();
        driver.close();
        driver.open(data, null);
        assertEquals("Pond-1B", driver.model().nameProperty().get());
    }

    @Test
    void aModelHasSettingsOfItsOwn() throws Exception {
        openLibrary("#library-here");
        driver.press("#more-Pond-1B");
        driver.await("the menu is shown", () -> driver.shows("#own-settings"));
        driver.robot.clickOn("#own-settings");
        driver.await("its settings are shown", () -> driver.shows("#model-form"));
        driver.robot.write("0x");
        driver.await(
                "what is no number cannot be kept",
                () -> driver.robot.lookup("#save-model-form").queryButton().isDisabled());
        driver.robot.eraseText(2);
        driver.robot.write("512");
        type("min-p", "1");
        driver.await(
                "a share beyond its range cannot be kept",
                () -> driver.robot.lookup("#save-model-form").queryButton().isDisabled());
        type("min-p", "0.05");
        type("top-k", "40");
        type("repetition-penalty", "1.1");
        type("seed", "7");
        driver.press("#save-model-form");
        driver.await("the list is shown again", () -> driver.shows(".use-model"));
        driver.press(".use-model");
        driver.await(
                "the model is loaded with a context of its own",
                () ->
                        driver.model().nameProperty().get().equals("Pond-1B")
                                && driver.model().contextTokensProperty().get() == 512);
        String kept = Files.readString(data.resolve("library.json"));
        assertTrue(kept.matches("(?s).*\"topK\" *: *40\\b.*\"seed\" *: *7\\b.*"), kept);
    }

    @Test
    void withLargeLettersEachPageIsAsWideAsItsPlace() throws Exception {
        driver.onWindow(() -> {
            driver.viewModel().workspace().preferences().zoom(10);
            return true;
        });
        openLibrary("#library-get");
        driver.await(
                "models to download are offered", () -> driver.shows("#get-r1-distill-qwen-1-5b"));
        for (String page : List.of("get", "here", "server", "serve")) {
            driver.await(
                    "its name is read whole: " + page,
                    () ->
                            !driver.robot
                                    .lookup("#library-" + page)
                                    .queryLabeled()
                                    .isTextTruncated());
            driver.press("#library-" + page);
            driver.await(
                    "nothing is beyond the edge of the page " + page,
                    () -> {
                        ScrollPane place =
                                driver.robot
                                        .lookup("#library .settings-scroll")
                                        .queryAs(ScrollPane.class);
                        double width = place.getContent().getLayoutBounds().getWidth();
                        return width > 0 && width <= place.getViewportBounds().getWidth() + 1;
                    });
        }
    }

    @Test
    void anOpenMenuAndWhatIsTypedStayWhileModelsAreLookedForAgain() throws Exception {
        openLibrary("#library-here");
        driver.press("#more-Pond-1B");
        driver.await("the menu is shown", () -> driver.shows("#own-settings"));
        lookForModelsAgain();
        assertTrue(driver.shows("#own-settings"), "the menu stays");
        driver.onWindow(() -> {
            ModelLibraryViewModel library = driver.viewModel().library();
            library.models().stream()
                    .filter(row -> row.entry().name().equals("Pond-1B"))
                    .forEach(row -> library.changes().setStandard(row, true));
            return true;
        });
        awaitScanned();
        assertTrue(driver.shows("#own-settings"), "the menu stays, though its model has changed");
        assertTrue(driver.shows(texts("library.standard")));
        driver.robot.clickOn("#own-settings");
        driver.await("its settings are shown", () -> driver.shows("#model-form"));
        driver.robot.write("512");
        Files.copy(BundledModel.temporaryFile(), data.resolve("models/Another.gguf"));
        lookForModelsAgain();
        driver.await("the new model is listed", () -> driver.shows("#more-Another"));
        driver.robot.write("7");
        assertEquals(
                "5127",
                driver.onWindow(() ->
                        driver
                                .robot
                                .lookup(".model-form .text-field")
                                .queryAllAs(TextField.class)
                                .stream()
                                .filter(TextField::isFocused)
                                .map(TextField::getText)
                                .findFirst()
                                .orElse("no field has the keyboard")));
    }

    @Test
    void whatIsTypedStaysWhileAnotherPageIsLookedAtAndGoesOnlyByAButton() throws Exception {
        openLibrary("#library-here");
        driver.press("#more-Pond-1B");
        driver.await("the menu is shown", () -> driver.shows("#own-settings"));
        driver.robot.clickOn("#own-settings");
        driver.await("its settings are shown", () -> driver.shows("#model-form"));
        driver.robot.write("512");
        driver.press("#library-server");
        driver.await("the page of the server is shown", () -> driver.shows("#remote-address"));
        driver.robot.push(KeyCode.ESCAPE);
        driver.robot.clickOn(
                driver.stage().getX() + driver.stage().getWidth() - 20,
                driver.stage().getY() + driver.stage().getHeight() - 20);
        driver.press("#library-here");
        driver.await("its settings are shown again", () -> driver.shows("#model-form"));
        assertEquals("512", driver.onWindow(() -> own("context").getText()));
        driver.press("#library .small");
        driver.await("the library is gone", this::nothingLiesOverTheWindow);
    }

    private void lookForModelsAgain() throws Exception {
        driver.onWindow(() -> {
            driver.viewModel().library().refresh();
            return true;
        });
        awaitScanned();
    }

    private void awaitScanned() throws Exception {
        driver.await(
                "all models are found",
                () -> !driver.viewModel().library().scanningProperty().get());
    }

    /** Types into a field of a model's own settings. */
    private void type(String figure, String text) throws Exception {
        driver.onWindow(() -> {
            own(figure).setText(text);
            return true;
        });
    }

    private TextField own(String figure) {
        return driver.robot.lookup(".model-form .text-field").queryAllAs(TextField.class).stream()
                .filter(each -> ("library.own." + figure).equals(each.getId()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aModelIsFoundAndUsed() throws Exception {
        openLibrary("#library-here");
        driver.await(
                "what is wrong with the page is said",
                () ->
                        driver.robot.lookup(".library-problem").queryAllAs(Label.class).stream()
                                .anyMatch(label -> label.getText().contains("GGUF")));
        driver.press(".use-model");
        driver.await(
                "the model is loaded",
                () ->
                        driver.model().nameProperty().get().equals("Pond-1B")
                                && driver.model().stateProperty().get()
                                        == ModelViewModel.State.READY);
        driver.await("the library is gone", this::nothingLiesOverTheWindow);
        driver.press("#model");
        driver.robot.clickOn("#open-library");
        driver.await("it is marked", () -> driver.shows(".used-model"));
        assertFalse(driver.shows(".use-model"), "it is used already");
    }

    @Test
    void aFirstPressOnDownloadOnlyAsks() throws Exception {
        openLibrary("#library-get");
        driver.press("#get-r1-distill-qwen-1-5b");
        assertTrue(driver.viewModel().library().downloads().offlineProperty().get());
        assertEquals(0, driver.viewModel().library().downloads().running().size());
    }

    @Test
    void theKeyboardGoesToTheDownloadThatItAskedFor() throws Exception {
        openLibrary("#library-get");
        String get = "#get-r1-distill-qwen-1-5b";
        driver.await("models to download are offered", () -> driver.shows(get));
        awaitScanned();
        Node button =
                driver.onWindow(() -> {
                    driver.viewModel().library().downloads().setWays("http://127.0.0.1:1", "");
                    Node found = driver.robot.lookup(get).query();
                    found.requestFocus();
                    return found;
                });
        driver.robot.push(KeyCode.SPACE);
        assertTrue(driver.onWindow(button::isFocused), "it asks first");
        driver.robot.push(KeyCode.SPACE);
        driver.await(
                "the new download has the keyboard",
                () -> {
                    Node owner = driver.stage().getScene().getFocusOwner();
                    return owner != null && owner.getStyleClass().contains("pause-download");
                });
        assertEquals(button, driver.onWindow(() -> driver.robot.lookup(get).query()));
    }

    @Test
    void whatIsHereOfADownloadIsDiscardedOnlyByWhoMeansIt() throws Exception {
        String address = "https://models.example/owner/name/resolve/main/Half-7B.gguf";
        Path part =
                Files.createDirectories(data.resolve("models/partial"))
                        .resolve(
                                "Half-7B.gguf."
                                        + UUID.nameUUIDFromBytes(address.getBytes(UTF_8))
                                        + ".part");
        Files.write(part, new byte[1000]);
        Files.writeString(
                part.resolveSibling(part.getFileName() + ".json"),
                """
                {"address": "%s", "bytes": 4000, "validator": "1",
                 "pieceBytes": 1000, "pieces": "01"}
                """
                        .formatted(address));
        openLibrary("#library-get");
        driver.press(".discard-download");
        driver.await("it is asked", () -> driver.shows("#discard-certain"));
        driver.robot.push(KeyCode.SPACE);
        driver.await("the user would rather not", () -> !driver.shows("#discard-certain"));
        assertTrue(Files.exists(part));
        driver.press(".discard-download");
        driver.press("#discard-certain");
        driver.await("it is gone", () -> !driver.shows(".download-row"));
        assertFalse(Files.exists(part));
    }

    @Test
    void aModelFileThatIsChosenAnswersAndIsListed() throws Exception {
        Path file = Files.copy(BundledModel.temporaryFile(), theirs.resolve("Chosen-1B.gguf"));
        driver.files.ready.add(file);
        driver.onWindow(() -> {
            driver.robot.lookup("#model").queryAs(MenuButton.class).getItems().stream()
                    .filter(item -> "choose-model".equals(item.getId()))
                    .forEach(MenuItem::fire);
            return true;
        });
        driver.await("it answers", () -> driver.model().nameProperty().get().equals("Chosen-1B"));
        awaitReady();
        driver.await(
                "it is listed",
                () ->
                        driver.viewModel().library().models().stream()
                                .anyMatch(row -> row.entry().file().equals(file)));
    }

    @Test
    void aServerAnswersUnderABannerThatStays() throws Exception {
        try (LanguageModel model =
                        LanguageModel.load(BundledModel.temporaryFile(), LoadOptions.defaults());
                LocalServer server =
                        LocalServer.start(
                                model.newSession(0),
                                "pebble",
                                new ServerOptions(
                                        InetAddress.getLoopbackAddress(),
                                        "127.0.0.1",
                                        0,
                                        "secret",
                                        0,
                                        ServerOptions.Limits.defaults()))) {
            assertFalse(driver.shows("#remote-banner"));
            openLibrary("#library-server");
            driver.onWindow(() -> {
                field("#remote-address").setText(server.address() + "/v1");
                field("#remote-model").setText("pebble");
                field("#remote-key").setText("secret");
                return true;
            });
            driver.press("#remote-use");
            driver.await("the banner is shown", () -> driver.shows("#remote-banner"));
            driver.await("the library is gone", this::nothingLiesOverTheWindow);
            driver.await(
                    "the server can be asked",
                    () -> driver.model().stateProperty().get() == ModelViewModel.State.READY);
            driver.ask("How many r's are in strawberry?");
            driver.awaitFinished();
            assertFalse(driver.lastReply().thought().text().isBlank());
            assertTrue(driver.lastReply().answer().text().contains("3"));
            driver.await(
                    "the counts are told",
                    () ->
                            driver.viewModel()
                                    .library()
                                    .remote()
                                    .bannerProperty()
                                    .get()
                                    .contains("tokens read"));
            driver.onWindow(() -> {
                driver.model().loadBundled();
                return true;
            });
            driver.await("the banner is gone", () -> !driver.shows("#remote-banner"));
        }
    }

    @Test
    void aServersKeyThatComesLateTakesNoOtherSheetAway() throws Exception {
        openLibrary("#library-server");
        driver.onWindow(() -> {
            field("#remote-address").setText("http://127.0.0.1:1/v1");
            field("#remote-model").setText("r1");
            field("#remote-key").setText("secret");
            return true;
        });
        driver.press("#remote-use");
        driver.await("the library is gone", this::nothingLiesOverTheWindow);
        driver.onWindow(() -> {
            driver.model().loadBundled();
            return true;
        });
        awaitReady();
        openLibrary("#library-server");
        driver.onWindow(() -> {
            driver.robot.lookup("#remote-use").queryButton().fire();
            driver.robot.lookup("#library .small").queryButton().fire();
            driver.robot.lookup("#get-model").queryButton().fire();
            return true;
        });
        driver.awaitFrames(30);
        Thread.sleep(500); // for the key
        assertTrue(driver.shows("#library"), "the sheet of now stays");
        assertTrue(driver.onWindow(driver.model()::isBundled));
    }

    /** A sheet that was closed may stay in the scene, out of sight. */
    private boolean nothingLiesOverTheWindow() throws Exception {
        return driver.onWindow(
                () -> !driver.robot.lookup("#sheets").queryAs(ModalPane.class).isDisplay());
    }

    private TextField field(String query) {
        return driver.robot.lookup(query).queryAs(TextField.class);
    }
}
