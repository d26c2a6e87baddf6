package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.exchange.ExportChoice.Format;
import org.ponder.app.exchange.ExportChoice.Parts;
import org.ponder.app.store.ConversationOptions;
import org.ponder.app.store.ConversationSummary;
import org.ponder.app.store.Question;
import org.ponder.app.store.ReplyOrigin;
import org.ponder.app.store.SearchHit;
import org.ponder.app.store.StoreException;
import org.ponder.app.viewmodel.ExchangeViewModel.What;
import org.ponder.app.viewmodel.ExchangeViewModel.Wish;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ThoughtEnd;

/** Conversations are sorted, thrown away, taken back, taken out and taken in. */
class LibraryViewModelTest {
    @TempDir private Path folder;
    @TempDir private Path outside;
    private Bench bench;
    private ChatsViewModel chats;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
        chats = bench.window.chats();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private ReplyViewModel ask(String question) throws Exception {
        bench.window.newChat();
        bench.window.composer().send(question);
        bench.thought("Thought of " + question, 20, 2);
        bench.thoughtEnded(20, 2, ThoughtEnd.CLOSED);
        bench.answer("Answer to " + question, 5);
        bench.finished(FinishReason.STOP, 20, 2);
        bench.untilFinished();
        bench.chat(question);
        return bench.last();
    }

    @Test
    void foldersHoldTheirConversationsAndClose() throws Exception {
        ask("One?");
        ask("Two?");
        chats.move(bench.chat("One?"), "Fruit");
        bench.until(() -> chats.folders().equals(List.of("Fruit")));
        int folder = chats.entries().indexOf(new ChatsViewModel.Folder("Fruit", 1, true));
        assertEquals(bench.listed("One?"), chats.entries().get(folder + 1));
        chats.toggle(new ChatsViewModel.Folder("Fruit", 1, true));
        bench.until(() -> bench.listed("One?") == null);
        assertTrue(chats.entries().contains(new ChatsViewModel.Folder("Fruit", 1, false)));
        chats.toggle(new ChatsViewModel.Folder("Fruit", 1, false));
        chats.move(bench.chat("One?"), null);
        bench.until(() -> chats.folders().isEmpty());
    }

    @Test
    void thereAreTheSameFoldersWhateverIsListed() throws Exception {
        ask("One pear?");
        ask("Two?");
        chats.move(bench.chat("One pear?"), "Fruit");
        bench.until(() -> chats.folders().equals(List.of("Fruit")));
        chats.toggle(new ChatsViewModel.Folder("Fruit", 1, true));
        bench.until(() -> bench.listed("One pear?") == null);
        assertEquals(List.of("Fruit"), chats.folders());
        found("two");
        assertEquals(List.of("Fruit"), chats.folders());
        chats.move(bench.chat("Two?"), "Numbers");
        bench.until(() -> chats.folders().equals(List.of("Fruit", "Numbers")));
    }

    @Test
    void aQuestionInAChatChangesItsLineAlone() throws Exception {
        ask("One?");
        ask("Two?");
        List<Integer> changed = new ArrayList<>();
        chats.entries()
                .addListener(
                        (ListChangeListener<ChatsViewModel.Entry>)
                                change -> {
                                    while (change.next()) {
                                        changed.add(change.getAddedSize());
                                    }
                                });
        bench.window.composer().send("And then?");
        bench.answer("Answer", 1);
        bench.finished(FinishReason.STOP, 20, 1);
        bench.untilFinished();
        bench.until(() -> !changed.isEmpty());
        assertTrue(changed.stream().allMatch(lines -> lines == 1), changed::toString);
        assertEquals(3, chats.entries().size());
    }

    @Test
    void aTitleIsTheFirstQuestionUntilTheUserGivesOne() throws Exception {
        ask("One?");
        chats.rename(bench.chat("One?"), "My own");
        chats.togglePin(bench.chat("My own"));
        bench.until(() -> {
            ChatsViewModel.Chat chat = bench.listed("My own");
            return chat != null && chat.summary().pinned();
        });
        chats.rename(bench.chat("My own"), " ");
        bench.chat("One?");
    }

