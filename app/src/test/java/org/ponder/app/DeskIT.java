package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.DecimalFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.ponder.app.store.Settings;
import org.ponder.app.view.ShortcutTable;
import org.ponder.app.viewmodel.ModelViewModel;
import org.ponder.app.viewmodel.ReplyPhase;
import org.ponder.engine.tensor.KvType;

/** Settings, gauges, the keyboard and screen readers, in the real window with the real Pebble. */
class DeskIT extends OpenWindow {
    private static final String QUESTION = "How many r's are in strawberry?";

    @Test
    void everyKeyLeavesTheKeyboardSomewhereInTheWindow() throws Exception {
        driver.ask(QUESTION);
        driver.awaitFinished();
        for (ShortcutTable.Entry entry : ShortcutTable.anywhere()) {
            press(entry.keys());
            driver.await("something has the focus after " + entry.name(), this::focusIsInTheWindow);
            press(new KeyCodeCombination(KeyCode.ESCAPE));
            hidePopups();
            driver.await(
                    "something has the focus after leaving " + entry.name(),
                    this::focusIsInTheWindow);
        }
    }

    @Test
    void theFocusComesBackFromWhatIsGone() throws Exception {
        driver.ask(QUESTION);
        driver.awaitFinished();
        for (String button : List.of(".thought-fold", ".thought-fold-below", ".ask-again")) {
            driver.onWindow(() -> {
                driver.robot.lookup(button).queryAll().stream()
                        .filter(Node::isFocusTraversable)
                        .forEach(Node::requestFocus);
                return true;
            });
            driver.press(button);
            driver.await("something has the focus after " + button, this::focusIsInTheWindow);
        }
        driver.awaitFinished();
        assertTrue(driver.onWindow(this::focusIsInTheWindow));
    }

    @Test
    void theSheetListsEveryKeyOfTheTable() throws Exception {
        driver.robot.push(KeyCode.CONTROL, KeyCode.SLASH);
        driver.await("the sheet is shown", () -> driver.shows("#shortcuts"));
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the sheet is gone", () -> !driver.shows("#shortcuts"));
        driver.robot.push(KeyCode.F1); // which every keyboard has
        driver.await("the sheet is shown", () -> driver.shows("#shortcuts"));
        List<String> listed =
                driver.onWindow(() ->
                        driver.robot.lookup("#shortcuts .keys").queryAll().stream()
                                .map(node -> ((Label) node).getText())
                                .toList());
        List<String> table =
                ShortcutTable.all().stream().map(entry -> entry.keys().getDisplayText()).toList();
        assertEquals(table.stream().sorted().toList(), listed.stream().sorted().toList());
    }

    @Test
    void everyControlIsReachedWithTheKeyboardAndHasAName() throws Exception {
        driver.ask(QUESTION);
        driver.awaitFinished();
        Set<String> unreachable = new TreeSet<>();
        Set<String> nameless = new TreeSet<>();
        driver.onWindow(() -> {
            for (Node node : all(driver.stage().getScene().getRoot())) {
                if (!(node instanceof ButtonBase button) || !node.isVisible()) {
                    continue;
                }
                // The menu of a line in a list: the context-menu key on the line opens it.
                boolean ofALine = inside(node, "list-cell");
                if (!button.isFocusTraversable() && !ofALine) {
                    unreachable.add(describe(node));
                }
                boolean named =
                        node.getAccessibleText() != null && !node.getAccessibleText().isBlank();
                if (!named && (button.getText() == null || button.getText().isBlank())) {
                    nameless.add(describe(node));
                }
            }
            return true;
        });
        assertEquals(Set.of(), unreachable);
        assertEquals(Set.of(), nameless);
    }

    @Test
    void aReplyIsAnnouncedOncePerPhase() throws Exception {
        List<String> heard = new ArrayList<>();
        driver.onWindow(() -> {
            Node announcer = driver.stage().getScene().lookup("#announcer");
            announcer.accessibleTextProperty().subscribe((before, now) -> heard.add(now));
            return true;
        });
        driver.ask(QUESTION);
        driver.awaitFinished();
        assertEquals("Done", heard.getLast());
        assertEquals(heard.size(), Set.copyOf(heard).size(), heard::toString);
        assertTrue(heard.contains("Thinking") && heard.contains("Answering"), heard::toString);
    }

    @Test
    void aSettingThatCannotBeSaysWhyBesideItsField() throws Exception {
        settings();
        driver.onWindow(() -> {
            TextField field = (TextField) find("#settings.temperature");
            field.setText("9");
            return true;
        });
        driver.await(
                "the reason is there",
                () -> texts("reason").contains("Give a number from 0 to 5."));
        assertEquals(0.6, now().generation().sampling().temperature());
        driver.onWindow(() -> {
            ((TextField) find("#settings.temperature")).setText("0.8");
            return true;
        });
        assertEquals(0.8, now().generation().sampling().temperature());
        assertTrue(texts("reason").isEmpty());
        driver.onWindow(() -> {
            ((ButtonBase) find("#settings.reset")).fire();
            return true;
        });
        assertEquals(0.6, now().generation().sampling().temperature());
        assertEquals(0.95, now().generation().sampling().topP());
    }

