package org.ponder.app.exchange;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.ponder.app.exchange.ExchangeException.Kind;
import org.ponder.app.exchange.ExportChoice.Format;
import org.ponder.app.store.Conversation;
import org.ponder.app.store.ConversationTree;
import org.ponder.app.store.StoreException;
import org.ponder.app.store.StoredMessage;
import org.ponder.engine.prompt.Role;
import tools.jackson.core.JacksonException;

/** Conversations and single messages as text. */
public final class Export {
    private static final int LONGEST_NAME = 80;

    private Export() {}

    /**
     * The conversation as text: in JSON the whole of it, otherwise the path that is shown.
     *
     * @param now goes into JSON as the time of the export
     */
    public static String conversation(ConversationTree tree, ExportChoice choice, Instant now) {
        if (choice.format() == Format.JSON) {
            return JsonExport.text(List.of(tree), now);
        }
        return document(tree.conversation().summary().title(), tree.path(), choice, true);
    }

    /**
     * A single message as text, as for the clipboard: JSON is not for that and gives plain text.
     */
    public static String message(StoredMessage message, ExportChoice choice) {
        boolean both = choice.parts() == ExportChoice.Parts.BOTH;
        if (message.role() == Role.USER) {
            return message.content();
        }
        return both
                ? document("", List.of(message), choice, false)
                : choice.parts().answer()
                        ? message.content()
                        : message.thought() == null ? "" : message.thought();
    }

    /** Several whole conversations as one JSON text. */
    public static String json(List<ConversationTree> trees, Instant now) {
        return JsonExport.text(trees, now);
    }

    /**
     * Writes the text to a new file, which is there only when it is whole.
     *
     * @param file must not exist: nothing is overwritten
     */
    public static void save(String text, Path file) throws IOException {
        write(file, out -> out.write(text));
    }

    /** Refuses a file that is there already. */
    public static void requireNew(Path file) throws ExchangeException {
        if (Files.exists(file)) {
            throw new ExchangeException(Kind.EXISTS, file, null);
        }
    }

    /**
     * Writes the text to a file, in place of the one that is there; that one stays until the new
     * one is whole.
     */
    public static void replace(String text, Path file) throws IOException {
        write(file, out -> out.write(text), StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Writes whole conversations into one JSON file, one after the other, in place of the one that
     * is there.
     *
     * @param now goes into the file as the time of the export
     * @param source hands the conversations over
     */
    public static void replaceJson(Path file, Instant now, Source source) throws IOException {
        write(file, out -> JsonExport.write(out, now, source), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Hands conversations over, one after the other. */
    public interface Source {
        /** Hands all of them to the sink. */
        void each(JsonImport.Sink sink) throws IOException;
    }

    private interface Content {
        void writeTo(Writer out) throws IOException;
    }

    private static void write(Path file, Content content, CopyOption... move) throws IOException {
        Path whole = file.toAbsolutePath();
        try {
            Path folder = Objects.requireNonNull(whole.getParent(), "a file is in a folder");
            // As any new file: what the system makes for temporary ones is for their owner only.
            Path temporary = folder.resolve(".ponder" + UUID.randomUUID() + ".tmp");
            try {
                try (Writer out =
                        Files.newBufferedWriter(
                                temporary, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW)) {
                    keepPermissions(whole, temporary);
                    content.writeTo(out);
                }
                Files.move(temporary, whole, move);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (StoreException e) {
            throw e; // what was to be written cannot be read
        } catch (FileAlreadyExistsException e) {
            throw new ExchangeException(Kind.EXISTS, file, e);
        } catch (IOException | JacksonException e) {
            throw new ExchangeException(Kind.UNWRITABLE, file, e);
        }
    }

    /** Who could read the file that is replaced, and nobody else, can read the new one. */
    private static void keepPermissions(Path old, Path file) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null || !Files.exists(old)) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(old);
        // Disks that have none say the same of all files, and refuse to set any.
        if (!permissions.equals(view.readAttributes().permissions())) {
            view.setPermissions(permissions);
        }
    }

    /**
     * One question and one reply to it: as a conversation of their own in JSON and HTML, otherwise
     * the reply alone.
     */
    public static String turn(
            Conversation conversation,
            StoredMessage question,
            StoredMessage reply,
            ExportChoice choice,
            Instant now) {
        if (choice.format() == Format.HTML) {
            String title = conversation.summary().title();
            return document(title, List.of(question, reply), choice, false);
        }
        if (choice.format() != Format.JSON) {
            return message(reply, choice);
        }
        StoredMessage asked =
                new StoredMessage(
                        new StoredMessage.Place(question.id(), conversation.id(), null, 1, 1),
                        question.role(),
                        question.content(),
                        null,
                        question.created(),
                        null);
        StoredMessage said =
                new StoredMessage(
                        new StoredMessage.Place(reply.id(), conversation.id(), question.id(), 1, 1),
                        reply.role(),
                        choice.parts().answer() ? reply.content() : "",
                        choice.parts().thought() ? reply.thought() : null,
                        reply.created(),
                        reply.reply());
        return JsonExport.text(
                List.of(
                        new ConversationTree(
                                new Conversation(
                                        conversation.summary(), conversation.options(), ""),
                                List.of(asked, said),
                                List.of(question.id(), reply.id()))),
                now);
    }

    /** A file name for the title that no file in the folder has yet. */
    public static Path freeName(Path folder, String title, Format format) {
        String stem = stem(title);
        for (int i = 1; ; i++) {
            Path file = folder.resolve(stem + (i == 1 ? "" : " " + i) + "." + format.extension());
            if (!Files.exists(file)) {
                return file;
            }
        }
    }

    /** A file name for the title. */
    public static String fileName(String title, Format format) {
        return stem(title) + "." + format.extension();
    }

    private static String stem(String title) {
        String plain = title.replaceAll("[^\\p{L}\\p{M}\\p{N} _.-]+", " ").strip();
        String name = plain.replaceAll("^[. ]+|[. ]+$", "").replaceAll(" +", " ");
        int end =
                name.offsetByCodePoints(
                        0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length())));
        return name.isEmpty() ? "Ponder" : name.substring(0, end).strip();
    }

    private static String document(
            String title, List<StoredMessage> messages, ExportChoice choice, boolean whole) {
        return switch (choice.format()) {
            case MARKDOWN -> MarkdownExport.text(title, messages, choice, whole);
            case HTML -> HtmlExport.text(title, messages, choice);
            case TEXT, JSON -> TextExport.text(title, messages, choice);
        };
    }
}
