package org.ponder.app.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.app.store.ConversationOptions;
import org.ponder.app.store.ConversationStore;
import org.ponder.app.store.ConversationTree;
import org.ponder.app.store.ReplyRecord;
import org.ponder.app.store.StoredMessage;

final class HostileImportTest {
    private static final String HEAD = "{\"format\":\"ponder-conversations\",\"version\":1,";

    @TempDir Path folder;
    private final List<ConversationTree> trees = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "7",
                "{}",
                "{\"conversations\":[{\"title\":\"someone else's\"}]}",
                "{\"format\":\"other\",\"version\":1,\"conversations\":[]}",
                "{\"format\":[\"ponder-conversations\"],\"version\":1}",
                "{\"format\":\"ponder-conversations\"}",
                "{\"format\":\"ponder-conversations\",\"version\":\"one\"}",
                "hello",
            })
    void whatIsNoExportIsRefused(String text) throws Exception {
        Path file = file(text);

        ExchangeException refused =
                assertThrows(
                        ExchangeException.class,
                        () -> JsonImport.read(file, trees::add, leftOut::add));

        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        assertEquals(List.of(), trees);
    }

    @Test
    void aNewerVersionIsNamed() throws Exception {
        Path file = file("{\"format\":\"ponder-conversations\",\"version\":2}");

        ExchangeException refused =
                assertThrows(
                        ExchangeException.class,
                        () -> JsonImport.read(file, trees::add, leftOut::add));

        assertTrue(refused.getMessage().contains("newer version"), refused.getMessage());
    }

    @Test
    void theOrderOfFieldsDoesNotMatter() throws Exception {
        read(
                "{\"conversations\":[{\"title\":\"a\"}],\"version\":1,\"format\":\"ponder-conversations\"}");

        assertEquals("a", trees.getFirst().conversation().summary().title());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "[[[]]]",
                "{\"messages\":[5]}",
                "{\"messages\":[{}]}",
                "{\"messages\":[{}],\"options\":{},\"x\":{\"title\":\"ghost\"}}",
                "{\"messages\":[{\"id\":1,\"x\":{}},{\"id\":2}],\"x\":[{\"title\":\"ghost\"}]}",
                "{\"messages\":[{\"id\":1}]}",
                "{\"messages\":[{\"id\":1,\"role\":\"system\"}]}",
                "{\"messages\":[{\"id\":1,\"role\":\"assistant\"}]}",
                "{\"messages\":[{\"id\":1,\"role\":\"user\",\"parent\":1}]}",
                "{\"messages\":[{\"id\":1,\"role\":\"user\",\"parent\":2},"
                        + "{\"id\":2,\"role\":\"assistant\",\"parent\":1}]}",
                "{\"messages\":[{\"id\":1,\"role\":\"user\"},{\"id\":1,\"role\":\"user\"}]}",
                "{\"messages\":[{\"id\":1,\"role\":\"user\"},{\"id\":2,\"parent\":1,\"role\":\"assistant\"},"
                        + "{\"id\":3,\"parent\":2,\"role\":\"assistant\"}]}",
                "{\"messages\":[{\"id\":99999999999999999999,\"role\":\"user\"}]}",
                "{\"messages\":[{\"id\":1,\"role\":\"user\"}],\"shown\":[2]}",
                "{\"messages\":[{\"id\":1,\"role\":\"user\"}],\"shown\":[1,1]}",
                "{\"messages\":[{\"id\":1,\"role\":\"user\"}],\"shown\":[[1]]}",
            })
    void aConversationThatCannotBeIsLeftOutAndTheOthersAreTaken(String conversation)
            throws Exception {
        read(
                HEAD
                        + "\"conversations\":[{\"title\":\"a\"},"
                        + conversation
                        + ",{\"title\":\"b\"}]}");

        assertEquals(
                List.of("a", "b"),
                trees.stream().map(tree -> tree.conversation().summary().title()).toList());
        assertEquals(1, leftOut.size());
        String sentence = leftOut.getFirst().sentence();
        assertTrue(sentence.startsWith("Conversation 2 of "), sentence);
    }

    @Test
    void valuesOfAnotherKindBecomeDefaults() throws Exception {
        read(
                HEAD
                        + "\"conversations\":[{\"title\":[1],\"created\":\"yesterday\",\"updated\":\"+999999999-01-01T00:00:00Z\","
                        + "\"pinned\":\"yes\",\"folder\":{},\"draft\":null,\"options\":{\"think\":7,\"thoughtMode\":\"X\","
                        + "\"thoughtBudget\":-5,\"model\":[]},\"unknown\":{\"a\":[{}]},\"messages\":["
                        + "{\"id\":1,\"role\":\"user\",\"content\":{\"a\":1},\"parent\":\"none\",\"thought\":\"none of a question\"}"
                        + "]}]}");

        assertEquals(List.of(), trees);
        assertEquals(1, leftOut.size(), "a parent that is no id is none");
    }

    @Test
    void aReplyOfNonsenseIsAReplyWithDefaults() throws Exception {
        read(
                HEAD
                        + "\"conversations\":[{\"messages\":[{\"id\":1,\"role\":\"user\"},{\"id\":2,\"parent\":1,"
                        + "\"role\":\"assistant\",\"reply\":{\"state\":\"DANCING\",\"thoughtEnd\":5,\"sampling\":{\"temperature\":-1},"
                        + "\"stats\":{\"thoughtTokens\":-7,\"answerTokens\":1e99,\"prefillMillis\":9223372036854775807,"
                        + "\"thinkingMillis\":\"x\"}}}]}]}");

        try (ConversationStore store = ConversationStore.inMemory()) {
            long id = store.trees().add(trees.getFirst()).id();
            assertEquals(2, store.trees().read(id).messages().size());
        }
    }

    @Test
    void depthWithoutEndIsRefused() throws Exception {
        Path file = file(HEAD + "\"x\":" + "[".repeat(1_000_000));

        assertThrows(
                ExchangeException.class, () -> JsonImport.read(file, trees::add, leftOut::add));
    }

    @Test
    void aFileThatBreaksOffGivesWhatCameBefore() throws Exception {
        Path file = file(HEAD + "\"conversations\":[{\"title\":\"a\"},{\"title\":\"b\",\"mess");

        ExchangeException refused =
                assertThrows(
                        ExchangeException.class,
                        () -> JsonImport.read(file, trees::add, leftOut::add));

        assertTrue(refused.getMessage().contains("breaks off"), refused.getMessage());
        assertEquals(1, trees.size());
    }

    @Test
    void aTextBeyondAllMeasureIsRefused() throws Exception {
        Path file = folder.resolve("long.json");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    HEAD
                            + "\"conversations\":[{\"messages\":[{\"id\":1,\"role\":\"user\",\"content\":\"");
            for (int i = 0; i < 40; i++) {
                out.write("x".repeat(1024 * 1024));
            }
            out.write("\"}]}]}");
        }

        assertThrows(
                ExchangeException.class, () -> JsonImport.read(file, trees::add, leftOut::add));
    }

    @Test
    void allTextsCountTowardsWhatFitsTheMemory() throws Exception {
        String quarter = "x".repeat(17 * 1024 * 1024);
        Path file = folder.resolve("much.json");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(HEAD + "\"conversations\":[{\"messages\":[{\"id\":1,\"role\":\"user\"},");
            out.write("{\"id\":2,\"parent\":1,\"role\":\"assistant\",\"reply\":{\"problem\":\"");
            out.write(quarter);
            out.write("\",\"model\":\"");
            out.write(quarter);
            out.write("\"}}],\"draft\":\"");
            out.write(quarter);
            out.write("\",\"options\":{\"systemPrompt\":\"");
            out.write(quarter);
            out.write("\"}}]}");
        }

        JsonImport.read(file, trees::add, leftOut::add);

        assertEquals(List.of(LeftOut.Reason.TOO_LONG), leftOut.stream().map(LeftOut::why).toList());
        assertEquals(List.of(), trees);
    }

    @Test
    void whatIsNullInAReplyIsMissing() throws Exception {
        read(
                HEAD
                        + "\"conversations\":[{\"messages\":[{\"id\":1,\"role\":\"user\"},{\"id\":2,\"parent\":1,"
                        + "\"role\":\"assistant\",\"thought\":null,"
                        + "\"reply\":{\"problem\":null,\"model\":null}}]}]}");

        StoredMessage reply = trees.getFirst().messages().getLast();
        assertNull(reply.thought());
        ReplyRecord record = Objects.requireNonNull(reply.reply());
        assertNull(record.problem());
        assertNull(record.origin().model());
    }

    @Test
    void aQuestionWhoseParentIsNullIsAFirstOne() throws Exception {
        read(
                HEAD
                        + "\"conversations\":[{\"messages\":["
                        + "{\"id\":1,\"role\":\"user\",\"parent\":null}]}]}");

        assertNull(trees.getFirst().messages().getFirst().place().parent());
    }

    @Test
    void aMessageWithoutADateIsOfTheTimeOfTheImport() throws Exception {
        read(HEAD + "\"conversations\":[{\"messages\":[{\"id\":1,\"role\":\"user\"}]}]}");
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        try (ConversationStore store = ConversationStore.inMemory()) {
            long id = store.trees().add(trees.getFirst()).id();
            assertFalse(store.messages().path(id).getFirst().created().isBefore(before));
        }
    }

    @Test
    void anOptionThatIsNullIsInherited() throws Exception {
        read(
                HEAD
                        + "\"conversations\":[{\"options\":{\"model\":null,\"systemPrompt\":null,"
                        + "\"think\":null,\"thoughtMode\":null,\"thoughtBudget\":null}}]}");

        assertEquals(ConversationOptions.inherited(), trees.getFirst().conversation().options());
    }

    @Test
    void aFileThatCannotBeReadIsNotCalledDamaged() {
        ExchangeException refused =
                assertThrows(
                        ExchangeException.class,
                        () -> JsonImport.read(folder, trees::add, leftOut::add));

        assertEquals(ExchangeException.Kind.UNREADABLE, refused.kind());
    }

    @Test
    void messagesWithoutEndAreLeftOut() throws Exception {
        Path file = folder.resolve("many.json");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(HEAD + "\"conversations\":[{\"messages\":[{\"id\":0,\"role\":\"user\"}");
            for (int i = 1; i < 100_500; i++) {
                out.write(",{\"id\":" + i + ",\"role\":\"user\"}");
            }
            out.write("]},{\"title\":\"after\"}]}");
        }

        JsonImport.read(file, trees::add, leftOut::add);

        assertEquals(1, leftOut.size());
        assertEquals("after", trees.getFirst().conversation().summary().title());
    }

    private void read(String text) throws IOException {
        JsonImport.read(file(text), trees::add, leftOut::add);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("import.json"), text);
    }
}
