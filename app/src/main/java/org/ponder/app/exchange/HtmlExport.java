package org.ponder.app.exchange;

import java.util.List;
import org.ponder.app.store.StoredMessage;
import org.ponder.engine.prompt.Role;

/**
 * A conversation as one HTML page that needs nothing beside it. Models write what they read: markup
 * in a message is shown, never obeyed, and the page's own policy forbids scripts and the network.
 */
final class HtmlExport {
    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html>
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" \
            content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            body { font: 16px/1.55 system-ui, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em;
              color: #1f2328; background: #fff; overflow-wrap: anywhere; }
            body > h2 { font-size: .85em; font-weight: 600; color: #59636e; margin: 2em 0 .4em; }
            .question { background: #f3f4f6; border-radius: .8em; padding: .7em 1em; white-space: pre-wrap; }
            details { border-left: 3px solid #d1d9e0; padding-left: 1em; color: #59636e; }
            summary { cursor: pointer; }
            .thought { white-space: pre-wrap; margin-top: .6em; }
            pre { background: #f6f8fa; padding: .8em; border-radius: .5em; overflow-x: auto; }
            .formula { height: auto; } details .formula { opacity: .7; } .displayed { display: block; overflow-x: auto; padding: .4em 0; }
            table { border-collapse: collapse; } td, th { border: 1px solid #d1d9e0; padding: .3em .7em; }
            @media (prefers-color-scheme: dark) {
              body { color: #e6edf3; background: #0f1216; } .question, pre { background: #1b2027; }
              .formula { filter: invert(1); }
              body > h2, details { color: #9aa4af; } details, td, th { border-color: #373e47; } a { color: #6cb2ff; }
            }
            </style>
            </head>
            <body>
            """;

    private HtmlExport() {}

    static String text(String title, List<StoredMessage> messages, ExportChoice choice) {
        StringBuilder out = new StringBuilder(HEAD.replace("%s", escaped(title)));
        if (!title.isEmpty()) {
            out.append("<h1>").append(escaped(title)).append("</h1>\n");
        }
        try (FormulaHtml formulas = new FormulaHtml()) {
            for (StoredMessage message : messages) {
                if (message.role() == Role.USER) {
                    label(out, choice.labels().question());
                    out.append("<div class=\"question\">").append(escaped(message.content()));
                    out.append("</div>\n");
                } else {
                    reply(out, message, choice, formulas);
                }
            }
        }
        return out.append("</body>\n</html>\n").toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void reply(
            StringBuilder out, StoredMessage message, ExportChoice choice, FormulaHtml formulas) {
        String thought = message.thought();
        if (choice.parts().thought() && thought != null) {
            // Folded beside its answer, open where it is all there is.
            out.append(choice.parts().answer() ? "<details>" : "<details open>");
            out.append("<summary>").append(escaped(choice.labels().thought()));
            out.append("</summary><div class=\"thought\">").append(formulas.text(thought.strip()));
            out.append("</div></details>\n");
        }
        if (choice.parts().answer()) {
            label(out, choice.labels().answer());
            out.append("<div class=\"answer\">").append(AnswerHtml.of(message.content(), formulas));
            out.append("</div>\n");
        }
    }

    private static void label(StringBuilder out, String label) {
        out.append("<h2>").append(escaped(label)).append("</h2>\n");
    }
}
