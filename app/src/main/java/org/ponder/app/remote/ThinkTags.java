package org.ponder.app.remote;

import java.util.function.Consumer;

/**
 * Splits what a server sends as one text, where it does not take thoughts apart itself: a thought
 * stands at the very start, between tags. Tags anywhere else are part of the answer.
 *
 * <p>Where the prompt has opened the thought already, as DeepSeek-R1's does, only its end is sent.
 * Up to there it looks like an answer, so that it is only known for the replies that follow.
 */
final class ThinkTags {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private final Consumer<String> thought;
    private final Consumer<String> answer;
    private final StringBuilder held = new StringBuilder();
    private final StringBuilder all = new StringBuilder();
    private final boolean opened;
    private boolean parted;
    private Place place = Place.START;

    private enum Place {
        START,
        THOUGHT,
        ANSWER
    }

    /**
     * @param opened whether what begins without a tag is a thought, as it was before
     */
    ThinkTags(Consumer<String> thought, Consumer<String> answer, boolean opened) {
        this.thought = thought;
        this.answer = answer;
        this.opened = opened;
    }

    /** The server takes thoughts apart: from now on all is answer. */
    void allIsAnswer() {
        if (place == Place.START && held.toString().isBlank()) {
            held.setLength(0); // said now, it would be an answer before the thought
        }
        flush();
        parted = true;
        place = Place.ANSWER;
    }

    void add(String piece) {
        held.append(piece);
        all.append(piece);
        if (place == Place.START) {
            String start = held.toString().stripLeading();
            if (start.startsWith(OPEN)) {
                held.setLength(0);
                held.append(start, OPEN.length(), start.length());
                place = Place.THOUGHT;
            } else if (!OPEN.startsWith(start)) {
                place = opened ? Place.THOUGHT : Place.ANSWER;
            }
        }
        if (place == Place.THOUGHT) {
            int close = held.indexOf(CLOSE);
            if (close >= 0) {
                say(thought, close);
                held.delete(0, CLOSE.length());
                place = Place.ANSWER;
            } else {
                say(thought, held.length() - begun());
            }
        }
        if (place == Place.ANSWER) {
            say(answer, held.length());
        }
    }

    /**
     * Nothing more comes. Of a whole reply, what was taken for a thought without a tag and was
     * never closed was the answer.
     *
     * @param whole whether the model ended the reply itself
     * @return whether the next reply may be taken to begin with a thought without a tag
     */
    boolean end(boolean whole) {
        flush();
        if (whole && place == Place.THOUGHT && !tagged() && !all.toString().isBlank()) {
            answer.accept(all.toString());
            return false;
        }
        return closedUnopened() || (opened && !whole && !parted);
    }

    private void flush() {
        say(place == Place.THOUGHT ? thought : answer, held.length());
    }

    /**
     * Whether a thought was closed that the prompt had opened. An answer that speaks of the tag
     * goes on behind it in the same line, or spoke of the opening one before.
     */
    private boolean closedUnopened() {
        int close = all.indexOf(CLOSE);
        if (parted || close < 0 || tagged()) {
            return false;
        }
        if (opened) {
            return true;
        }
        int open = all.indexOf(OPEN);
        String rest = all.substring(close + CLOSE.length());
        return (open < 0 || open > close) && (rest.isBlank() || rest.startsWith("\n"));
    }

    private boolean tagged() {
        return all.toString().stripLeading().startsWith(OPEN);
    }

    /** Characters at the end that a closing tag could begin with. */
    private int begun() {
        for (int n = Math.min(CLOSE.length() - 1, held.length()); n > 0; n--) {
            if (CLOSE.startsWith(held.substring(held.length() - n))) {
                return n;
            }
        }
        return 0;
    }

    private void say(Consumer<String> to, int count) {
        if (count > 0) {
            to.accept(held.substring(0, count));
            held.delete(0, count);
        }
    }
}