    @Test
    void theCostOfTheContextIsThatOfTheLoadedModel() throws Exception {
        settings();
        long perToken =
                driver.onWindow(() -> driver.model().factsProperty().get().cacheBytesPerToken());
        driver.onWindow(() -> {
            ((TextField) find("#settings.context")).setText("256");
            return true;
        });
        String megabytes = new DecimalFormat("0.#").format(perToken * 256 / 1e6);
        String cost = driver.onWindow(() -> ((Label) find("#context-cost")).getText());
        assertTrue(cost.contains("256 tokens take " + megabytes + " MB"), cost);
        driver.onWindow(() -> {
            ((TextField) find("#settings.context")).setText("1000000");
            return true;
        });
        String tooLong = driver.onWindow(() -> ((Label) find("#context-cost")).getText());
        assertTrue(tooLong.contains("was made for up to 4,096"), tooLong);
    }

    @Test
    void theKindOfCacheIsChosenWithItsCostAndUsedWhenTheModelIsLoadedNext() throws Exception {
        settings();
        long f16 = cacheBytes();
        driver.onWindow(() -> {
            ((TextField) find("#settings.context")).setText("256");
            return true;
        });
        String cost = driver.onWindow(() -> ((Label) find("#cache-cost")).getText());
        String most = new DecimalFormat("0.#").format(2 * f16 * 256 / 1e6);
        assertTrue(cost.contains(most + " MB"), cost);
        driver.onWindow(() -> {
            ((TextField) find("#settings.context")).setText("0");
            return true;
        });
        loadWithCache(KvType.Q8_0);
        assertTrue(cacheBytes() < f16);
        loadWithCache(KvType.F16);
        assertEquals(f16, cacheBytes());
    }

    private static long cacheBytes() throws Exception {
        return driver.onWindow(() -> driver.model().factsProperty().get().cacheBytesPerToken());
    }

