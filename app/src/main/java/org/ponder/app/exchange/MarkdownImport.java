package org.ponder.app.exchange;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.ponder.app.exchange.ExchangeException.Kind;
import org.ponder.app.store.ConversationTree;

/**
 * Reads a conversation from Markdown that {@link Export} wrote, or that someone made to look like
 * it. It holds what was seen: the path that was shown, without figures and other versions.
 */
public final class MarkdownImport {
    /** A conversation of more is nobody's writing; all of it is in memory at once. */
    private static final long LARGEST_FILE = 64L * 1024 * 1024;

    private MarkdownImport() {}

    /**
     * Reads the file.
     *
     * @param now becomes the time of all messages
     * @throws ExchangeException if the file cannot be read or holds no such conversation
     */
    public static ConversationTree read(Path file, Instant now) throws ExchangeException {
        String text;
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new ExchangeException(Kind.TOO_LARGE, file, null);
            }
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ExchangeException(Kind.NO_CHAT, file, e);
        } catch (ExchangeException e) {
            throw e;
        } catch (IOException e) {
            throw new ExchangeException(Kind.UNREADABLE, file, e);
        }
        try {
            return tree(text, now);
        } catch (IllegalArgumentException e) {
            throw new ExchangeException(Kind.NO_CHAT, file, e);
        }
    }

    /**
     * @throws IllegalArgumentException where it is no conversation
     */
    private static ConversationTree tree(String text, Instant now) {
        List<String> lines = lines(text);
        int first = 0;
        String title = "";
        if (lines.getFirst().startsWith("# ")) {
            title = MarkdownText.unescaped(lines.getFirst().substring(2));
            first = 1;
        }
        int end = lines.size() - 1;
        while (first < end && lines.get(first).isBlank()) {
            first++;
        }
        List<String> headings = MarkdownText.headingsOf(lines.getLast());
        if (first >= end || !headings.contains(lines.get(first).stripTrailing())) {
            throw new IllegalArgumentException("It is not signed, or begins with something else.");
        }
        MarkdownMessages messages = new MarkdownMessages(now);
        int begun = first;
        for (int i = first + 1; i <= end; i++) {
            if (i == end || headings.contains(lines.get(i).stripTrailing())) {
                String body = MarkdownText.trimmed(String.join("\n", lines.subList(begun + 1, i)));
                switch (headings.indexOf(lines.get(begun).stripTrailing())) {
                    case 0 -> messages.question(MarkdownText.unguarded(body, headings));
                    case 1 -> messages.thought(body);
                    default -> messages.answer(MarkdownText.unguarded(body, headings));
                }
                begun = i;
            }
        }
        return messages.tree(title);
    }

    private static List<String> lines(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        // An editor of Windows has been at it where even the first line ends so.
        int end = plain.indexOf('\n');
        if (end > 0 && plain.charAt(end - 1) == '\r') {
            plain = plain.replace("\r\n", "\n");
        }
        return List.of(plain.stripTrailing().split("\n", -1));
    }
}
