package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.models.BundledModel;
import org.ponder.app.store.SearchHit;
import org.ponder.app.store.ThoughtMode;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.ModelViewModel;
import org.testfx.util.WaitForAsyncUtils;

/** Conversations are found, named, thrown away and exchanged in the real window. */
class LibraryIT extends OpenWindow {
    private static final String QUESTION = "Reverse the word pond.";

    @TempDir private Path outside;

    private static String text(String key) {
        return driver.viewModel().workspace().texts().get(key);
    }

    private static boolean listed(String title) {
        return driver.viewModel().chats().entries().stream()
                .anyMatch(entry ->
                        entry instanceof ChatsViewModel.Chat chat && chat.title().equals(title));
    }

    private static String notice() {
        var notice = driver.viewModel().workspace().notices().currentProperty().get();
        return notice == null ? "" : notice.sentence();
    }

    private static void ask() throws Exception {
        driver.ask(QUESTION);
        driver.awaitFinished();
        driver.await("it is listed", () -> listed(QUESTION));
    }

    private static void select(String title) throws Exception {
        driver.onWindow(() -> {
            ListView<ChatsViewModel.Entry> list =
                    driver.robot.lookup("#conversations").queryListView();
            for (ChatsViewModel.Entry entry : list.getItems()) {
                if (entry instanceof ChatsViewModel.Chat chat && chat.title().equals(title)) {
                    list.getSelectionModel().select(entry);
                }
            }
            list.requestFocus();
            return true;
        });
    }

    /** An export with a conversation whose thought is longer than the window. */
    private Path longThought() throws Exception {
        StringBuilder thought = new StringBuilder();
        for (int i = 1; i <= 400; i++) {
            thought.append("Step ").append(i).append(": nothing yet.").append("\\n");
        }
        thought.append("Step 401: the willow.");
        return Files.writeString(
                outside.resolve("long.json"),
                """
                {"format": "ponder-conversations", "version": 1, "conversations": [
                 {"title": "Long", "shown": [1, 2], "messages": [
                  {"id": 1, "role": "user", "content": "Where is it?"},
                  {"id": 2, "parent": 1, "role": "assistant", "content": "Under the tree.",
                   "thought": "%s", "reply": {"state": "COMPLETE", "thoughtEnd": "CLOSED",
                   "stats": {"thoughtTokens": 4000, "thinkingMillis": 41000}}}]}]}
                """
                        .formatted(thought));
    }

    @Test
    void aTitleIsChangedInItsPlace() throws Exception {
        ask();
        select(QUESTION);
        driver.robot.push(KeyCode.F2);
        driver.await("the title can be written", () -> driver.shows(".rename"));
        driver.robot.push(KeyCode.CONTROL, KeyCode.A);
        driver.robot.write("Backwards");
        driver.robot.push(KeyCode.ENTER);
        driver.await("the title is new", () -> listed("Backwards"));
        assertFalse(driver.shows(".rename"));
    }

