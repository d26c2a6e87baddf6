package org.ponder.app.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.exchange.ExportChoice.Format;
import org.ponder.app.exchange.ExportChoice.Labels;
import org.ponder.app.exchange.ExportChoice.Parts;
import org.ponder.app.store.AskedQuestion;
import org.ponder.app.store.Conversation;
import org.ponder.app.store.ConversationOptions;
import org.ponder.app.store.ConversationStore;
import org.ponder.app.store.ConversationSummary;
import org.ponder.app.store.ConversationTree;
import org.ponder.app.store.Question;
import org.ponder.app.store.ReplyOrigin;
import org.ponder.app.store.ReplyRecorder;
import org.ponder.app.store.StoredMessage;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;

final class ExportImportRoundTripTest {
    @TempDir Path folder;

    @Test
    void jsonHoldsAllThatAConversationHas() throws Exception {
        ConversationTree tree = Trees.branched();
        ConversationTree other = Trees.of("", List.of(), List.of());

        List<ConversationTree> read = read(Export.json(List.of(tree, other), Trees.WHEN));

        assertEquals(List.of(anonymous(tree), anonymous(other)), read);
    }

    @Test
    void theStoreGivesBackWhatItWasGiven() throws Exception {
        try (ConversationStore store = ConversationStore.inMemory()) {
            Conversation added = store.trees().add(Trees.branched());
            String exported = export(store, added.id());
            Conversation again = store.trees().add(read(exported).getFirst());

            assertNotEquals(added.id(), again.id(), "an import adds, it never replaces");
            assertEquals(2, store.conversations().count());
            assertEquals(
                    texts(store.messages().path(added.id())),
                    texts(store.messages().path(again.id())));
            assertEquals(
                    List.of("How many p's?", "null|Two.", "Sure?"),
                    texts(store.messages().path(again.id())));
            assertEquals(
                    withoutIds(exported), withoutIds(export(store, again.id())), "nothing is lost");
            assertEquals(2, store.search().find("sure", 10).size());
        }
    }

    @Test
    void everyVersionStillLeadsToWhatFollowedIt() throws Exception {
        try (ConversationStore store = ConversationStore.inMemory()) {
            long first =
                    ask(
                            store,
                            new Question.First(ConversationOptions.inherited(), "First?"),
                            "First.");
            long id = store.messages().find(first).orElseThrow().place().conversation();
            ask(store, new Question.Next(id, null, "And then?"), "Then.");
            reply(
                    store.replies().begin(first, ReplyOrigin.unknown(), PartialReply.none()),
                    "First, anew.");
            ask(store, new Question.Version(first, "Second?"), "Second.");
            ask(store, new Question.Next(id, null, "Why?"), "Because.");

            long again = store.trees().add(read(export(store, id)).getFirst()).id();

            assertEquals(paths(store, id), paths(store, again));
        }
    }

    /** Asks, and tells the question's id when it is answered. */
    private static long ask(ConversationStore store, Question question, String answer)
            throws Exception {
        AskedQuestion asked = store.messages().ask(question, ReplyOrigin.unknown());
        reply(store.replies().record(asked.reply()), answer);
        return asked.question().id();
    }

    private static void reply(ReplyRecorder recorder, String answer) {
        recorder.accept(new ReplyEvent.Answer(answer, 1));
        recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, ReplyStats.NONE));
        recorder.saved().join();
    }

    /** What is shown at first, and from each message on, in the order in which they were made. */
    private static List<List<String>> paths(ConversationStore store, long conversation)
            throws Exception {
        List<List<String>> paths = new ArrayList<>();
        paths.add(texts(store.messages().path(conversation)));
        for (StoredMessage message : store.trees().read(conversation).messages()) {
            store.messages().show(message.id());
            paths.add(texts(store.messages().path(conversation)));
        }
        return paths;
    }

    @Test
    void anImportWithoutTitleIsNamedByItsFirstQuestion() throws Exception {
        try (ConversationStore store = ConversationStore.inMemory()) {
            ConversationTree tree =
                    Trees.of(" ", List.of(Trees.question(1, null, "Why? Tell me.")), List.of(1L));

            assertEquals("Why?", store.trees().add(tree).summary().title());
        }
    }

    private List<ConversationTree> read(String json) throws Exception {
        Path file = folder.resolve("export-" + json.hashCode() + ".json");
        Files.writeString(file, json);
        List<ConversationTree> trees = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        int taken = JsonImport.read(file, trees::add, leftOut::add);
        assertEquals(List.of(), leftOut);
        assertEquals(trees.size(), taken);
        return trees;
    }

    private static String export(ConversationStore store, long id) throws Exception {
        return Export.conversation(
                store.trees().read(id),
                new ExportChoice(Format.JSON, Parts.ANSWER, Labels.english()),
                Trees.WHEN);
    }

    /** Ids are the database's; the order of messages and their texts say the rest. */
    private static String withoutIds(String json) {
        return json.replaceAll("\"(id|parent)\" : \\d+", "\"$1\" : 0")
                .replaceAll("\"shown\" : \\[[\\d, ]*]", "");
    }

    /** As it is read: ids of conversations are not written. */
    private static ConversationTree anonymous(ConversationTree tree) {
        var summary = tree.conversation().summary();
        return new ConversationTree(
                new Conversation(
                        new ConversationSummary(
                                0,
                                summary.title(),
                                summary.created(),
                                summary.updated(),
                                summary.pinned(),
                                summary.folder(),
                                null),
                        tree.conversation().options(),
                        tree.conversation().draft()),
                tree.messages().stream()
                        .map(message ->
                                new StoredMessage(
                                        new StoredMessage.Place(
                                                message.id(), 0, message.place().parent(), 1, 1),
                                        message.role(),
                                        message.content(),
                                        message.thought(),
                                        message.created(),
                                        message.reply()))
                        .toList(),
                tree.shown());
    }

    private static List<String> texts(List<StoredMessage> messages) {
        return messages.stream()
                .map(m -> m.reply() == null ? m.content() : m.thought() + "|" + m.content())
                .toList();
    }
}
