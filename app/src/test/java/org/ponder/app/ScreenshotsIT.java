package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.LookSettings;
import org.ponder.app.store.ThoughtMode;

/**
 * Makes the pictures of the documentation with the real application and the real Pebble. They go to
 * {@code target/screenshots}, or to the folder that the system property {@code screenshots} names:
 *
 * <pre>./mvnw verify -Dit.test=ScreenshotsIT -Dscreenshots=docs/screenshots</pre>
 */
class ScreenshotsIT {
    private static final int ENOUGH_TO_SHOW = 160;

    private final Path folder =
            Path.of(System.getProperty("screenshots", "target/screenshots")).toAbsolutePath();

    private final List<Path> made = new ArrayList<>();

    @Test
    void theMainStatesAreDrawn(@TempDir Path data) throws Exception {
        Files.createDirectories(folder);
        WindowDriver driver = new WindowDriver();
        driver.open(data, null);
        take(driver, "empty-light");
        watchThinking(driver);
        driver.ask("How many r's are in strawberry?");
        driver.awaitFinished();
        take(driver, "folded-light");
        theme(driver, LookSettings.Theme.DARK);
        take(driver, "folded-dark");
        driver.onWindow(() -> {
            driver.viewModel().conversation().choose(driver.lastReply(), ThoughtMode.LIVE);
            return true;
        });
        take(driver, "thought-dark");
        theme(driver, LookSettings.Theme.LIGHT);
        take(driver, "thought-light");
        driver.robot.push(javafx.scene.input.KeyCode.CONTROL, javafx.scene.input.KeyCode.COMMA);
        driver.await("the settings are shown", () -> driver.shows("#settings"));
        take(driver, "settings-light");
        driver.close();
        assertTrue(made.size() >= 6);
        for (Path picture : made) {
            assertTrue(Files.size(picture) > 10_000, picture::toString);
        }
    }

    @Test
    void theLibraryIsDrawn(@TempDir Path data) throws Exception {
        Files.createDirectories(folder);
        Path models = Files.createDirectories(data.resolve("models"));
        Files.copy(
                org.ponder.app.models.BundledModel.temporaryFile(),
                models.resolve("Pond-Distill-1B.gguf"));
        Files.writeString(models.resolve("Saved-page.gguf"), "<html>");
        WindowDriver driver = new WindowDriver();
        driver.open(data, null);
        driver.press("#get-model");
        driver.await(
                "the library is read",
                () ->
                        !driver.viewModel().library().scanningProperty().get()
                                && driver.viewModel().library().models().size() == 2);
        take(driver, "library-get-light");
        driver.press("#library-here");
        take(driver, "library-here-light");
        theme(driver, LookSettings.Theme.DARK);
        take(driver, "library-here-dark");
        driver.press("#library-server");
        take(driver, "library-server-dark");
        theme(driver, LookSettings.Theme.LIGHT);
        driver.onWindow(() ->
                driver.viewModel()
                        .library()
                        .remote()
                        .use(
                                new org.ponder.app.viewmodel.RemoteViewModel.Form(
                                        "https://api.example/v1",
                                        "deepseek-reasoner",
                                        "",
                                        "",
                                        "",
                                        "",
                                        "")));
        driver.robot.push(javafx.scene.input.KeyCode.ESCAPE);
        driver.await("the banner is shown", () -> driver.shows("#remote-banner"));
        take(driver, "remote-light");
        driver.close();
    }

    /** Draws the window in the middle of a thought, as soon as there is enough of it. */
    private void watchThinking(WindowDriver driver) throws Exception {
        driver.onWindow(() -> {
            var conversation = driver.viewModel().conversation();
            conversation
                    .runningProperty()
                    .subscribe(reply -> {
                        if (reply != null) {
                            reply.headerProperty()
                                    .subscribe(header -> {
                                        if (made.size() == 1
                                                && reply.thought().text().length()
                                                        > ENOUGH_TO_SHOW) {
                                            save(snapshot(driver), "thinking-light");
                                        }
                                    });
                        }
                    });
            return true;
        });
    }

    private static void theme(WindowDriver driver, LookSettings.Theme theme) throws Exception {
        driver.onWindow(() -> {
            driver.viewModel().workspace().preferences().themeProperty().set(theme);
            return true;
        });
    }

    private void take(WindowDriver driver, String name) throws Exception {
        // Two rounds: one to lay out what changed, one to draw it.
        for (int i = 0; i < 3; i++) {
            driver.onWindow(() -> {
                driver.stage().getScene().getRoot().layout();
                return true;
            });
            Thread.sleep(150);
        }
        WritableImage image = driver.onWindow(() -> snapshot(driver));
        save(image, name);
    }

    private static WritableImage snapshot(WindowDriver driver) {
        return driver.stage().getScene().snapshot(null);
    }

    private void save(WritableImage image, String name) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        Path file = folder.resolve(name + ".png");
        try {
            ImageIO.write(copy, "png", file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        made.add(file);
    }
}
