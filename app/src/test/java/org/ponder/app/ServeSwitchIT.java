package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.server.LocalServer;
import org.ponder.app.server.ServerOptions;
import org.ponder.app.viewmodel.LocalServerViewModel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's switch in the real window says what is so, and shares the model with the chat. */
class ServeSwitchIT {
    private static final String QUESTION = "How many r's are in strawberry?";

    @TempDir Path data;
    private WindowDriver driver;

    @BeforeEach
    void open() throws Exception {
        driver = new WindowDriver();
        driver.open(data, null);
        driver.press("#get-model");
        driver.await("the library is shown", () -> driver.shows("#library"));
        driver.press("#library-serve");
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
    }

    private LocalServerViewModel server() {
        return driver.viewModel().library().serving();
    }

    private TextField field(String id) {
        return driver.robot.lookup(id).queryAs(TextField.class);
    }

    private void type(String id, String text) throws Exception {
        driver.onWindow(() -> {
            field(id).setText(text);
            return true;
        });
    }

    private String start() throws Exception {
        type("#serve-port", "0");
        driver.press("#serve-toggle");
        driver.await(
                "the server is on",
                () -> server().stateProperty().get() == LocalServerViewModel.State.ON);
        return driver.onWindow(() -> field("#serve-url").getText());
    }

    private static HttpRequest chat(String base, String key) {
        return HttpRequest.newBuilder(URI.create(base + "/chat/completions"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                "{\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\""
                                        + QUESTION
                                        + "\"}]}"))
                .build();
    }

    private static String answer(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response.body());
        JsonNode tree = new JsonMapper().readTree(response.body());
        return tree.path("choices").get(0).path("message").path("content").asString();
    }

    @Test
    void whatTheBannerTellsIsToldInTheLanguageThatIsChosen() throws Exception {
        String base = start();
        driver.onWindow(() -> {
            driver.viewModel()
                    .workspace()
                    .preferences()
                    .change(old -> old.withLook(old.look().withLanguage("zh")));
            return true;
        });
        assertEquals("这台电脑上的程序可以通过 " + base + " 使用模型。", server().bannerProperty().get());
    }

    @Test
    void itIsOffUntilSwitchedOnAndThenAnswersBesideTheChat() throws Exception {
        assertEquals(LocalServerViewModel.State.OFF, server().stateProperty().get());
        assertFalse(driver.shows("#serve-banner"));
        String base = start();
        driver.await("the banner tells it", () -> driver.shows("#serve-banner"));
        assertTrue(base.startsWith("http://127.0.0.1:"), base);
        try (HttpClient client = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> first =
                    client.sendAsync(chat(base, ""), HttpResponse.BodyHandlers.ofString());
            driver.onWindow(() -> {
                driver.viewModel().composer().textProperty().set(QUESTION);
                driver.viewModel().composer().send();
                return true;
            });
            CompletableFuture<HttpResponse<String>> second =
                    client.sendAsync(chat(base, ""), HttpResponse.BodyHandlers.ofString());
            driver.awaitFinished();
            assertTrue(driver.lastReply().answer().text().contains("3"));
            assertTrue(answer(first.get()).contains("3"));
            assertTrue(answer(second.get()).contains("3"));
            driver.press("#serve-toggle");
            driver.await(
                    "the server is off",
                    () -> server().stateProperty().get() == LocalServerViewModel.State.OFF);
            assertFalse(driver.shows("#serve-banner"));
            assertThrows(
                    ConnectException.class,
                    () -> client.send(chat(base, ""), HttpResponse.BodyHandlers.ofString()));
        }
    }

    @Test
    void anAddressThatOthersReachNeedsAKeyThatIsShownOnce() throws Exception {
        type("#serve-address", "0.0.0.0");
        type("#serve-port", "0");
        driver.press("#serve-toggle");
        driver.await(
                "the key is asked for",
                () ->
                        driver.robot
                                .lookup("#serve-problem")
                                .queryAs(Label.class)
                                .getText()
                                .contains("0.0.0.0"));
        assertEquals(LocalServerViewModel.State.OFF, server().stateProperty().get());
        driver.press("#serve-key-make");
        String key = driver.onWindow(() -> field("#serve-key").getText());
        assertTrue(key.length() > 40, key);
        String port = URI.create(start()).getPort() + "";
        String base = "http://127.0.0.1:" + port + "/v1";
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertEquals(
                    401,
                    client.send(chat(base, "guess"), HttpResponse.BodyHandlers.ofString())
                            .statusCode());
            assertTrue(
                    answer(client.send(chat(base, key), HttpResponse.BodyHandlers.ofString()))
                            .contains("3"));
        }
        driver.press("#library-here");
        driver.press("#library-serve");
        assertEquals("", driver.onWindow(() -> field("#serve-key").getText()));
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                .contains(key),
                        file.toString());
            }
        }
    }

    @Test
    void aPortThatIsTakenIsSaidAndTheServerIsOff() throws Exception {
        String base = start();
        driver.press("#serve-toggle");
        driver.await(
                "the server is off",
                () -> server().stateProperty().get() == LocalServerViewModel.State.OFF);
        try (LocalServer other =
                LocalServer.start(
                        (messages, options, control, events) -> {},
                        () -> "other",
                        new ServerOptions(
                                InetAddress.getLoopbackAddress(),
                                "127.0.0.1",
                                0,
                                "",
                                0,
                                ServerOptions.Limits.defaults()))) {
            String taken = Integer.toString(other.address().getPort());
            type("#serve-port", taken);
            driver.press("#serve-toggle");
            driver.await(
                    "it is said",
                    () ->
                            driver.robot
                                    .lookup("#serve-problem")
                                    .queryAs(Label.class)
                                    .getText()
                                    .contains(taken));
            assertEquals(LocalServerViewModel.State.OFF, server().stateProperty().get());
            assertFalse(base.isEmpty());
            driver.press("#library-here");
            driver.press("#library-serve");
            assertEquals(taken, driver.onWindow(() -> field("#serve-port").getText()));
        }
    }

    @Test
    void anUnexpectedFailureOfTheWindowIsWrittenDownAndTold() throws Exception {
        // The driver watches the window's thread itself, so what the application sets for all
        // threads
        // is set on that one until the failure was told.
        AtomicReference<Thread.UncaughtExceptionHandler> before = new AtomicReference<>();
        Platform.runLater(() -> {
            Thread window = Thread.currentThread();
            before.set(window.getUncaughtExceptionHandler());
            window.setUncaughtExceptionHandler(driver.crashes());
        });
        try {
            Platform.runLater(() -> {
                throw new IllegalStateException("a word of the user");
            });
            driver.await(
                    "it is told",
                    () -> {
                        var notice =
                                driver.viewModel().workspace().notices().currentProperty().get();
                        return notice != null
                                && notice.sentence().contains(data.resolve("logs").toString());
                    });
        } finally {
            Platform.runLater(
                    () -> Thread.currentThread().setUncaughtExceptionHandler(before.get()));
        }
        try (Stream<Path> logs = Files.list(data.resolve("logs"))) {
            String text = Files.readString(logs.findFirst().orElseThrow());
            assertTrue(text.contains("IllegalStateException"), text);
            assertFalse(text.contains("a word"), text);
        }
    }
}
