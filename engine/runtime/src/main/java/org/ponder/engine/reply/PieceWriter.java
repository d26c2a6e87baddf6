package org.ponder.engine.reply;

import java.util.ArrayList;
import java.util.List;

/** Collects pieces, without the white space at the start and, until more text comes, at the end. */
final class PieceWriter {
    private final List<ReplyPiece> pieces = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder blanks = new StringBuilder();
    private boolean inThought;

    /** Whether nothing but white space has come of the thought so far. */
    private boolean freshThought;

    /** The same of the answer. */
    private boolean freshAnswer;

    PieceWriter(ReplyStart start) {
        inThought = start == ReplyStart.THOUGHT || start == ReplyStart.THOUGHT_RESUMED;
        freshThought = start != ReplyStart.THOUGHT_RESUMED;
        freshAnswer = start != ReplyStart.ANSWER_RESUMED;
    }

    /** Whether nothing but white space has come of what is being written, thought or answer. */
    boolean fresh() {
        return inThought ? freshThought : freshAnswer;
    }

    private void setFresh(boolean fresh) {
        if (inThought) {
            freshThought = fresh;
        } else {
            freshAnswer = fresh;
        }
    }

    /** Adds text; white space is held back until it is known to be inside. */
    void append(String more) {
        for (int i = 0; i < more.length(); i++) {
            char c = more.charAt(i);
            if (!Character.isWhitespace(c)) {
                text.append(blanks).append(c);
                blanks.setLength(0);
                setFresh(false);
            } else if (!fresh()) {
                blanks.append(c);
            }
        }
    }

    /** A thought begins, or goes on in a paragraph of its own. */
    void startThought() {
        dropBlanks();
        release();
        inThought = true;
        breakParagraph();
    }

    /** The thought ends; its trailing white space goes. An answer before it goes on likewise. */
    void endThought() {
        dropBlanks();
        release();
        pieces.add(new ReplyPiece.ThoughtClosed());
        inThought = false;
        breakParagraph();
    }

    /** The model called a tool; white space behind the call goes, as at the start. */
    void toolCall(ReplyPiece.ToolCall call) {
        release();
        pieces.add(call);
        dropBlanks();
        setFresh(true);
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

    /** A blank line between two parts of the same thought or answer. */
    void breakParagraph() {
        if (!fresh()) {
            blanks.setLength(0);
            blanks.append("\n\n");
        }
    }

    /** What follows is a paragraph of its own, in the same thought or answer. */
    void newParagraph() {
        dropBlanks();
        text.append("\n\n");
        setFresh(true);
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
