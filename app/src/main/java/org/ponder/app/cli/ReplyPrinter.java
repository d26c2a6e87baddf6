package org.ponder.app.cli;

import java.io.PrintStream;
import java.util.function.Consumer;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.reply.ReplyEvent;

/** Writes a reply while it comes: the thought dimmed, a blank line, the answer. */
final class ReplyPrinter implements Consumer<ReplyEvent> {
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final Terminal terminal;
    private final ThoughtDisplay thoughts;
    private final ReplyControl control;
    private boolean dimmed;
    private boolean thoughtWritten;
    private char last = '\n';

    /**
     * @param control stops the reply when nobody reads it any more
     */
    ReplyPrinter(Terminal terminal, ThoughtDisplay thoughts, ReplyControl control) {
        this.terminal = terminal;
        this.thoughts = thoughts;
        this.control = control;
    }

    @Override
    public void accept(ReplyEvent event) {
        switch (event) {
            case ReplyEvent.LeftOut leftOut -> {}
            case ReplyEvent.Reading reading -> {}
            case ReplyEvent.Thought piece -> thought(piece.text());
            case ReplyEvent.ThoughtEnded ended -> undim();
            case ReplyEvent.Answer piece -> answer(piece.text());
            case ReplyEvent.ToolCall call -> toolCall(call);
            case ReplyEvent.Finished end -> end();
        }
    }

    private void thought(String text) {
        if (thoughts == ThoughtDisplay.HIDE || text.isEmpty()) {
            return;
        }
        if (!thoughtWritten && last != '\n') {
            write("\n\n"); // the model thinks on behind a word to the user
        }
        if (terminal.colours() && !dimmed) {
            terminal.out().print(DIM);
            dimmed = true;
        }
        thoughtWritten = true;
        write(text);
    }

    private void answer(String text) {
        if (thoughts == ThoughtDisplay.ONLY || text.isEmpty()) {
            return;
        }
        undim();
        if (thoughtWritten) {
            thoughtWritten = false;
            write(last == '\n' ? "\n" : "\n\n");
        }
        write(text);
    }

    /** On a line of its own; Ponder runs no tools. */
    private void toolCall(ReplyEvent.ToolCall call) {
        String line = "[tool call] " + call.name() + " " + call.arguments() + "\n";
        answer(last == '\n' || thoughtWritten ? line : "\n" + line);
    }

    private void end() {
        undim();
        if (last != '\n') {
            write("\n");
        }
        terminal.out().flush();
    }

    private void undim() {
        if (dimmed) {
            dimmed = false;
            terminal.out().print(PLAIN);
        }
    }

    private void write(String text) {
        PrintStream out = terminal.out();
        out.print(terminal.person() ? harmless(text) : text);
        last = text.charAt(text.length() - 1);
        // Also flushes, so that every piece is seen as it comes.
        if (out.checkError()) {
            control.cancel();
        }
    }

    /** Without the control characters by which a model could command the terminal. */
    static String harmless(String text) {
        StringBuilder shown = new StringBuilder(text);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                shown.setCharAt(i, '\uFFFD');
            }
        }
        return shown.toString();
    }
}
