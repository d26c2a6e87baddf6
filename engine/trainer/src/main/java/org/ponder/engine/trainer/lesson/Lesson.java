package org.ponder.engine.trainer.lesson;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.ponder.engine.trainer.model.Vocabulary;
import org.ponder.engine.trainer.puzzle.Puzzle;

/**
 * A conversation as the template writes it, up to and with the last reply.
 *
 * @param ids all tokens
 * @param learned whether a token is to be learned: those of the last reply, mistakes left out
 * @param lastTurn where the last question begins
 */
@SuppressWarnings("ArrayRecordComponent") // Only passed on, never compared or changed.
public record Lesson(int[] ids, boolean[] learned, int lastTurn) {
    /** A single question and its reply. */
    public static Lesson of(Puzzle puzzle) {
        return chat(List.of(), puzzle);
    }

    /** A chat whose last question is learned; of earlier replies the template drops the thought. */
    public static Lesson chat(List<Puzzle> earlier, Puzzle last) {
        return chat(earlier, last, Integer.MAX_VALUE);
    }

    /**
     * A chat whose last question is answered after so many characters of thought; where the thought
     * is cut off, it and its end are given and the answer alone is learned.
     */
    public static Lesson chat(List<Puzzle> earlier, Puzzle last, int thought) {
        Writer writer = new Writer();
        writer.turns(earlier);
        int lastTurn = writer.length();
        writer.prompt(last.question());
        boolean whole = thought >= last.thought().length();
        if (whole) {
            writer.thought(last.thought());
        } else {
            writer.text(last.thought().substring(0, thought).replaceAll(MARKS, ""), false);
        }
        writer.token(Vocabulary.END_THINK, whole);
        writer.text(last.answer(), true);
        writer.token(Vocabulary.END, true);
        return writer.lesson(lastTurn);
    }

    /** A reply that a model made itself: all its tokens are learned. */
    public static Lesson of(int[] prompt, int[] reply) {
        int[] ids = Arrays.copyOf(prompt, prompt.length + reply.length);
        System.arraycopy(reply, 0, ids, prompt.length, reply.length);
        boolean[] learned = new boolean[ids.length];
        Arrays.fill(learned, prompt.length, ids.length, true);
        return new Lesson(ids, learned, 0);
    }

    /** What stands before the reply to a question. */
    public static int[] prompt(String question) {
        return prompt(List.of(), question);
    }

    /** What stands before the reply to the last question of a chat. */
    public static int[] prompt(List<Puzzle> earlier, String question) {
        Writer writer = new Writer();
        writer.turns(earlier);
        writer.prompt(question);
        return writer.lesson(0).ids();
    }

    /** Number of tokens. */
    public int length() {
        return ids.length;
    }

    private static final String MARKS = "[" + Puzzle.SLIP + Puzzle.MENDED + "]";

    private static final class Writer {
        private int[] ids = new int[256];
        private boolean[] learned = new boolean[256];
        private int length;

        int length() {
            return length;
        }

        void token(int id, boolean learn) {
            if (length == ids.length) {
                ids = Arrays.copyOf(ids, 2 * length);
                learned = Arrays.copyOf(learned, 2 * length);
            }
            ids[length] = id;
            learned[length++] = learn;
        }

        void text(String text, boolean learn) {
            for (int id : Vocabulary.ids(text)) {
                token(id, learn);
            }
        }

        void turns(List<Puzzle> earlier) {
            for (Puzzle puzzle : earlier) {
                token(Vocabulary.USER, false);
                text(puzzle.question(), false);
                token(Vocabulary.ASSISTANT, false);
                text(puzzle.answer(), false);
                token(Vocabulary.END, false);
            }
        }

        void prompt(String question) {
            token(Vocabulary.USER, false);
            text(question, false);
            token(Vocabulary.ASSISTANT, false);
            token(Vocabulary.THINK, false);
        }

        void thought(String thought) {
            int from = 0;
            while (from < thought.length()) {
                int slip = thought.indexOf(Puzzle.SLIP, from);
                if (slip < 0) {
                    text(thought.substring(from), true);
                    return;
                }
                int mended = thought.indexOf(Puzzle.MENDED, slip);
                text(thought.substring(from, slip), true);
                text(thought.substring(slip + 1, mended), false);
                from = mended + 1;
            }
        }

        Lesson lesson(int lastTurn) {
            return new Lesson(Arrays.copyOf(ids, length), Arrays.copyOf(learned, length), lastTurn);
        }
    }

    /** The text of the tokens from some place on, control tokens left out. */
    public static String text(int[] ids, int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            if (ids[i] < Vocabulary.USER) {
                bytes.write(ids[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
