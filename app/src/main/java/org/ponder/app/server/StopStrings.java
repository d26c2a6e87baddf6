package org.ponder.app.server;

import java.util.List;

/**
 * Ends an answer at the first of some texts, which is left out. Holds back what could be the
 * beginning of one.
 */
final class StopStrings {
    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private boolean stopped;

    StopStrings(List<String> stops) {
        this.stops = stops;
    }

    /** Takes a piece and gives what of the answer is certain now. */
    String add(String piece) {
        if (stopped) {
            return "";
        }
        held.append(piece);
        int first = -1;
        for (String stop : stops) {
            int at = held.indexOf(stop);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        if (first >= 0) {
            stopped = true;
            held.setLength(first);
            return take(first);
        }
        return take(held.length() - possible());
    }

    /** The rest, after the last piece. */
    String end() {
        return take(held.length());
    }

    /** Whether one of the texts came. */
    boolean stopped() {
        return stopped;
    }

    /** Characters at the end that a stop could begin with. */
    private int possible() {
        int most = 0;
        for (String stop : stops) {
            for (int n = Math.min(stop.length() - 1, held.length()); n > most; n--) {
                if (stop.startsWith(held.substring(held.length() - n))) {
                    most = n;
                }
            }
        }
        return most;
    }

    private String take(int count) {
        String text = held.substring(0, count);
        held.delete(0, count);
        return text;
    }
}
