package org.ponder.app.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.app.exchange.ExportChoice.Format;
import org.ponder.app.exchange.ExportChoice.Labels;
import org.ponder.app.exchange.ExportChoice.Parts;
import org.ponder.app.store.ConversationStore;
import org.ponder.app.store.ConversationTree;
import org.ponder.app.store.StoredMessage;

/** What was exported as Markdown and imported is exported as the same text again. */
final class MarkdownRoundTripTest {
    private static final String SIGNED = "<!-- Ponder: Question | Thought | Answer -->\n";
    private static final Labels CHINESE = new Labels("问题", "回答", "思考");
    private static final Labels FRENCH = new Labels("Question", "Ré|pon--se", "*Pensée* -->");
    private static final List<Labels> LANGUAGES = List.of(Labels.english(), CHINESE, FRENCH);

    /** What could be mistaken for a part's beginning or end, among what people write. */
    private static final List<String> PIECES =
            List.of(
                    "",
                    "\n",
                    "\n\n",
                    " ",
                    "    indented",
                    "\r\n",
                    "\r",
                    "plain words",
                    "# Title",
                    "## Question",
                    "\n<!-- Ponder: A | B | C -->\n",
                    "\n## Answer\n",
                    "\n\\## Answer  \n",
                    "\n\\\\## Thought\n",
                    "\n## 回答\n",
                    "\n## Réponse\n",
                    "> quoted\n",
                    ">",
                    "```\n## Question\n```\n",
                    "`a` *b* _c_ [d](e) <f> \\g",
                    "草莓 🙂 \u2028 \u0085",
                    "\\(x^2\\)");

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(Parts.class)
    void theTextIsTheSameAgain(Parts parts) throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 120; i++) {
            Labels labels = LANGUAGES.get(i % LANGUAGES.size());
            ConversationTree tree = tree(random);
            String text = text(tree, labels, parts);
            ConversationTree read = read(text);
            assertEquals(text, text(read, labels, parts));
            if (parts == Parts.BOTH) {
                assertEquals(kept(tree), kept(read), text);
            }
        }
    }

    @Test
    void theStoreGivesBackTheSameText() throws Exception {
        try (ConversationStore store = ConversationStore.inMemory()) {
            long first = store.trees().add(Trees.branched()).id();
            String text = text(store.trees().read(first), Labels.english(), Parts.BOTH);
            long again = store.trees().add(read(text)).id();
            assertEquals(text, text(store.trees().read(again), Labels.english(), Parts.BOTH));
            assertEquals(2, store.conversations().count());
        }
    }

    @Test
    void anEditorOfWindowsChangesNothing() throws Exception {
        String text = text(tree(new Random(3)), CHINESE, Parts.BOTH);
        ConversationTree read = read("\uFEFF" + text.replace("\r", "").replace("\n", "\r\n"));
        assertEquals(text.replace("\r", ""), text(read, CHINESE, Parts.BOTH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "# A title\n",
                "# A title\n\nSome words.\n",
                "# A title\n\n## A heading\n\nSome words.\n",
                "Some words.\n\n## Question\n\nWhy?\n\n" + SIGNED,
                "## Question\n\nWhy?\n",
                SIGNED,
                "# A title\n\n" + SIGNED,
                "## Question\n\nWhy?\n\n<!-- Ponder: Question | Question | Question -->",
                "## Question\n\nWhy?\n\n<!-- Ponder: Question | Thought -->",
                "## Answer\n\nTo no question.\n\n" + SIGNED,
                "## Thought\n\n> Of no question.\n\n## Answer\n\nSo.\n\n" + SIGNED,
                "## Question\n\nWhy?\n\n## Answer\n\nOne.\n\n## Answer\n\nTwo.\n\n" + SIGNED,
                "{\"format\": \"ponder-conversations\"}",
            })
    void whatIsNoChatIsRefusedWithItsName(String text) {
        ExchangeException refused = assertThrows(ExchangeException.class, () -> read(text));
        assertEquals(ExchangeException.Kind.NO_CHAT, refused.kind());
        assertTrue(refused.getMessage().contains("chat.md"), refused.getMessage());
    }

    @Test
    void whatIsNoTextIsRefused() throws Exception {
        Path file = Files.write(folder.resolve("chat.md"), new byte[] {(byte) 0xff, 0, 3});
        assertEquals(ExchangeException.Kind.NO_CHAT, refusal(file).kind());
        assertEquals(ExchangeException.Kind.UNREADABLE, refusal(folder.resolve("none.md")).kind());
    }

    @Test
    void aFileBeyondAllMeasureIsRefusedUnread() throws Exception {
        Path file = folder.resolve("chat.md");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(1L << 40); // takes no room on the disk
        }
        assertEquals(ExchangeException.Kind.TOO_LARGE, refusal(file).kind());
    }

    @Test
    void partsWithoutEndAreRefused() {
        String text = "## Question\n\nWhy?\n\n".repeat(100_500) + SIGNED;
        assertThrows(ExchangeException.class, () -> read(text));
    }

    private ExchangeException refusal(Path file) {
        return assertThrows(ExchangeException.class, () -> MarkdownImport.read(file, Trees.WHEN));
    }

    private static ConversationTree tree(Random random) {
        List<StoredMessage> messages = new ArrayList<>();
        int turns = 1 + random.nextInt(3);
        for (int turn = 0; turn < turns; turn++) {
            long id = 2L * turn + 1;
            messages.add(Trees.question(id, turn == 0 ? null : id - 1, words(random)));
            messages.add(
                    Trees.reply(
                            id + 1,
                            id,
                            random.nextInt(3) == 0 ? null : words(random),
                            words(random)));
        }
        return Trees.of(
                random.nextBoolean() ? "" : "A *title* # <b> \\ " + random.nextInt(9),
                messages,
                messages.stream().map(StoredMessage::id).toList());
    }

    private static String words(Random random) {
        StringBuilder words = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            words.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return words.toString();
    }

    private static String text(ConversationTree tree, Labels labels, Parts parts) {
        return Export.conversation(
                tree, new ExportChoice(Format.MARKDOWN, parts, labels), Trees.WHEN);
    }

    private ConversationTree read(String text) throws Exception {
        Path file = Files.write(folder.resolve("chat.md"), text.getBytes(StandardCharsets.UTF_8));
        return MarkdownImport.read(file, Trees.WHEN);
    }

    /** Who said what; blank lines around it are not written, and quotes end lines in one way. */
    private static List<String> kept(ConversationTree tree) {
        return tree.path().stream()
                .map(message ->
                        message.role()
                                + ": "
                                + MarkdownText.trimmed(message.content())
                                + " after "
                                + MarkdownText.trimmed(
                                        Objects.requireNonNullElse(message.thought(), "none")
                                                .replaceAll("\r\n?", "\n")))
                .toList();
    }
}
