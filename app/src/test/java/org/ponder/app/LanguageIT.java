package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.ReplyPhase;

/** The language changes at once, in the whole of the real window, and nothing is lost by it. */
class LanguageIT extends OpenWindow {
    private static final String QUESTION = "How many r's are in strawberry?";

    @Test
    void theWholeWindowSpeaksTheOtherLanguageAtOnceAndTheFirstOneAgain() throws Exception {
        driver.ask(QUESTION);
        driver.awaitFinished();
        driver.await("the chat is listed", () -> said().contains("Today"));
        List<String> english = driver.onWindow(LanguageIT::said);
        String header = driver.lastReply().headerProperty().get();
        choose("zh");
        driver.await("the chats are listed in Chinese", () -> said().contains("今天"));
        driver.await(
                "the settings stay, with the keyboard on the language",
                () -> driver.shows("#settings") && focusIsOnTheLanguage());
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the settings are gone", () -> !driver.shows("#settings"));
        TreeSet<String> left = new TreeSet<>(driver.onWindow(LanguageIT::said));
        left.retainAll(english);
        left.removeIf(text -> !text.matches(".*[A-Za-z]{2}.*"));
        // What the user and the model wrote, and names, are the same in every language.
        left.removeIf(text ->
                text.equals("Ponder") || text.equals("Pebble") || text.contains("strawberry"));
        assertEquals(new TreeSet<String>(), left, "English words in the Chinese window");
        assertTrue(driver.lastReply().headerProperty().get().startsWith("思考了"));
        assertTrue(driver.lastReply().statusProperty().get().contains("个"));
        choose("en");
        driver.await("the chats are listed in English", () -> said().contains("Today"));
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the settings are gone", () -> !driver.shows("#settings"));
        driver.await(
                "no Chinese is left",
                () -> said().stream().noneMatch(text -> text.matches(".*\\p{IsHan}.*")));
        assertEquals(header, driver.lastReply().headerProperty().get());
    }

    @Test
    void theChineseWelcomeSaysThatPebblesPuzzlesAreAskedInEnglish() throws Exception {
        driver.onWindow(() -> {
            setLanguage("zh");
            return true;
        });
        driver.await("the welcome is Chinese", () -> said().contains("问问 Pebble"));
        List<String> welcome = driver.onWindow(LanguageIT::said);
        assertTrue(welcome.stream().anyMatch(text -> text.contains("谜题要用英文提问")), welcome::toString);
        assertTrue(
                welcome.stream()
                        .anyMatch(text -> text.startsWith("Pebble, ") && text.contains("英文")),
                welcome::toString);
        assertTrue(welcome.contains(QUESTION), "the examples are in English, as they are asked");
        driver.onWindow(() -> {
            driver.viewModel().composer().send("你好");
            return true;
        });
        driver.awaitFinished();
        String greeting = driver.lastReply().answer().text();
        assertTrue(greeting.contains("你好"), greeting);
    }

    @Test
    void aReplyGoesOnThroughAChangeOfTheLanguage() throws Exception {
        driver.close();
        driver.open(data, PacedModel.loader());
        driver.ask(QUESTION);
        driver.await(
                "the model thinks",
                () ->
                        driver.viewModel().conversation().lastReply() != null
                                && driver.lastReply().phaseProperty().get() == ReplyPhase.THINKING
                                && !driver.lastReply().thought().isEmpty());
        driver.onWindow(() -> {
            driver.viewModel().composer().textProperty().set("and then");
            return true;
        });
        choose("zh");
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the send button is Chinese", () -> said().contains("停止"));
        driver.awaitFinished();
        assertFalse(driver.lastReply().answer().text().isBlank());
        assertEquals("and then", driver.viewModel().composer().textProperty().get());
        assertTrue(driver.lastReply().headerProperty().get().startsWith("思考了"));
    }

    @Test
    void anOfferIsMadeInTheNewLanguageAndStillHolds() throws Exception {
        driver.ask(QUESTION);
        driver.awaitFinished();
        driver.await("the chat is listed", () -> said().contains("Today"));
        driver.onWindow(() -> {
            driver.viewModel().delete(firstChat());
            return true;
        });
        driver.await("undo is offered", () -> said().contains("Undo"));
        driver.onWindow(() -> {
            setLanguage("zh");
            return true;
        });
        driver.await("undo is offered in Chinese", () -> said().contains("撤销"));
        driver.press(".notice .button");
        driver.await("the chat is back", () -> said().contains("今天"));
    }

    @Test
    void theListOfChatsStaysWhereItWasScrolled() throws Exception {
        Path file = chats(200);
        driver.onWindow(() -> {
            driver.viewModel().exchange().importFiles(List.of(file));
            return true;
        });
        driver.await(
                "all chats are listed", () -> driver.viewModel().chats().entries().size() > 200);
        driver.await(
                "the list is scrolled",
                () -> {
                    // Before its first layout a list forgets where it was scrolled to.
                    driver.robot.lookup("#conversations").queryListView().scrollTo(120);
                    return firstShown() == 120;
                });
        driver.onWindow(() -> {
            setLanguage("zh");
            return true;
        });
        driver.await("the chats are listed in Chinese", () -> said().contains("搜索对话与思考"));
        driver.await("the same chats are shown", () -> Math.abs(firstShown() - 120) <= 1);
    }

    private int firstShown() {
        return driver.robot.lookup("#conversations .virtual-flow").query()
                                instanceof VirtualFlow<?> flow
                        && flow.getFirstVisibleCell() != null
                ? flow.getFirstVisibleCell().getIndex()
                : -1;
    }

