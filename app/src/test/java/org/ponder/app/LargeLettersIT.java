package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

/** Large letters: sheets grow with them. */
class LargeLettersIT extends OpenWindow {

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

    private static void layOut() throws Exception {
        for (int i = 0; i < 3; i++) { // what is laid out may ask for another round
            driver.onWindow(() -> {
                driver.stage().getScene().getRoot().applyCss();
                driver.stage().getScene().getRoot().layout();
                return true;
            });
        }
    }
}
