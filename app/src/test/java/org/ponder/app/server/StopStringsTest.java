package org.ponder.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer ends before the first stop, however it is cut into pieces. */
class StopStringsTest {

    private static String read(List<String> stops, String... pieces) {
        StopStrings filter = new StopStrings(stops);
        StringBuilder text = new StringBuilder();
        for (String piece : pieces) {
            text.append(filter.add(piece));
        }
        return text.append(filter.end()).append(filter.stopped() ? "|" : "").toString();
    }

    @Test
    void everyCutGivesTheSame() {
        String text = "aaab END aab";
        for (int i = 0; i <= text.length(); i++) {
            for (int j = i; j <= text.length(); j++) {
                String[] pieces = {text.substring(0, i), text.substring(i, j), text.substring(j)};
                assertEquals("aaab |", read(List.of("END"), pieces));
                assertEquals("a|", read(List.of("aab", "END"), pieces));
                assertEquals(text, read(List.of("aabb"), pieces));
            }
        }
    }

    @Test
    void whatCouldBeginAStopIsHeldBackUntilItCannot() {
        StopStrings filter = new StopStrings(List.of("stop"));
        assertEquals("x", filter.add("xst"));
        assertEquals("sta", filter.add("a"));
        assertFalse(filter.stopped());
        assertEquals("", filter.add("stop"));
        assertTrue(filter.stopped());
        assertEquals("", filter.add("more"));
        assertEquals("", filter.end());
    }
}