    @Test
    void theOpenChatTakesItsNewTitleWhereItIs() throws Exception {
        ask("One?");
        ConversationViewModel open = bench.window.conversation();
        assertEquals("One?", open.title());
        List<Object> opened = new ArrayList<>();
        open.conversationProperty().subscribe((before, now) -> opened.add(now));
        chats.rename(bench.chat("One?"), "My own");
        bench.until(() -> open.title().equals("My own"));
        chats.rename(bench.chat("My own"), " ");
        bench.until(() -> open.title().equals("One?"));
        assertEquals(List.of(), opened, "it is not opened again, which would move the keyboard");
    }

    private List<String> found(String words) throws Exception {
        chats.queryProperty().set(words);
        bench.until(() -> chats.entries().stream().anyMatch(entry -> hit(entry) != null));
        return chats.entries().stream()
                .map(LibraryViewModelTest::hit)
                .filter(Objects::nonNull)
                .map(hit -> hit.conversation().title() + " " + hit.part())
                .toList();
    }

    private static @Nullable SearchHit hit(ChatsViewModel.Entry entry) {
        return entry instanceof ChatsViewModel.Chat chat ? chat.hit() : null;
    }

    @Test
    void aTitleThatIsItsQuestionIsFoundOnceAndMessagesEachByThemselves() throws Exception {
        ask("One pear?");
        ask("Two pears?");
        bench.window.composer().send("And a third pear?");
        bench.answer("Figs", 1);
        bench.finished(FinishReason.STOP, 0, 1);
        bench.untilFinished();
        assertEquals(
                List.of(
                        // In the places of the titles, each with the question it is made of.
                        "Two pears? QUESTION",
                        "One pear? QUESTION",
                        "Two pears? QUESTION",
                        "Two pears? ANSWER",
                        "Two pears? THOUGHT",
                        "One pear? ANSWER",
                        "One pear? THOUGHT"),
                found("pear"));
        assertEquals(
                "And a third pear?", Objects.requireNonNull(hit(chats.entries().get(3))).snippet());
        assertEquals("Two pears?", Objects.requireNonNull(hit(chats.entries().get(1))).snippet());
    }

    @Test
    void wordsAreSearchedForInTheChosenPartsAlone() throws Exception {
        ask("One pear?");
        chats.queryProperty().set("pear");
        // The question stands in the title's place.
        bench.until(() ->
                foundParts()
                        .equals(
                                Set.of(
                                        SearchHit.Part.QUESTION,
                                        SearchHit.Part.ANSWER,
                                        SearchHit.Part.THOUGHT)));
        for (SearchedParts searched : List.of(SearchedParts.THOUGHTS, SearchedParts.TALK)) {
            chats.searchedProperty().set(searched);
            bench.until(() -> foundParts().equals(searched.parts()));
        }
    }

    private Set<SearchHit.Part> foundParts() {
        return chats.entries().stream()
                .map(LibraryViewModelTest::hit)
                .filter(Objects::nonNull)
                .map(SearchHit::part)
                .collect(Collectors.toSet());
    }

    @Test
    void aTitleOfItsOwnIsFound() throws Exception {
        ask("One pear?");
        chats.rename(bench.chat("One pear?"), "Fruit");
        bench.chat("Fruit");
        assertEquals(List.of("Fruit TITLE"), found("fruit"));
    }

    @Test
    void whatIsDeletedIsInTheTrashUntilItIsRestoredOrDeletedForEver() throws Exception {
        ask("One?");
        ask("Two?");
        bench.window.delete(bench.chat("Two?"));
        assertTrue(bench.window.conversation().emptyProperty().get());
        bench.until(() -> bench.listed("Two?") == null);
        Objects.requireNonNull(bench.window.workspace().notices().currentProperty().get())
                .run()
                .run();
        bench.window.delete(bench.chat("Two?"));
        bench.window.delete(bench.chat("One?"));
        bench.until(() -> bench.listed("One?") == null && bench.listed("Two?") == null);
        chats.trashProperty().set(true);
        chats.restore(bench.chat("One?"));
        bench.until(() -> bench.listed("One?") == null);
        chats.purge(bench.chat("Two?"));
        bench.until(() -> chats.entries().isEmpty());
        chats.trashProperty().set(false);
        bench.chat("One?");
        assertEquals(1, bench.store.conversations().count());
    }

