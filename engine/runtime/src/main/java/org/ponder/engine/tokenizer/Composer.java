package org.ponder.engine.tokenizer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts text into Unicode's composed form (NFC). The JDK's normaliser does it, but needs quadratic
 * time to put a long run of combining marks in order, minutes for a megabyte of them. So marks of
 * long runs are put in order here first. Holds what it learns of marks: belongs to one call.
 */
final class Composer {
    /** Runs up to this length are left to the JDK. No language writes longer ones. */
    private static final int SHORT_RUN = 256;

    /** Overlaid marks and the iota subscript: those that go first and last in order. */
    private static final String FIRST_MARK = "\u0334";

    private static final String LAST_MARK = "\u0345";

    /** A mark of each place in the order that was met, in order. */
    private final List<String> places = new ArrayList<>();

    /** The mark of {@link #places} with the same place, for each mark that was met. */
    private final Map<String, String> placeOf = new HashMap<>();

    /** The composed form of well-formed text. */
    String compose(String text) {
        StringBuilder ordered = new StringBuilder(text.length());
        int done = 0;
        for (int at = 0; at < text.length(); ) {
            int from = at;
            while (at < text.length() && isMark(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            if (at - from > SHORT_RUN) {
                order(text, from, at, ordered.append(text, done, from));
                done = at;
            }
            at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
        }
        String prepared = done == 0 ? text : ordered.append(text, done, text.length()).toString();
        return Normalizer.normalize(prepared, Normalizer.Form.NFC);
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    true;
            default -> false;
        };
    }

    /** Appends marks in order: sorted by place, as they came within a place. */
    private void order(String text, int from, int to, StringBuilder ordered) {
        Map<String, StringBuilder> waiting = new HashMap<>();
        String marks = decomposed(text, from, to);
        for (int i = 0; i < marks.length(); ) {
            String mark = Character.toString(marks.codePointAt(i));
            i += mark.length();
            if (moves(mark)) {
                waiting.computeIfAbsent(placeOf(mark), place -> new StringBuilder()).append(mark);
            } else {
                flush(waiting, ordered);
                ordered.append(mark);
            }
        }
        flush(waiting, ordered);
    }

    private void flush(Map<String, StringBuilder> waiting, StringBuilder ordered) {
        for (String place : places) {
            StringBuilder marks = waiting.remove(place);
            if (marks != null) {
                ordered.append(marks);
            }
        }
    }

    /** Some marks are made of others; taken one by one, so that none is moved yet. */
    private static String decomposed(String text, int from, int to) {
        StringBuilder marks = new StringBuilder(to - from);
        for (int i = from; i < to; ) {
            String mark = Character.toString(text.codePointAt(i));
            marks.append(Normalizer.normalize(mark, Normalizer.Form.NFD));
            i += mark.length();
        }
        return marks.toString();
    }

    /** Whether a mark takes part in ordering; some stay where they are, as letters do. */
    private static boolean moves(String mark) {
        return swaps(mark, FIRST_MARK) || swaps(LAST_MARK, mark);
    }

    private String placeOf(String mark) {
        String known = placeOf.get(mark);
        if (known != null) {
            return known;
        }
        int at = 0;
        while (at < places.size() && swaps(mark, places.get(at))) {
            at++;
        }
        if (at == places.size() || swaps(places.get(at), mark)) {
            places.add(at, mark);
        }
        placeOf.put(mark, places.get(at));
        return places.get(at);
    }

    /** Whether ordering puts the second of two marks before the first. */
    private static boolean swaps(String first, String second) {
        return !Normalizer.normalize(first + second, Normalizer.Form.NFD).startsWith(first);
    }
}
