package org.ponder.app.exchange;

import java.util.List;
import org.ponder.app.store.StoredMessage;
import org.ponder.engine.prompt.Role;

/**
 * A conversation as Markdown. Answers are Markdown already and go in as they are; a thought is
 * quoted, line by line, so that nothing in it can end the quotation.
 */
final class MarkdownExport {
    private MarkdownExport() {}

    /**
     * @param whole whether it is a conversation that can be imported again
     */
    static String text(
            String title, List<StoredMessage> messages, ExportChoice choice, boolean whole) {
        StringBuilder out = new StringBuilder();
        List<String> headings = MarkdownText.headings(choice.labels());
        if (!title.isEmpty()) {
            out.append("# ").append(MarkdownText.escaped(title)).append("\n\n");
        }
        for (StoredMessage message : messages) {
            if (message.role() == Role.USER) {
                section(out, headings.get(0), text(message, headings));
                continue;
            }
            String thought = message.thought();
            if (choice.parts().thought() && thought != null) {
                section(out, headings.get(1), quoted(thought));
            }
            if (choice.parts().answer()) {
                section(out, headings.get(2), text(message, headings));
            }
        }
        if (whole) {
            out.append(MarkdownText.signature(headings));
        }
        return out.toString().stripTrailing() + "\n";
    }

    private static String text(StoredMessage message, List<String> headings) {
        return MarkdownText.guarded(MarkdownText.trimmed(message.content()), headings);
    }

    private static void section(StringBuilder out, String heading, String text) {
        out.append(heading).append("\n\n").append(text).append("\n\n");
    }

    private static String quoted(String text) {
        return "> " + MarkdownText.trimmed(text.replaceAll("\r\n?", "\n")).replace("\n", "\n> ");
    }
}