    @Test
    void longWorkIsShownInBothLanguagesAndCanBeStopped() throws Exception {
        int many = 20_000;
        Path file = chats(many);
        driver.onWindow(() -> {
            driver.viewModel().exchange().importFiles(List.of(file));
            return true;
        });
        driver.await(
                "the work is shown", () -> driver.shows("#task") && said().contains("Importing…"));
        driver.onWindow(() -> {
            setLanguage("zh");
            return true;
        });
        driver.await("the work is shown in Chinese", () -> said().contains("正在导入…"));
        driver.press("#stop-task");
        driver.await(
                "what came of it is told",
                () -> said().stream().anyMatch(text -> text.startsWith("导入已停止")));
        assertFalse(driver.shows("#task"));
        int listed = driver.onWindow(() -> driver.viewModel().chats().entries().size());
        assertTrue(listed > 0 && listed < many, listed + " lines");
    }

    /** A file of chats with one question each. */
    private Path chats(int count) throws Exception {
        StringBuilder json =
                new StringBuilder(
                        "{\"format\":\"ponder-conversations\",\"version\":1,\"conversations\":[");
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"title\":\"No. ")
                    .append(i)
                    .append("\",\"messages\":[{\"id\":1,\"role\":\"user\",\"content\":\"Why?\"}],")
                    .append("\"shown\":[1]}");
        }
        return Files.writeString(data.resolve("chats.json"), json.append("]}"));
    }

    @Test
    void theLanguageIsKept() throws Exception {
        choose("zh");
        driver.await("the button is Chinese", () -> said().contains("发送"));
        driver.close();
        assertTrue(Files.readString(data.resolve("settings.json")).contains("\"zh\""));
        driver.open(data, null);
        assertTrue(driver.onWindow(LanguageIT::said).contains("发送"));
    }

    @Test
    void aQuestionBeingEditedIsNotLost() throws Exception {
        driver.ask(QUESTION);
        driver.awaitFinished();
        driver.press(".edit-question");
        driver.await("the editor is there", () -> driver.shows(".question-editor"));
        driver.robot.push(KeyCode.CONTROL, KeyCode.A);
        driver.robot.write("How many");
        driver.onWindow(() -> {
            setLanguage("zh");
            return true;
        });
        driver.await(
                "the editor is there in Chinese",
                () -> said().contains("今天") && editorText().equals("How many"));
    }

    private static boolean focusIsOnTheLanguage() {
        Node node = driver.stage().getScene().getFocusOwner();
        while (node != null && !"settings.language".equals(node.getId())) {
            node = node.getParent();
        }
        return node != null;
    }

    private static String editorText() {
        return driver.robot.lookup(".question-editor").queryAll().stream()
                .filter(TextInputControl.class::isInstance)
                .map(node -> ((TextInputControl) node).getText())
                .findFirst()
                .orElse("");
    }

    private static ChatsViewModel.Chat firstChat() {
        return driver.viewModel().chats().entries().stream()
                .filter(ChatsViewModel.Chat.class::isInstance)
                .map(ChatsViewModel.Chat.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void setLanguage(String tag) {
        driver.viewModel()
                .workspace()
                .preferences()
                .change(old -> old.withLook(old.look().withLanguage(tag)));
    }

    /** Chooses a language as a person does, in the settings. */
    private static void choose(String tag) throws Exception {
        driver.robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        driver.await("the settings are shown", () -> driver.shows("#settings"));
        driver.onWindow(() -> {
            @SuppressWarnings("unchecked") // the box of tags
            ComboBox<String> box =
                    (ComboBox<String>)
                            all(driver.stage().getScene().getRoot()).stream()
                                    .filter(node -> "settings.language".equals(node.getId()))
                                    .findFirst()
                                    .orElseThrow();
            box.setValue(tag);
            return true;
        });
    }

    /** All that the window says, seen or spoken, menus and tooltips with it. */
    private static List<String> said() {
        List<String> said = new ArrayList<>();
        for (Node node : all(driver.stage().getScene().getRoot())) {
            if (!shown(node) || "announcer".equals(node.getId())) {
                continue;
            }
            said.add(Objects.requireNonNullElse(node.getAccessibleText(), ""));
            said.add(Objects.requireNonNullElse(node.getAccessibleHelp(), ""));
            if (node instanceof Labeled labeled) {
                said.add(Objects.requireNonNullElse(labeled.getText(), ""));
                if (labeled.getTooltip() != null) {
                    said.add(labeled.getTooltip().getText());
                }
            }
            if (node instanceof TextInputControl field) {
                said.add(Objects.requireNonNullElse(field.getPromptText(), ""));
            }
            if (node instanceof MenuButton menu) {
                for (MenuItem item : menu.getItems()) {
                    said.add(Objects.requireNonNullElse(item.getText(), ""));
                    if (item.getGraphic() != null) {
                        said.add(
                                Objects.requireNonNullElse(
                                        item.getGraphic().getAccessibleText(), ""));
                    }
                }
            }
        }
        said.removeIf(text -> text == null || text.isBlank());
        said.sort(null);
        return said;
    }

    private static boolean shown(Node start) {
        for (Node node = start; node != null; node = node.getParent()) {
            if (!node.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static List<Node> all(Node root) {
        List<Node> nodes = new ArrayList<>(List.of(root));
        if (root instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> nodes.addAll(all(child)));
        }
        return nodes;
    }
}
