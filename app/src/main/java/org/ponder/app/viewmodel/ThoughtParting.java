package org.ponder.app.viewmodel;

import java.util.List;
import org.ponder.app.markdown.FormulaScanner;
import org.ponder.app.store.ThoughtMode;

/**
 * A thought in two: what it has in common with another one, as an edited thought has its beginning,
 * and the rest.
 *
 * @param common empty where not even a line is
 * @param rest empty where the thought ends there
 */
record ThoughtParting(List<ThoughtChunk> common, List<ThoughtChunk> rest) {

    /** Parts a thought from another one at the start of the line that differs. */
    static ThoughtParting of(String thought, String other) {
        int at = thought.equals(other) ? 0 : commonLines(thought, other);
        return at == 0
                ? new ThoughtParting(List.of(), chunks(thought))
                : new ThoughtParting(
                        chunks(thought.substring(0, at)), chunks(thought.substring(at)));
    }

    private static int commonLines(String thought, String other) {
        int same = 0;
        int most = Math.min(thought.length(), other.length());
        while (same < most && thought.charAt(same) == other.charAt(same)) {
            same++;
        }
        return startOfFormula(thought.substring(0, lineStart(thought, same)));
    }

    private static int lineStart(String text, int end) {
        return text.lastIndexOf('\n', end - 1) + 1;
    }

    /** A formula of several lines is not torn apart: both show it whole, behind the parting. */
    private static int startOfFormula(String common) {
        if (common.isBlank()) {
            return 0;
        }
        String last = chunks(common).getLast().textProperty().get();
        int end = last.length();
        while (end > 0 && FormulaScanner.isOpenAtEnd(last.substring(0, end))) {
            end = lineStart(last, end - 1);
        }
        return common.length() - last.length() + end;
    }

    private static List<ThoughtChunk> chunks(String text) {
        ThoughtViewModel thought = new ThoughtViewModel(ThoughtMode.LIVE);
        thought.append(text);
        return List.copyOf(thought.chunks());
    }
}
