package org.ponder.app.session;

import org.ponder.engine.reply.ReplyEvent;

/** Shows a tool call as a block of code in the answer: Ponder runs no tools. */
final class ToolCallText {
    private static final String FENCE = "```";

    private ToolCallText() {}

    /** The answer's text that stands for the call, in Markdown. */
    static ReplyEvent.Answer of(ReplyEvent.ToolCall call) {
        String fence = FENCE;
        while (call.arguments().contains(fence)) {
            fence += "`";
        }
        String name = call.name().replaceAll("\\s+", " ").replace('`', '\'');
        return new ReplyEvent.Answer(
                "\n\n`"
                        + name
                        + "`\n"
                        + fence
                        + "json\n"
                        + call.arguments()
                        + "\n"
                        + fence
                        + "\n\n",
                call.tokens());
    }
}