    @Test
    void whatIsTypedOfATitleStaysWhenTheListChanges() throws Exception {
        ask();
        select(QUESTION);
        driver.robot.push(KeyCode.F2);
        driver.await("the title can be written", () -> driver.shows(".rename"));
        WaitForAsyncUtils.waitForFxEvents();
        driver.robot.write("Back");
        driver.onWindow(() -> {
            driver.robot.lookup("#conversations").queryListView().refresh();
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents(3);
        driver.robot.write("wards");
        driver.robot.push(KeyCode.ENTER);
        driver.await("the title is new", () -> listed("Backwards"));
    }

    @Test
    void aDeletedConversationIsTakenBackOrDeletedForEver() throws Exception {
        ask();
        select(QUESTION);
        driver.robot.push(KeyCode.DELETE);
        driver.await("it is gone", () -> !listed(QUESTION));
        driver.press(".notice .button");
        driver.await("it is back", () -> listed(QUESTION));
        select(QUESTION);
        driver.robot.push(KeyCode.DELETE);
        driver.await("it is gone again", () -> !listed(QUESTION));
        driver.press("#trash");
        driver.await("it is in the trash", () -> listed(QUESTION) && driver.shows(".restore"));
        driver.press(".restore");
        driver.await("the trash is empty", () -> !listed(QUESTION));
        driver.press("#trash");
        driver.await("it is back once more", () -> listed(QUESTION));
        select(QUESTION);
        driver.robot.push(KeyCode.DELETE);
        driver.press("#trash");
        driver.await("it can be deleted for ever", () -> driver.shows(".purge"));
        driver.press(".purge");
        driver.press("#sheet-ok");
        driver.await("the trash is empty for ever", () -> !listed(QUESTION));
    }

    @Test
    void chatsAreDeletedAndTakenBackOneAfterTheOtherByKeys() throws Exception {
        importFive();
        select("C");
        driver.robot.push(KeyCode.DELETE);
        driver.await("the next one is marked", () -> !listed("C") && marked().equals("D"));
        driver.robot.push(KeyCode.DELETE);
        driver.await("and the next", () -> !listed("D") && marked().equals("E"));
        driver.robot.push(KeyCode.DELETE);
        driver.await("after the last, the one before it", () -> marked().equals("B"));
        driver.robot.push(KeyCode.CONTROL, KeyCode.Z);
        driver.await("the last is back", () -> listed("E") && notice().equals("“E” is back."));
        driver.robot.push(KeyCode.CONTROL, KeyCode.Z);
        driver.await("and the one before", () -> listed("D"));
        assertEquals("B", marked(), "the keyboard's place stays");
        driver.robot.push(KeyCode.ENTER);
        driver.await("it is opened", () -> driver.viewModel().conversation().title().equals("B"));
        select("B");
        driver.robot.push(KeyCode.DELETE);
        driver.await("the open one can be deleted, too", () -> marked().equals("D"));
        assertTrue(
                driver.onWindow(() -> driver.robot.lookup("#conversations").query().isFocused()));
    }

    @Test
    void aChatIsPutIntoANewFolderByKeys() throws Exception {
        importFive();
        select("B");
        driver.robot.push(KeyCode.SHIFT, KeyCode.F10);
        driver.await("its menu is shown", () -> driver.shows(".context-menu"));
        // Its first line is chosen already.
        for (KeyCode key : List.of(KeyCode.DOWN, KeyCode.DOWN, KeyCode.RIGHT, KeyCode.ENTER)) {
            driver.robot.push(key);
        }
        driver.await("the name is asked for", () -> driver.shows("#sheet-ok"));
        driver.robot.write("Letters");
        driver.robot.push(KeyCode.ENTER);
        driver.await(
                "it is in the folder",
                () -> driver.viewModel().chats().folders().equals(List.of("Letters")));
        driver.onWindow(() -> {
            ListView<ChatsViewModel.Entry> list =
                    driver.robot.lookup("#conversations").queryListView();
            list.requestFocus();
            list.getSelectionModel().select(new ChatsViewModel.Folder("Letters", 1, true));
            return true;
        });
        for (boolean open : new boolean[] {false, true}) {
            driver.robot.push(KeyCode.ENTER);
            driver.await(
                    "the folder is opened or closed, and the keyboard stays at it",
                    () ->
                            selected().equals(new ChatsViewModel.Folder("Letters", 1, open))
                                    && listed("B") == open);
        }
    }

    @Test
    void theArrowsToTheSidesStayInAMenu() throws Exception {
        importFive();
        select("B");
        driver.robot.push(KeyCode.SHIFT, KeyCode.F10);
        driver.await("its menu is shown", () -> driver.shows(".context-menu"));
        // Its first line, which is chosen already, has no menu of its own.
        for (KeyCode key : List.of(KeyCode.RIGHT, KeyCode.LEFT, KeyCode.RIGHT)) {
            driver.robot.push(key);
            assertTrue(driver.shows(".context-menu"));
            assertTrue(
                    driver.onWindow(
                            () -> driver.robot.lookup("#conversations").query().isFocused()),
                    "the keyboard is where it was behind the menu");
        }
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("it is gone", () -> !driver.shows(".context-menu"));
        assertEquals("B", marked());
    }

    private static String exportNote() throws Exception {
        return driver.onWindow(() -> driver.robot.lookup("#export-note").queryLabeled().getText());
    }

    private static Object selected() throws Exception {
        return driver.onWindow(() ->
                Objects.requireNonNullElse(
                        driver.robot
                                .lookup("#conversations")
                                .queryListView()
                                .getSelectionModel()
                                .getSelectedItem(),
                        "nothing"));
    }

    /**
     * Chats from A to the last one, listed in this order.
     *
     * @param messages of each, with what of them is shown
     */
    private void dropChats(char last, String messages) throws Exception {
        StringBuilder chats = new StringBuilder();
        for (char c = 'A'; c <= last; c++) {
            chats.append(c == 'A' ? "" : ",")
                    .append("{\"title\": \"" + c + "\", \"created\": \"2026-01-01T00:00:00Z\",")
                    .append("\"updated\": \"2026-01-0" + (9 - (c - 'A')) + "T00:00:00Z\",")
                    .append(messages + "}");
        }
        driver.drop(
                Files.writeString(
                        outside.resolve("chats.json"),
                        "{\"format\": \"ponder-conversations\", \"version\": 1, \"conversations\": ["
                                + chats
                                + "]}"));
    }

    private void importFive() throws Exception {
        dropChats(
                'E',
                "\"shown\": [1], \"messages\": ["
                        + "{\"id\": 1, \"role\": \"user\", \"content\": \"Why?\"}]");
        driver.await("they are listed", () -> listed("A") && listed("E"));
    }

    @Test
    void escapeLeavesTheTrashAndKeepsTheKeyboardWhereItIs() throws Exception {
        ask();
        driver.onWindow(() -> {
            driver.viewModel().newChat();
            return true;
        });
        for (String place : List.of("#conversations", "#trash", "#empty-trash", "#question")) {
            select(QUESTION);
            driver.robot.push(KeyCode.DELETE);
            driver.await("it is gone", () -> !listed(QUESTION));
            driver.press("#trash");
            driver.await("it is in the trash", () -> driver.shows(".restore"));
            driver.onWindow(() -> {
                driver.robot.lookup(place).query().requestFocus();
                return true;
            });
            driver.robot.push(KeyCode.ESCAPE);
            driver.await(
                    "the chats are listed, without it, from " + place,
                    () -> driver.shows("#search") && !listed(QUESTION));
            // What stands above the trash alone gives the keyboard to the list.
            String focused = place.equals("#empty-trash") ? "#conversations" : place;
            assertTrue(
                    driver.onWindow(() -> driver.robot.lookup(focused).query().isFocused()), place);
            driver.press(".notice .button");
            driver.await("it is taken back", () -> listed(QUESTION));
        }
    }

    @Test
    void aSearchOverAllConversationsOpensAtTheHit() throws Exception {
        driver.files.ready.add(longThought());
        driver.robot.clickOn("#library");
        driver.robot.clickOn("#import");
        driver.await("it is imported", () -> notice().equals("One chat was imported."));
        driver.robot.push(KeyCode.CONTROL, KeyCode.K);
        driver.robot.write("willow");
        driver.await("the hit says where it is", () -> driver.shows(".hit-place"));
        assertEquals(
                text("sidebar.hit.thought"),
                driver.onWindow(
                        () -> driver.robot.lookup(".hit-place").queryAs(Labeled.class).getText()));
        driver.robot.clickOn(".hit-place");
        driver.await(
                "the place of the hit is in sight",
                () -> driver.shows(".text-pane > .found.now") && driver.shows("#find"));
        driver.await("the header stays in sight", () -> driver.shows(".sticky"));
        driver.press(".thought-fold-below");
        assertFalse(driver.lists(Block.ThoughtText.class));
        assertEquals(ThoughtMode.HIDDEN, driver.lastReply().thought().modeProperty().get());
    }

    @Test
    void aSearchIsLimitedToThoughtsByKeys() throws Exception {
        dropWillow();
        driver.await("it is imported", () -> notice().equals("One chat was imported."));
        assertFalse(driver.shows("#search-parts-all"));
        driver.robot.push(KeyCode.CONTROL, KeyCode.K);
        driver.robot.write("willow");
        driver.await("all are found", () -> snippets().size() == 3);
        driver.robot.push(KeyCode.TAB);
        driver.await(
                "the keyboard is at the parts",
                () -> driver.robot.lookup("#search-parts-all").query().isFocused());
        driver.robot.push(KeyCode.RIGHT);
        driver.await("the thought is not listed", () -> snippets().size() == 2);
        driver.robot.push(KeyCode.RIGHT);
        driver.await(
                "the thought alone is listed",
                () ->
                        snippets().size() == 1
                                && driver.robot
                                        .lookup(".hit-place")
                                        .queryAs(Labeled.class)
                                        .getText()
                                        .equals(text("sidebar.hit.thought")));
        driver.robot.push(KeyCode.CONTROL, KeyCode.K);
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("nothing is searched for", () -> !driver.shows("#search-parts-all"));
    }

    @Test
    void hitsAreReachedFromTheSearchByKeys() throws Exception {
        dropWillow();
        driver.await("it is imported", () -> notice().equals("One chat was imported."));
        driver.robot.push(KeyCode.CONTROL, KeyCode.K);
        driver.robot.write("willow");
        driver.await("all are found", () -> snippets().size() == 3);
        driver.robot.push(KeyCode.DOWN);
        driver.await("the first hit has the keyboard", () -> firstHitIsChosen());
        driver.robot.push(KeyCode.CONTROL, KeyCode.K);
        driver.robot.push(KeyCode.ENTER);
        driver.await("the first hit is shown", () -> driver.shows("#find"));
        assertEquals("A", driver.onWindow(() -> driver.viewModel().conversation().title()));
    }

    private static boolean firstHitIsChosen() {
        ListView<ChatsViewModel.Entry> list = driver.robot.lookup("#conversations").queryListView();
        return list.isFocused()
                && driver.chats().getFirst().equals(list.getSelectionModel().getSelectedItem());
    }

    @Test
    void aHitIsAsHighAsWhatItShows() throws Exception {
        driver.files.ready.add(
                Files.writeString(
                        outside.resolve("three.json"),
                        """
                        {"format": "ponder-conversations", "version": 1, "conversations": [
                         {"title": "A", "shown": [1], "messages": [
                          {"id": 1, "role": "user", "content": "The willow."}]},
                         {"title": "B", "shown": [1], "messages": [
                          {"id": 1, "role": "user", "content":
                           "Under the old willow lies what was looked for in all the other places."}]},
                         {"title": "C", "shown": [1], "messages": [
                          {"id": 1, "role": "user", "content": "willow %s"}]}]}
                        """
                                .formatted("柳树下面有人们到处寻找的东西".repeat(4))));
        driver.robot.clickOn("#library");
        driver.robot.clickOn("#import");
        driver.await("they are imported", () -> notice().equals("3 chats were imported."));
        driver.robot.push(KeyCode.CONTROL, KeyCode.K);
        driver.robot.write("willow");
        driver.await("all are found", () -> snippets().size() == 3);
        driver.await(
                "each is as high as its text, the shortest on one line, the others on two",
                () -> {
                    List<Region> snippets = snippets();
                    double line = snippets.getLast().getHeight();
                    for (Region snippet : snippets) {
                        double lines = snippet.equals(snippets.getLast()) ? 1 : 2;
                        double words = snippet.prefHeight(snippet.getWidth());
                        if (Math.abs(snippet.getHeight() - lines * line) > 3
                                || Math.abs(snippet.getHeight() - words) > 1) {
                            return false;
                        }
                    }
                    return true;
                });
        List<Double> below =
                driver.onWindow(() -> {
                    List<Double> gaps = new ArrayList<>();
                    for (Region snippet : snippets()) {
                        Node row = snippet;
                        while (!row.getStyleClass().contains("conversation-row")) {
                            row = row.getParent();
                        }
                        gaps.add(
                                row.localToScene(row.getLayoutBounds()).getMaxY()
                                        - snippet.localToScene(snippet.getLayoutBounds())
                                                .getMaxY());
                    }
                    return gaps;
                });
        assertTrue(below.stream().allMatch(gap -> gap < 10), () -> "below the words: " + below);
    }

    /** From top to bottom. */
    private static List<Region> snippets() {
        return driver.robot.lookup(".snippet-flow").queryAllAs(Region.class).stream()
                .filter(snippet -> snippet.getScene() != null)
                .sorted(Comparator.comparingDouble(snippet -> snippet.localToScene(0, 0).getY()))
                .toList();
    }

    @Test
    void escapeLeavesASearchAndListsAllChatsAgain() throws Exception {
        ask();
        driver.robot.push(KeyCode.CONTROL, KeyCode.K);
        driver.robot.write("willow");
        driver.await("nothing is found", () -> driver.viewModel().chats().entries().size() == 1);
        driver.robot.push(KeyCode.ESCAPE);
        driver.await(
                "the chat is listed",
                () ->
                        driver.viewModel().chats().queryProperty().get().isEmpty()
                                && driver.viewModel().chats().entries().size() == 2);
    }

    @Test
    void aConversationIsExportedAndDroppedIntoTheWindowAgain() throws Exception {
        ask();
        String answer = driver.lastReply().answer().text();
        Path file = outside.resolve("chat.json");
        driver.files.ready.add(file);
        driver.robot.push(KeyCode.CONTROL, KeyCode.E);
        driver.await("the sheet is shown", () -> driver.shows("#export"));
        assertTrue(exportNote().endsWith("those that are shown; JSON holds all."), exportNote());
        driver.robot.clickOn("#format-json");
        assertTrue(exportNote().contains("all versions included"), exportNote());
        driver.press("#export-save");
        driver.await("it is exported", () -> notice().startsWith("Exported to"));
        assertEquals("Reverse the word pond.json", driver.files.suggested);
        driver.onWindow(() -> {
            driver.viewModel().newChat();
            driver.viewModel().drop(List.of(file));
            return true;
        });
        driver.await("it is imported", () -> notice().equals("One chat was imported."));
        driver.await(
                "there are two of it",
                () ->
                        driver.viewModel().chats().entries().stream()
                                        .filter(ChatsViewModel.Chat.class::isInstance)
                                        .count()
                                == 2);
        driver.robot.clickOn(QUESTION, MouseButton.PRIMARY);
        driver.await(
                "it reads the same",
                () ->
                        driver.viewModel().conversation().lastReply() != null
                                && driver.lastReply().answer().text().equals(answer));
    }

    @Test
    void aChatExportedAsMarkdownUnderANameWithoutItsEndingIsImportedAgain() throws Exception {
        ask();
        String answer = driver.lastReply().answer().text();
        String thought = driver.lastReply().thought().text();
        driver.files.ready.add(outside.resolve("My chat"));
        driver.robot.push(KeyCode.CONTROL, KeyCode.E);
        driver.await("the sheet is shown", () -> driver.shows("#export"));
        driver.press("#export-save");
        Path file = outside.resolve("My chat.md");
        driver.await("it is exported", () -> notice().equals("Exported to " + file));
        driver.onWindow(() -> {
            driver.viewModel().newChat();
            return true;
        });
        select(QUESTION);
        driver.robot.push(KeyCode.DELETE);
        driver.await("it is gone", () -> !listed(QUESTION));
        driver.files.ready.add(file);
        driver.robot.clickOn("#library");
        driver.robot.clickOn("#import");
        driver.await("it is imported", () -> notice().equals("One chat was imported."));
        driver.robot.clickOn(QUESTION, MouseButton.PRIMARY);
        driver.await(
                "it reads the same",
                () ->
                        driver.viewModel().conversation().lastReply() != null
                                && driver.lastReply().answer().text().equals(answer.strip())
                                && driver.lastReply().thought().text().equals(thought.strip()));
        Path page = Files.writeString(outside.resolve("page.md"), "# Notes\n\nOf something else.");
        driver.drop(page);
        driver.await(
                "other Markdown is refused in a sentence",
                () -> notice().startsWith("The file " + page + " is no chat that Ponder"));
    }

    @Test
    void aChatThatCannotBeOpenedIsNotMarkedAsTheOpenOne() throws Exception {
        ask();
        driver.onWindow(() -> {
            driver.viewModel().newChat();
            return true;
        });
        driver.ask("How many r's are in strawberry?");
        driver.awaitFinished();
        driver.await("both are listed", () -> listed("How many r's are in strawberry?"));
        sql("ALTER TABLE message RENAME TO elsewhere");
        try {
            driver.robot.clickOn(QUESTION, MouseButton.PRIMARY);
            driver.await("it is told that it cannot be opened", () -> !notice().isEmpty());
            driver.await(
                    "the one that is shown is marked",
                    () -> marked().equals("How many r's are in strawberry?"));
            assertEquals(
                    "How many r's are in strawberry?", driver.viewModel().conversation().title());
        } finally {
            sql("ALTER TABLE elsewhere RENAME TO message");
        }
        select(QUESTION);
        driver.robot.push(KeyCode.ENTER);
        driver.await(
                "it is opened now",
                () -> driver.viewModel().conversation().title().equals(QUESTION));
        driver.await("and marked", () -> marked().equals(QUESTION));
    }

    private static String marked() throws Exception {
        return selected() instanceof ChatsViewModel.Chat chat ? chat.title() : "";
    }

    @Test
    void aModelFileThatIsDroppedAnswersAndOtherFilesAreRefusedInASentence() throws Exception {
        Path model = outside.resolve("Small stone.gguf");
        Files.copy(BundledModel.file(data.resolve("models")), model);
        driver.drop(model);
        driver.await(
                "the model is loaded",
                () ->
                        driver.model().nameProperty().get().equals("Small stone")
                                && driver.model().stateProperty().get()
                                        == ModelViewModel.State.READY);
        ask();
        assertFalse(Objects.requireNonNull(driver.lastReply()).answer().text().isBlank());
        Path note = Files.writeString(outside.resolve("note.txt"), "hello");
        driver.drop(note);
        driver.await(
                "it is refused", () -> notice().startsWith("Ponder takes models as GGUF files"));
        driver.await("it is shown", () -> driver.shows(".notice"));
    }

    /** A chat in which a search for the willow finds two places, before another with one. */
    private void searchForTheWillow() throws Exception {
        Path file =
                Files.writeString(
                        outside.resolve("willows.json"),
                        """
                        {"format": "ponder-conversations", "version": 1, "conversations": [
                         {"title": "A", "shown": [1], "messages": [
                          {"id": 1, "role": "user", "content": "A willow?"}]},
                         {"title": "B", "shown": [1, 2], "messages": [
                          {"id": 1, "role": "user", "content": "Where is the willow?"},
                          {"id": 2, "parent": 1, "role": "assistant",
                           "content": "The willow is here.",
                           "reply": {"state": "COMPLETE"}}]}]}
                        """);
        driver.drop(file);
        driver.await("they are imported", () -> notice().equals("2 chats were imported."));
        driver.robot.push(KeyCode.CONTROL, KeyCode.K);
        driver.robot.write("willow");
        driver.await("all are found", () -> snippets().size() == 3);
    }

    /** Lets the user be at a hit in the chat B. */
    private static ChatsViewModel.Chat selectHit(SearchHit.Part part) throws Exception {
        return driver.onWindow(() -> {
            ListView<ChatsViewModel.Entry> list =
                    driver.robot.lookup("#conversations").queryListView();
            for (ChatsViewModel.Entry entry : list.getItems()) {
                if (entry instanceof ChatsViewModel.Chat chat
                        && chat.title().equals("B")
                        && Objects.requireNonNull(chat.hit()).part() == part) {
                    list.getSelectionModel().select(entry);
                    list.requestFocus();
                    return chat;
                }
            }
            throw new AssertionError("It is not listed.");
        });
    }

    private static SearchHit.@Nullable Part selectedPart() throws Exception {
        return selected() instanceof ChatsViewModel.Chat chat && chat.hit() != null
                ? chat.hit().part()
                : null;
    }

    @Test
    void eachHitOfTheOpenChatIsALineOfItsOwnThatStaysSelected() throws Exception {
        searchForTheWillow();
        for (SearchHit.Part part :
                List.of(SearchHit.Part.ANSWER, SearchHit.Part.QUESTION, SearchHit.Part.ANSWER)) {
            Long message = Objects.requireNonNull(selectHit(part).hit()).message();
            driver.robot.push(KeyCode.ENTER);
            driver.await(
                    "the chat is open at the hit",
                    () -> {
                        var match = driver.viewModel().find().revealedProperty().get();
                        return match != null
                                && Objects.equals(message, match.message())
                                && !driver.viewModel().conversation().openingProperty().get();
                    });
            WaitForAsyncUtils.waitForFxEvents();
            assertEquals(part, selectedPart());
        }
        ChatsViewModel.Chat second = selectHit(SearchHit.Part.QUESTION);
        driver.robot.clickOn("#question"); // the list does not have the keyboard any more
        driver.onWindow(() -> {
            driver.viewModel().chats().togglePin(second);
            return true;
        });
        driver.await(
                "the lines have changed",
                () ->
                        selected() instanceof ChatsViewModel.Chat chat
                                && chat.title().equals("B")
                                && chat.summary().pinned());
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(SearchHit.Part.QUESTION, selectedPart());
    }

    @Test
    void theTitleIsWrittenAtTheHitWhereItWasBegunAlone() throws Exception {
        searchForTheWillow();
        selectHit(SearchHit.Part.QUESTION);
        driver.robot.push(KeyCode.F2);
        driver.await("the title can be written", () -> driver.shows(".rename"));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(1, driver.onWindow(() -> driver.robot.lookup(".rename").queryAll().size()));
        driver.robot.push(KeyCode.CONTROL, KeyCode.A);
        driver.robot.write("Trees");
        driver.robot.push(KeyCode.ENTER);
        driver.await("the title is new", () -> listed("Trees"));
    }

    @Test
    void afterAChatOfSeveralHitsIsDeletedTheNextLineIsMarked() throws Exception {
        dropChats(
                'D',
                "\"shown\": [1, 2], \"messages\": ["
                        + "{\"id\": 1, \"role\": \"user\", \"content\": \"A willow?\"},"
                        + "{\"id\": 2, \"parent\": 1, \"role\": \"assistant\","
                        + "\"content\": \"A willow.\", \"reply\": {\"state\": \"COMPLETE\"}}]");
        driver.await("they are imported", () -> notice().equals("4 chats were imported."));
        driver.robot.push(KeyCode.CONTROL, KeyCode.K);
        driver.robot.write("willow");
        driver.await("all are found", () -> driver.chats().size() == 8);
        Object next =
                driver.onWindow(() -> {
                    ListView<ChatsViewModel.Entry> list =
                            driver.robot.lookup("#conversations").queryListView();
                    List<ChatsViewModel.Chat> hits = driver.chats();
                    ChatsViewModel.Chat last =
                            hits.stream()
                                    .filter(hit -> hit.title().equals("B"))
                                    .reduce((one, other) -> other)
                                    .orElseThrow();
                    list.getSelectionModel().select(last);
                    list.requestFocus();
                    return hits.get(hits.indexOf(last) + 1).line();
                });
        driver.robot.push(KeyCode.DELETE);
        driver.await("its lines are gone", () -> driver.chats().size() == 6);
        driver.await(
                "the next line is marked",
                () -> selected() instanceof ChatsViewModel.Chat chat && chat.line().equals(next));
    }
}
