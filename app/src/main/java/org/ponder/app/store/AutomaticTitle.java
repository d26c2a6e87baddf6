package org.ponder.app.store;

import java.text.BreakIterator;
import java.util.Locale;

/** Names a conversation by the first sentence of its first question. */
final class AutomaticTitle {
    /** Characters that fit one line of a list. */
    private static final int LONGEST = 60;

    /** More of a question than any title needs; questions may be megabytes of pasted text. */
    private static final int LOOKED_AT = 1_000;

    private AutomaticTitle() {}

    static String of(String question) {
        String start = question.substring(0, Math.min(question.length(), LOOKED_AT));
        String line =
                start.lines()
                        .map(AutomaticTitle::plain)
                        .filter(l -> !l.isEmpty())
                        .findFirst()
                        .orElse("");
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(line);
        String sentence = line.substring(0, Math.max(0, sentences.next())).strip();
        return cut(sentence);
    }

    /** One line without control characters, runs of spaces and Markdown's heading marks. */
    private static String plain(String line) {
        return line.replaceAll("[\\p{Cntrl}\\p{Z}]+", " ")
                .strip()
                .replaceFirst("^[#>*\\-`]+ *", "");
    }

    private static String cut(String sentence) {
        if (sentence.codePointCount(0, sentence.length()) <= LONGEST) {
            return sentence;
        }
        int end = sentence.offsetByCodePoints(0, LONGEST);
        BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
        words.setText(sentence);
        int word = words.preceding(end + 1);
        // A single long word, an address for example, is cut where the line ends.
        String kept = sentence.substring(0, word > end / 2 ? word : end).stripTrailing();
        return kept + "…";
    }
}
