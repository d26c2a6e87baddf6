package org.ponder.engine.reply;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Splits one reply into thought and answer while it comes. Belongs to one reply and one thread.
 *
 * <p>Fed with tokens, a tag that the vocabulary has as one token is that token and nothing else:
 * the same characters spelled out are text. Fed with text, tags are found in the characters.
 */
public final class ReplyParser {

    private ReplyParser() {}

    /** A parser of plain text. */
    public static ReplyParser ofText(ReplyFormat format, ReplyStart start) {
        return new ReplyParser();
    }

    /**
     * A parser of tokens.
     *
     * @param idOf the id of a token by its text, where the vocabulary has it
     */
    public static ReplyParser ofTokens(
            ReplyFormat format, ReplyStart start, Function<String, OptionalInt> idOf) {
        return new ReplyParser();
    }

    /** Takes some text, of any length, and returns what is certain by now. */
    public List<ReplyPiece> feed(String text) {
        return List.of();
    }

    /**
     * Takes one token and returns what is certain by now.
     *
     * @param text the whole characters that the token completes; may be empty
     */
    public List<ReplyPiece> feed(int id, String text) {
        return List.of();
    }

    /** Ends the reply and returns what was held back. */
    public List<ReplyPiece> finish() {
        return List.of();
    }

    /** Whether the next token belongs to the thought. */
    public boolean thinking() {
        return false;
    }

    /** Whether the thought is closed (or there was none), and the answer too where it has tags. */
    public boolean complete() {
        return false;
    }
}
