package org.ponder.app.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.ponder.app.exchange.ExportChoice.Format;
import org.ponder.app.store.ConversationTree;
import org.ponder.app.store.StoredMessage;
import org.ponder.engine.prompt.Role;

/** Conversations and single messages as text. */
public final class Export {
    private static final int LONGEST_NAME = 80;
    private static final int MOST_NAMES = 1_000;

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
        return document(tree.conversation().summary().title(), tree.path(), choice);
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
                ? document("", List.of(message), choice)
                : choice.parts().answer()
                        ? message.content()
                        : message.thought() == null ? "" : message.thought();
    }

    /** Several whole conversations as one JSON text. */
    public static String json(List<ConversationTree> trees, Instant now) {
        return JsonExport.text(trees, now);
    }

    /**
     * Writes the text to a new file.
     *
     * @param file must not exist: nothing is overwritten
     */
    public static void save(String text, Path file) throws ExchangeException {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new ExchangeException(
                    "There is already a file " + file + ": choose another name.", e);
        } catch (IOException e) {
            throw new ExchangeException(
                    "The export cannot be written to "
                            + file
                            + ": choose a folder that is writable and a disk that is not full.",
                    e);
        }
    }

    /** A file name for the title that no file in the folder has yet. */
    public static Path freeName(Path folder, String title, Format format) {
        String plain = title.replaceAll("[^\\p{L}\\p{M}\\p{N} _.-]+", " ").strip();
        String name = plain.replaceAll("^[. ]+|[. ]+$", "").replaceAll(" +", " ");
        int end =
                name.offsetByCodePoints(
                        0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length())));
        String stem = name.isEmpty() ? "Ponder" : name.substring(0, end).strip();
        for (int i = 1; i < MOST_NAMES; i++) {
            Path file = folder.resolve(stem + (i == 1 ? "" : " " + i) + "." + format.extension());
            if (!Files.exists(file)) {
                return file;
            }
        }
        return folder.resolve(stem + "." + format.extension());
    }

    private static String document(
            String title, List<StoredMessage> messages, ExportChoice choice) {
        return switch (choice.format()) {
            case MARKDOWN -> MarkdownExport.text(title, messages, choice);
            case HTML -> HtmlExport.text(title, messages, choice);
            case TEXT, JSON -> TextExport.text(title, messages, choice);
        };
    }
}