    private static void loadWithCache(KvType type) throws Exception {
        driver.onWindow(() -> {
            all(driver.stage().getScene().getRoot()).stream()
                    .filter(ToggleButton.class::isInstance)
                    .map(ToggleButton.class::cast)
                    .filter(button -> button.getText().equals(type.name()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            return true;
        });
        assertEquals(type, now().generation().cacheType());
        long before = cacheBytes();
        driver.onWindow(() -> {
            ((Button) find("#settings.reload")).fire();
            return true;
        });
        driver.await(
                "the model is loaded again",
                () ->
                        driver.model().factsProperty().get().cacheBytesPerToken() != before
                                && driver.model().stateProperty().get()
                                        == ModelViewModel.State.READY);
    }

    /** "Be brief." as "Brief"; the field is empty afterwards. */
    private void keepPreset() {
        ((TextArea) find("#settings.system")).setText("Be brief.");
        ((TextField) find("#settings.presets.name")).setText("Brief");
        ((ButtonBase) find("#settings.presets.save")).fire();
        ((TextArea) find("#settings.system")).setText("");
    }

    @Test
    void aPresetIsKeptChosenAndDeleted() throws Exception {
        settings();
        driver.onWindow(() -> {
            keepPreset();
            return true;
        });
        assertEquals("", now().prompts().systemPrompt());
        driver.onWindow(() -> {
            @SuppressWarnings("unchecked") // the box of names
            ComboBox<String> box = (ComboBox<String>) find("#settings.presets");
            box.setValue("Brief");
            ((TextArea) find("#settings.system")).setText("Be very brief.");
            assertEquals("Be very brief.", now().prompts().systemPrompt());
            assertNull(box.getValue(), "it can be chosen again");
            box.setValue("Brief");
            return true;
        });
        assertEquals("Be brief.", now().prompts().systemPrompt());
        driver.onWindow(() -> {
            ((ButtonBase) find("#settings.presets.remove")).fire();
            return true;
        });
        assertTrue(now().prompts().presets().isEmpty());
        assertEquals("Be brief.", now().prompts().systemPrompt());
    }

    @Test
    void thePromptThatAPresetReplacedIsTakenBackWithAKey() throws Exception {
        settings();
        driver.onWindow(() -> {
            keepPreset();
            find("#settings.system").requestFocus();
            return true;
        });
        driver.robot.write("Mine");
        driver.onWindow(() -> {
            find("#settings.presets").requestFocus();
            return true;
        });
        driver.robot.push(KeyCode.DOWN); // looks what there is
        assertEquals("Be brief.", now().prompts().systemPrompt());
        driver.onWindow(() -> {
            find("#settings.system").requestFocus();
            return true;
        });
        driver.robot.push(KeyCode.CONTROL, KeyCode.Z);
        driver.await(
                "the prompt is what was typed",
                () -> now().prompts().systemPrompt().equals("Mine"));
    }

    @Test
    void theSizeOfTextIsAmongTheSettingsAndTold() throws Exception {
        settings();
        Button usual = (Button) driver.onWindow(() -> find("#settings.text-size.usual"));
        driver.onWindow(() -> {
            ((Button) find("#settings.text-size.larger")).fire();
            return true;
        });
        assertEquals(1.1, now().look().fontScale());
        assertEquals("110%", driver.onWindow(usual::getText));
        driver.onWindow(() -> {
            usual.fire();
            return true;
        });
        assertEquals(1, now().look().fontScale());
        assertEquals("100%, Usual text size", driver.onWindow(usual::getAccessibleText));
    }

    @Test
    void aHiddenListOfConversationsStaysHiddenInTheNextWindow() throws Exception {
        driver.robot.push(KeyCode.CONTROL, KeyCode.B);
        driver.await("the list is hidden", () -> !driver.shows("#conversations"));
        driver.close();
        driver.open(data, null);
        assertFalse(driver.shows("#conversations"));
        driver.robot.push(KeyCode.CONTROL, KeyCode.B);
        driver.await("the list is shown", () -> driver.shows("#conversations"));
    }

    @Test
    void theGaugesTellContextMemoryAndPace() throws Exception {
        driver.ask(QUESTION);
        driver.awaitFinished();
        driver.robot.push(KeyCode.CONTROL, KeyCode.U);
        driver.await("the gauges are shown", () -> !popups("#gauges").isEmpty());
        Node plot = driver.onWindow(() -> popups("#plot").getFirst());
        String told = plot.getAccessibleText();
        assertTrue(told.matches("\\d+ tokens thought, [\\d.,]+ tokens per second"), told);
        assertFalse(driver.onWindow(() -> plot.lookupAll(".plot-bar").isEmpty()));
        hidePopups();
    }

    @Test
    void theContextGaugeMovesWhileTheModelThinks() throws Exception {
        driver.close();
        driver.open(data, PacedModel.loader());
        driver.ask(QUESTION);
        driver.await(
                "thoughts fill the context before the reply is over",
                () ->
                        driver.viewModel().gauges().shareProperty().get().thoughts() > 0
                                && driver.lastReply().phaseProperty().get() != ReplyPhase.FINISHED);
        driver.awaitFinished();
    }

    private void settings() throws Exception {
        driver.robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        driver.await("the settings are shown", () -> driver.shows("#settings"));
    }

    private static Settings now() throws Exception {
        return driver.onWindow(
                () -> driver.viewModel().workspace().preferences().settingsProperty().get());
    }

    /** A node by its id, dots and all. */
    private static Node find(String id) {
        return all(driver.stage().getScene().getRoot()).stream()
                .filter(node -> id.substring(1).equals(node.getId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + id + "."));
    }

    private static List<String> texts(String styleClass) throws Exception {
        return driver.onWindow(() ->
                all(driver.stage().getScene().getRoot()).stream()
                        .filter(node -> node.getStyleClass().contains(styleClass))
                        .filter(Node::isVisible)
                        .map(node -> ((Label) node).getText())
                        .toList());
    }

    private boolean focusIsInTheWindow() {
        Node owner = driver.stage().getScene().getFocusOwner();
        return owner != null && owner.getScene() != null && owner.isVisible();
    }

    private static void press(KeyCombination keys) {
        KeyCodeCombination combination = (KeyCodeCombination) keys;
        if (combination.getShortcut() == KeyCombination.ModifierValue.DOWN) {
            driver.robot.push(KeyCode.CONTROL, combination.getCode());
        } else {
            driver.robot.push(combination.getCode());
        }
    }

    private static List<Node> popups(String query) {
        return Window.getWindows().stream()
                .filter(window -> !window.equals(driver.stage()) && window.getScene() != null)
                .flatMap(window -> window.getScene().getRoot().lookupAll(query).stream())
                .toList();
    }

    private static void hidePopups() throws Exception {
        driver.onWindow(() -> {
            for (Node node : all(driver.stage().getScene().getRoot())) {
                if (node instanceof MenuButton menu) {
                    menu.hide();
                }
            }
            for (Window window : List.copyOf(Window.getWindows())) {
                if (!window.equals(driver.stage())) {
                    window.hide();
                }
            }
            return true;
        });
    }

    private static List<Node> all(Node root) {
        List<Node> nodes = new ArrayList<>(List.of(root));
        if (root instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> nodes.addAll(all(child)));
        }
        return nodes;
    }

    private static boolean inside(Node start, String styleClass) {
        for (Node node = start; node != null; node = node.getParent()) {
            if (node.getStyleClass().contains(styleClass)) {
                return true;
            }
        }
        return false;
    }

    private static String describe(Node node) {
        return node.getClass().getSimpleName() + node.getStyleClass() + " " + node.getId();
    }
}
