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

    static String text(String title, List<StoredMessage> messages, ExportChoice choice) {
        StringBuilder out = new StringBuilder();
        if (!title.isEmpty()) {
            out.append("# ").append(escaped(title)).append("\n\n");
        }
        for (StoredMessage message : messages) {
            if (message.role() == Role.USER) {
                section(out, choice.labels().question(), message.content());
                continue;
            }
            String thought = message.thought();
            if (choice.parts().thought() && thought != null) {
                section(out, choice.labels().thought(), quoted(thought));
            }
            if (choice.parts().answer()) {
                section(out, choice.labels().answer(), message.content());
            }
        }
        return out.toString().stripTrailing() + "\n";
    }

    private static void section(StringBuilder out, String label, String text) {
        out.append("## ").append(escaped(label)).append("\n\n");
        out.append(text.strip()).append("\n\n");
    }

    private static String quoted(String text) {
        return "> " + text.strip().replaceAll("\\R", "\n> ");
    }

    private static String escaped(String line) {
        return line.replaceAll("([\\\\`*_\\[\\]<>#])", "\\\\$1").replaceAll("\\R", " ");
    }
}
