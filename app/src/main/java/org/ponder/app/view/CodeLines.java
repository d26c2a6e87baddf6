package org.ponder.app.view;

import java.util.ArrayList;
import java.util.List;

/**
 * Code in lines that lay out quickly: longer ones are broken, which only this class knows of.
 * Places in the code and in the broken lines are translated into each other.
 */
final class CodeLines {
    /** Layout of a line costs more than in proportion to its length. */
    private static final int MOST_CHARACTERS = 1000;

    private final List<String> lines = new ArrayList<>();

    /** Of each line, whether the code goes on behind it without a line end. */
    private final List<Boolean> broken = new ArrayList<>();

    CodeLines(String code) {
        int from = 0;
        while (true) {
            int end = code.indexOf('\n', from);
            String line = code.substring(from, end < 0 ? code.length() : end);
            int at = 0;
            while (line.length() - at > MOST_CHARACTERS) {
                int stop = at + MOST_CHARACTERS;
                if (Character.isLowSurrogate(line.charAt(stop))) {
                    stop++;
                }
                add(line.substring(at, stop), true);
                at = stop;
            }
            add(line.substring(at), false);
            if (end < 0) {
                return;
            }
            from = end + 1;
        }
    }

    private void add(String line, boolean goesOn) {
        lines.add(line);
        broken.add(goesOn);
    }

    /** Columns of the widest line, where letters of East Asia take two and a tab eight. */
    int columns() {
        int most = 0;
        for (String line : lines) {
            int columns = 0;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                columns += c == '\t' ? 8 - columns % 8 : c < '\u1100' ? 1 : 2;
            }
            most = Math.max(most, columns);
        }
        return most;
    }

    List<String> lines() {
        return lines;
    }

    /** Where a place of the code is in the lines, with one character for the end of each. */
    int shown(int place) {
        int code = 0;
        int shown = 0;
        for (int i = 0; i < lines.size(); i++) {
            int length = lines.get(i).length();
            if (place <= code + length) {
                return shown + place - code;
            }
            code += length + (broken.get(i) ? 0 : 1);
            shown += length + 1;
        }
        return Math.max(0, shown - 1);
    }

    /** Where a place of the lines is in the code. */
    int code(int place) {
        int code = 0;
        int shown = 0;
        for (int i = 0; i < lines.size(); i++) {
            int length = lines.get(i).length();
            if (place <= shown + length) {
                return code + place - shown;
            }
            code += length + (broken.get(i) ? 0 : 1);
            shown += length + 1;
        }
        return Math.max(0, code - 1);
    }
}
