package org.ponder.app.remote;

import java.util.function.Consumer;

/**
 * Splits what a server sends as one text, where it does not take thoughts apart itself: a thought
 * stands at the very start, between tags. Tags anywhere else are part of the answer.
 */
final class ThinkTags {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private final Consumer<String> thought;
    private final Consumer<String> answer;
    private final StringBuilder held = new StringBuilder();
    private Place place = Place.START;

    private enum Place {
        START,
        THOUGHT,
        ANSWER
    }

    ThinkTags(Consumer<String> thought, Consumer<String> answer) {
        this.thought = thought;
        this.answer = answer;
    }

    /** The server takes thoughts apart: from now on all is answer. */
    void allIsAnswer() {
        if (place == Place.START && held.toString().isBlank()) {
            held.setLength(0); // said now, it would be an answer before the thought
        }
        end();
        place = Place.ANSWER;
    }

    void add(String piece) {
        held.append(piece);
        if (place == Place.START) {
            String start = held.toString().stripLeading();
            if (start.startsWith(OPEN)) {
                held.setLength(0);
                held.append(start, OPEN.length(), start.length());
                place = Place.THOUGHT;
            } else if (!OPEN.startsWith(start)) {
                place = Place.ANSWER;
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

    /** Nothing more comes. */
    void end() {
        say(place == Place.THOUGHT ? thought : answer, held.length());
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