    private List<Long> fillTrash() throws StoreException {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 3 * ChatsViewModel.PURGED_AT_ONCE; i++) {
            long id =
                    bench.store
                            .messages()
                            .ask(
                                    new Question.First(ConversationOptions.inherited(), "Why?"),
                                    ReplyOrigin.unknown())
                            .conversation()
                            .id();
            bench.store.conversations().delete(id);
            ids.add(id);
        }
        return ids;
    }

    private List<Long> trash() {
        try {
            return bench.store.conversations().trash(0, Integer.MAX_VALUE).stream()
                    .map(ConversationSummary::id)
                    .toList();
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> listed() {
        return chats.entries().stream()
                .filter(ChatsViewModel.Chat.class::isInstance)
                .map(entry -> ((ChatsViewModel.Chat) entry).summary().id())
                .toList();
    }

    @Test
    void aChatOpensWhileALargeTrashIsBeingEmptied() throws Exception {
        long chat = ask("One?").place().conversation();
        List<Long> thrown = fillTrash();
        bench.window.newChat();
        chats.trashProperty().set(true);
        bench.until(() -> listed().size() == thrown.size());
        chats.emptyTrash();
        List<Integer> left = new ArrayList<>();
        bench.window.conversation().open(chat, null, () -> left.add(trash().size()));
        bench.until(() -> chats.entries().isEmpty());
        assertTrue(left.getFirst() > 0, left::toString);
        assertEquals(List.of(), trash());
    }

    @Test
    void whereTheTrashCannotBeEmptiedWhatIsLeftInItIsListed() throws Exception {
        List<Long> thrown = fillTrash();
        chats.trashProperty().set(true);
        bench.until(() -> listed().size() == thrown.size());
        long stays = thrown.getFirst(); // the last of the list
        try (Bench.Refusal _ = bench.refuse("DELETE ON conversation WHEN OLD.id = " + stays)) {
            chats.emptyTrash();
            bench.until(() -> !bench.notice().isEmpty());
            bench.until(() -> listed().size() < thrown.size() && listed().equals(trash()));
        }
        assertTrue(listed().contains(stays));
        chats.emptyTrash();
        bench.until(() -> chats.entries().isEmpty());
    }

    @Test
    void noReplyBeginsInTheTrashToAQuestionThatWasStillBeingKept() throws Exception {
        ask("One?");
        ChatsViewModel.Chat chat = bench.chat("One?");
        bench.model.asked.clear();
        bench.window.composer().send("And more?");
        bench.window.delete(chat);
        bench.until(() -> bench.listed("One?") == null);
        ScriptedModel.Asked more = bench.model.asked.poll(2, TimeUnit.SECONDS);
        assertTrue(more == null || more.control().cancelled());
        bench.finished(FinishReason.CANCELLED, 0, 0);
    }

    @Test
    void whatWasExportedIsImportedWhole() throws Exception {
        ReplyViewModel reply = ask("One?");
        bench.window.conversation().again(reply, bench.window.composer().choice());
        bench.answer("Another.", 5);
        bench.finished(FinishReason.STOP, 0, 0);
        bench.untilFinished();
        ask("Two?");
        Path file = outside.resolve("all.json");
        Files.writeString(file, "old");
        bench.window.exchange().export(new Wish(new What.All(), Format.JSON, Parts.ANSWER), file);
        bench.until(() -> bench.notice().startsWith("Exported to"));
        for (String title : List.of("One?", "Two?")) {
            bench.window.delete(bench.chat(title));
            bench.until(() -> bench.listed(title) == null);
        }
        bench.window.drop(List.of(file));
        bench.until(() -> bench.notice().equals("2 chats were imported."));
        bench.window.open(bench.chat("One?"));
        bench.until(() -> !bench.window.conversation().openingProperty().get());
        assertEquals("Another.", bench.last().answer().text());
        assertEquals(2, bench.last().place().versions());
        bench.window.conversation().showVersion(bench.last().place(), -1);
        bench.until(() -> bench.last().thought().text().equals("Thought of One?"));
    }

    @Test
    void aReplyIsExportedInEachFormWithTheChosenParts() throws Exception {
        ReplyViewModel reply = ask("One?");
        What what = new What.Reply(reply.place().id(), "One?");
        for (Format format : Format.values()) {
            for (Parts parts : Parts.values()) {
                Wish wish = new Wish(what, format, parts);
                Path file = outside.resolve(parts + wish.fileName());
                bench.window.exchange().export(wish, file);
                bench.until(() -> Files.exists(file));
                String text = Files.readString(file);
                assertEquals(parts != Parts.ANSWER, text.contains("Thought of One?"), text);
                assertEquals(parts != Parts.THOUGHT, text.contains("Answer to One?"), text);
            }
        }
    }

    @Test
    void aFileNameWithoutAnExtensionGetsThatOfTheFormatAndReplacesNothingUnasked()
            throws Exception {
        ReplyViewModel reply = ask("One?");
        long id = reply.place().conversation();
        Wish wish = new Wish(new What.Chat(id, "One?"), Format.MARKDOWN, Parts.BOTH);
        bench.window.exchange().export(wish, outside.resolve("Version 1.2"));
        Path file = outside.resolve("Version 1.2.md");
        bench.until(() -> bench.notice().equals("Exported to " + file));
        Files.writeString(file, "as before");
        bench.window.exchange().export(wish, outside.resolve("Version 1.2"));
        bench.until(() -> bench.notice().startsWith("There is already a file " + file));
        assertEquals("as before", Files.readString(file));
        for (String name : List.of("Version 1.2.md", "notes.txt")) {
            bench.window.exchange().export(wish, outside.resolve(name));
            bench.until(() -> bench.notice().equals("Exported to " + outside.resolve(name)));
            assertTrue(Files.readString(outside.resolve(name)).startsWith("# One?"));
        }
    }

    @Test
    void whatWasExportedAsMarkdownInAnyLanguageIsImportedAgain() throws Exception {
        ask("One?");
        Path file = outside.resolve("One.md");
        bench.window.workspace().texts().speak("zh");
        Wish all = new Wish(new What.All(), Format.MARKDOWN, Parts.BOTH);
        bench.window.exchange().export(all, outside);
        bench.until(() ->
                Files.exists(file) && bench.window.exchange().runningProperty().get() == null);
        assertTrue(Files.readString(file).contains("## 思考"), Files.readString(file));
        bench.window.workspace().texts().speak("en");
        bench.window.delete(bench.chat("One?"));
        bench.until(() -> bench.listed("One?") == null);
        bench.window.drop(List.of(file));
        bench.until(() -> bench.notice().equals("One chat was imported."));
        bench.window.open(bench.chat("One?"));
        bench.until(() -> bench.window.conversation().lastReply() != null);
        assertEquals("Answer to One?", bench.last().answer().text());
        assertEquals("Thought of One?", bench.last().thought().text());
        assertEquals("Thought", bench.last().headerProperty().get(), "nobody measured it");
    }

    @Test
    void whatIsLeftOutIsCountedReasonByReason() throws Exception {
        Path file =
                Files.writeString(
                        outside.resolve("some.json"),
                        """
                        {"format": "ponder-conversations", "version": 1, "conversations": [
                         5, {"messages": [{"role": "user"}]}, 7, {"title": "Good"}, []]}
                        """);
        bench.window.drop(List.of(file));
        bench.until(() -> !bench.notice().isEmpty());
        assertEquals(
                "One chat was imported."
                        + " Conversation 1 of some.json was left out: it is no conversation."
                        + " (2 more like this.)"
                        + " Conversation 2 of some.json was left out: a message has no id or no role.",
                bench.notice());
    }

    @Test
    void allConversationsBecomeOneFileEach() throws Exception {
        ask("One?");
        ask("Two: and/or three?");
        bench.window
                .exchange()
                .export(new Wish(new What.All(), Format.MARKDOWN, Parts.BOTH), outside);
        bench.until(() -> bench.notice().startsWith("2 chats were exported"));
        try (Stream<Path> files = Files.list(outside)) {
            assertEquals(
                    List.of("One.md", "Two and or three.md"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aChatThatCannotBeReadKeepsBackNoOther() throws Exception {
        ask("One?");
        ask("Two?");
        ask("Three?");
        bench.damage("Two?");
        String leftOut = ". Left out, because they could not be read: “Two?”";
        ExchangeViewModel exchange = bench.window.exchange();
        Path file = outside.resolve("all.json");
        exchange.export(new Wish(new What.All(), Format.JSON, Parts.BOTH), file);
        bench.until(() -> exchange.runningProperty().get() == null);
        assertEquals("Exported to " + file + leftOut, bench.notice());
        String json = Files.readString(file);
        assertTrue(json.contains("Answer to One?") && json.contains("Answer to Three?"), json);

        exchange.export(new Wish(new What.All(), Format.TEXT, Parts.BOTH), outside);
        bench.until(() -> exchange.runningProperty().get() == null);
        assertEquals("2 chats were exported to " + outside + leftOut, bench.notice());
    }

    @Test
    void nothingIsReplacedWhereNoChatCanBeRead() throws Exception {
        ask("Two?");
        bench.damage("Two?");
        Path file = Files.writeString(outside.resolve("all.json"), "as before");
        bench.window.exchange().export(new Wish(new What.All(), Format.JSON, Parts.BOTH), file);
        bench.until(() -> bench.window.exchange().runningProperty().get() == null);
        assertTrue(bench.notice().contains("damaged"), bench.notice());
        assertEquals("as before", Files.readString(file));
    }

    @Test
    void whatIsSavedIsExportedAlsoWhereAReplyCannotBe() throws Exception {
        long one = ask("One?").place().conversation();
        bench.window.newChat();
        bench.window.composer().send("Two?");
        bench.thought("Thought of Two?", 20, 2);
        bench.until(() ->
                bench.window.conversation().runningProperty().get() != null
                        && bench.last().thought().text().startsWith("Thought"));
        long two = bench.last().place().conversation();
        ExchangeViewModel exchange = bench.window.exchange();
        Path file = outside.resolve("one.json");
        try (Bench.Refusal _ = bench.refuse("UPDATE ON live_reply")) {
            bench.answer("Answer to Two?", 5);
            bench.until(() -> bench.last().answer().text().startsWith("Answer"));
            exchange.export(new Wish(new What.Chat(one, "One?"), Format.JSON, Parts.BOTH), file);
            bench.until(() -> bench.notice().equals("Exported to " + file));
            assertTrue(Files.readString(file).contains("Answer to One?"));
            Path all = outside.resolve("all.json");
            exchange.export(new Wish(new What.All(), Format.JSON, Parts.BOTH), all);
            bench.until(() -> bench.notice().startsWith("Exported to " + all));
            assertTrue(bench.notice().contains("could not be saved first"), bench.notice());
            assertTrue(Files.readString(all).contains("Answer to One?"));
            List<String> copied = new ArrayList<>();
            exchange.text(
                    new Wish(new What.Chat(two, "Two?"), Format.TEXT, Parts.BOTH), copied::add);
            bench.until(() -> !copied.isEmpty());
            assertTrue(copied.getFirst().contains("Two?"));
            assertTrue(bench.notice().contains("could not be saved first"), bench.notice());
        }
    }

    @Test
    void aChatIsCopiedWhileAnExportRuns() throws Exception {
        long chat = ask("One?").place().conversation();
        CountDownLatch goOn = holdSlowWork();
        ExchangeViewModel exchange = bench.window.exchange();
        exchange.export(
                new Wish(new What.All(), Format.JSON, Parts.BOTH), outside.resolve("all.json"));
        List<String> copied = new ArrayList<>();
        exchange.text(new Wish(new What.Chat(chat, "One?"), Format.TEXT, Parts.BOTH), copied::add);
        bench.until(() -> !copied.isEmpty());
        assertTrue(copied.getFirst().contains("Answer to One?"));
        assertEquals("The text is on the clipboard", bench.notice());
        goOn.countDown();
        bench.until(() -> exchange.runningProperty().get() == null);
    }

    @Test
    void anExportEndsWithTheWindow() throws Exception {
        ask("One?");
        CountDownLatch goOn = holdSlowWork();
        bench.window
                .exchange()
                .export(new Wish(new What.All(), Format.MARKDOWN, Parts.BOTH), outside);
        bench.window.close();
        goOn.countDown();
        bench.until(() -> bench.window.exchange().runningProperty().get() == null);
        assertTrue(bench.notice().startsWith("The export was stopped"), bench.notice());
    }

    @Test
    void anExportThatIsStoppedLeavesTheFileAsItWas() throws Exception {
        ask("One?");
        Path file = Files.writeString(outside.resolve("all.json"), "as before");
        CountDownLatch goOn = holdSlowWork();
        bench.window.exchange().export(new Wish(new What.All(), Format.JSON, Parts.BOTH), file);
        task().stop();
        goOn.countDown();
        bench.until(() -> bench.window.exchange().runningProperty().get() == null);
        assertTrue(bench.notice().startsWith("The export was stopped"), bench.notice());
        assertEquals("as before", Files.readString(file));
        try (Stream<Path> files = Files.list(outside)) {
            assertEquals(1, files.count(), "nothing unfinished is left");
        }
    }

    @Test
    void anImportTellsHowFarItIsAndCanBeStopped() throws Exception {
        ask("One?");
        ask("Two?");
        Path file = outside.resolve("all.json");
        bench.window.exchange().export(new Wish(new What.All(), Format.JSON, Parts.BOTH), file);
        bench.until(() -> bench.notice().startsWith("Exported to"));
        CountDownLatch goOn = holdSlowWork();
        bench.window.exchange().importFiles(List.of(file));
        List<Double> shares = new ArrayList<>();
        task().shareProperty().subscribe((before, now) -> shares.add(now.doubleValue()));
        goOn.countDown();
        bench.until(() -> bench.notice().startsWith("2 chats were imported"));
        assertTrue(shares.getLast() > 0 && shares.getLast() < 1, shares::toString);
        CountDownLatch again = holdSlowWork();
        bench.window.exchange().importFiles(List.of(file));
        task().stop();
        again.countDown();
        bench.until(() -> bench.notice().startsWith("The import was stopped: no chat"));
        assertEquals(4, bench.store.conversations().count());
    }

    /** Keeps work that takes long from beginning until the latch is counted down. */
    private CountDownLatch holdSlowWork() {
        CountDownLatch goOn = new CountDownLatch(1);
        Workspace workspace = bench.window.workspace();
        workspace
                .background()
                .runSlow(
                        () -> {
                            goOn.await();
                            return true;
                        },
                        workspace.outcome(done -> {}, () -> {}));
        return goOn;
    }

    private LongTask task() {
        return Objects.requireNonNull(bench.window.exchange().runningProperty().get());
    }

    @Test
    void whatCannotBeReadOrWrittenIsToldInASentence() throws Exception {
        Path note = Files.writeString(outside.resolve("note.txt"), "hello");
        bench.window.drop(List.of(note));
        assertTrue(bench.notice().startsWith("Ponder takes models as GGUF files"));
        Path broken = Files.writeString(outside.resolve("broken.json"), "{\"a\":1}");
        bench.window.drop(List.of(broken));
        bench.until(() -> bench.notice().contains("is not an export of Ponder's"));
        ReplyViewModel reply = ask("One?");
        bench.window
                .exchange()
                .export(
                        new Wish(
                                new What.Reply(reply.place().id(), "One?"),
                                Format.TEXT,
                                Parts.BOTH),
                        outside.resolve("nowhere").resolve("One.txt"));
        bench.until(() -> bench.notice().startsWith("The export cannot be written to"));
        assertFalse(bench.notice().contains("Exception"));
    }
}
