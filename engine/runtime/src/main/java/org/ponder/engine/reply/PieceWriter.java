package org.ponder.engine.reply;

import java.util.ArrayList;
import java.util.List;

/** Collects pieces, without the white space at the start and, until more text comes, at the end. */
final class PieceWriter {
    private final List<ReplyPiece> pieces = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder blanks = new StringBuilder();
    private boolean inThought;

    /** Whether nothing but white space has come since the start of the thought or the answer. */
    private boolean fresh;

    PieceWriter(ReplyStart start) {
        inThought = start == ReplyStart.THOUGHT || start == ReplyStart.THOUGHT_RESUMED;
        fresh = start != ReplyStart.THOUGHT_RESUMED && start != ReplyStart.ANSWER_RESUMED;
    }

    boolean fresh() {
        return fresh;
    }

    /** Adds text; white space is held back until it is known to be inside. */
    void append(String more) {
        for (int i = 0; i < more.length(); i++) {
            char c = more.charAt(i);
            if (!Character.isWhitespace(c)) {
                text.append(blanks).append(c);
                blanks.setLength(0);
                fresh = false;
            } else if (!fresh) {
                blanks.append(c);
            }
        }
    }

    /** A thought begins. */
    void startThought() {
        release();
        inThought = true;
        fresh = true;
    }

    /** The thought ends; its trailing white space goes. */
    void endThought() {
        dropBlanks();
        release();
        pieces.add(new ReplyPiece.ThoughtClosed());
        inThought = false;
        fresh = true;
    }

    /** The model called a tool; white space behind the call goes, as at the start. */
    void toolCall(ReplyPiece.ToolCall call) {
        release();
        pieces.add(call);
        dropBlanks();
        fresh = true;
    }

    /** Drops the white space that is held back. */
    void dropBlanks() {
        blanks.setLength(0);
    }

    /** Lets the white space go that is held back: no tag follows it. */
    void keepBlanks() {
        text.append(blanks);
        blanks.setLength(0);
    }

    /** A blank line between two parts of the same thought. */
    void breakParagraph() {
        if (!fresh) {
            blanks.setLength(0);
            blanks.append("\n\n");
        }
    }

    /** What follows is a paragraph of its own, in the same thought or answer. */
    void newParagraph() {
        dropBlanks();
        text.append("\n\n");
        fresh = true;
    }

    List<ReplyPiece> take() {
        release();
        List<ReplyPiece> taken = List.copyOf(pieces);
        pieces.clear();
        return taken;
    }

    private void release() {
        if (!text.isEmpty()) {
            String piece = text.toString();
            pieces.add(
                    inThought
                            ? new ReplyPiece.ThoughtText(piece)
                            : new ReplyPiece.AnswerText(piece));
            text.setLength(0);
        }
    }
}
