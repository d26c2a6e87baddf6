package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ponder.app.models.BundledModel;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.ModelViewModel;

/** Large letters in a small window: sheets grow, and what is cut off can be read all the same. */
class LargeLettersIT extends OpenWindow {
    private static final String QUESTION = "How many r's are in strawberry, counted one by one?";
    private static final String MODEL = "DeepSeek-R1-Distill-Qwen-1.5B-Q4_K_M";
    private static final KeyCode[] SHEETS = {KeyCode.COMMA, KeyCode.SLASH, KeyCode.E, KeyCode.I};

    private static void show(int zoom, double width, double height) throws Exception {
        driver.onWindow(() -> {
            driver.viewModel().workspace().preferences().zoom(0);
            driver.viewModel().workspace().preferences().zoom(zoom);
            driver.stage().setWidth(width);
            driver.stage().setHeight(height);
            return true;
        });
    }

    @Test
    void aSheetGrowsWithTheLettersAsFarAsTheWindowReaches() throws Exception {
        for (KeyCode sheet : new KeyCode[] {KeyCode.COMMA, KeyCode.SLASH, KeyCode.E}) {
            show(0, 1250, 780);
            double usual = widthOf(sheet);
            show(5, 1250, 780);
            double large = widthOf(sheet);
            assertTrue(large > 1.3 * usual, sheet + ": " + large + " after " + usual);
            show(10, 800, 600);
            assertTrue(widthOf(sheet) < 800, sheet + " stays in the window");
        }
    }

    @Test
    void iconsGrowWithTheLettersUpToAPoint() throws Exception {
        show(0, 980, 780);
        assertEquals(18, widthOfIcon());
        show(10, 980, 780);
        assertEquals(27, widthOfIcon());
        show(0, 980, 780);
        assertEquals(18, widthOfIcon());
    }

    private static double widthOfIcon() throws Exception {
        layOut();
        return driver.onWindow(
                () -> driver.robot.lookup("#new-chat .icon").queryAs(Region.class).getWidth());
    }

    private static double widthOf(KeyCode sheet) throws Exception {
        driver.robot.push(KeyCode.CONTROL, sheet);
        driver.await("the sheet is drawn", () -> widthOfSheet() > 0);
        layOut();
        double width = driver.onWindow(LargeLettersIT::widthOfSheet);
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the sheet is gone", () -> !driver.shows(".ponder-sheet"));
        return width;
    }

    private static double widthOfSheet() {
        return driver.robot
                .lookup(".ponder-sheet")
                .tryQueryAs(Region.class)
                .map(Region::getWidth)
                .orElse(0.0);
    }

    @Test
    void whatIsCutOffIsReadWholeInATooltip() throws Exception {
        Path models = Files.createDirectories(data.resolve("models"));
        Path file = Files.copy(BundledModel.temporaryFile(), models.resolve(MODEL + ".gguf"));
        driver.onWindow(() -> {
            driver.model().load(file);
            return true;
        });
        driver.await(
                "the other model is loaded",
                () ->
                        driver.model().stateProperty().get() == ModelViewModel.State.READY
                                && driver.model().nameProperty().get().equals(MODEL));
        show(10, 800, 600);
        Set<String> unreadable = new TreeSet<>(unreadable("nothing asked"));
        driver.onWindow(() -> {
            driver.viewModel().composer().setBudget(8192);
            driver.viewModel().composer().send(QUESTION);
            return true;
        });
        driver.awaitFinished();
        driver.await("the chat is listed", () -> listed() != null);
        unreadable.addAll(unreadable("a reply"));
        for (KeyCode sheet : SHEETS) {
            driver.robot.push(KeyCode.CONTROL, sheet);
            driver.await("the sheet is shown", () -> driver.shows(".ponder-sheet"));
            unreadable.addAll(unreadable("the sheet of " + sheet));
            driver.robot.push(KeyCode.ESCAPE);
            driver.await("the sheet is gone", () -> !driver.shows(".ponder-sheet"));
        }
        driver.onWindow(() -> {
            driver.viewModel().delete(Objects.requireNonNull(listed()));
            return true;
        });
        driver.await("undo is offered", () -> driver.shows(".notice"));
        unreadable.addAll(unreadable("a notice"));
        driver.press("#trash");
        driver.await("it is in the trash", () -> driver.shows(".restore"));
        unreadable.addAll(unreadable("the trash"));
        assertEquals(Set.of(), unreadable);
    }

    private static ChatsViewModel.@Nullable Chat listed() {
        return driver.chats().stream().findFirst().orElse(null);
    }

    private static void layOut() throws Exception {
        for (int i = 0; i < 3; i++) { // what is laid out may ask for another round
            driver.onWindow(() -> {
                driver.stage().getScene().getRoot().applyCss();
                driver.stage().getScene().getRoot().layout();
                return true;
            });
        }
    }

    /** The texts in sight that are cut off and are told whole nowhere. */
    private static List<String> unreadable(String where) throws Exception {
        layOut();
        return driver.onWindow(() -> {
            List<String> found = new ArrayList<>();
            collect(driver.stage().getScene().getRoot(), where, found);
            return found;
        });
    }

    private static void collect(Node node, String where, List<String> found) {
        // What is only announced to screen readers is not seen.
        if (!node.isVisible() || "announcer".equals(node.getId())) {
            return;
        }
        if (node instanceof Labeled label && label.isTextTruncated() && !isTold(label)) {
            found.add(where + ": " + label.getText() + " " + label.getStyleClass());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, where, found));
        }
    }

    private static boolean isTold(Labeled label) {
        // A menu button shows its text in a label of its own.
        Labeled teller = label.getParent() instanceof MenuButton menu ? menu : label;
        if ("gauge".equals(teller.getId())) {
            return true; // its rate goes whole, and is told by the plot that it opens
        }
        return teller.getTooltip() != null
                && teller.getTooltip().getText().startsWith(label.getText());
    }
}
