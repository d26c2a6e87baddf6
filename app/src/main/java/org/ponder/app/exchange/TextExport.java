package org.ponder.app.exchange;

import java.util.List;
import org.ponder.app.store.StoredMessage;
import org.ponder.engine.prompt.Role;

/** A conversation as plain text. */
final class TextExport {
    private TextExport() {}

    static String text(String title, List<StoredMessage> messages, ExportChoice choice) {
        StringBuilder out = new StringBuilder();
        if (!title.isEmpty()) {
            out.append(title).append("\n").append("=".repeat(Math.min(60, title.length())));
            out.append("\n\n");
        }
        for (StoredMessage message : messages) {
            if (message.role() == Role.USER) {
                section(out, choice.labels().question(), message.content());
                continue;
            }
            String thought = message.thought();
            if (choice.parts().thought() && thought != null) {
                section(out, choice.labels().thought(), thought);
            }
            if (choice.parts().answer()) {
                section(out, choice.labels().answer(), message.content());
            }
        }
        return out.toString().stripTrailing() + "\n";
    }

    private static void section(StringBuilder out, String label, String text) {
        out.append(label).append(":\n").append(text.strip()).append("\n\n");
    }
}
