package org.ponder.app.store;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Cuts text into the words by which it is found. A word is a run of letters and digits. In scripts
 * written without spaces it is a character with the one after it, so that any part of a Chinese
 * sentence is found as a phrase, and two characters, which most words there have, as one word.
 * Case, accents and compatibility forms make no difference.
 */
final class SearchWords {
    /** More letters than a word has; what is longer is encoded data, and is cut. */
    private static final int LONGEST = 64;

    private SearchWords() {}

    /** Receives a word and where in the text it stands; tells whether to go on. */
    interface Sink {
        boolean word(String folded, int start, int end);
    }

    /** The words with a space between each two: what the index is fed with. */
    static String spaced(String text) {
        StringBuilder out = new StringBuilder(text.length() + text.length() / 2);
        each(
                text,
                (word, start, end) -> {
                    out.append(word).append(' ');
                    return true;
                });
        return out.toString();
    }

    static void each(String text, Sink sink) {
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            int start = i;
            i += Character.charCount(point);
            if (!inWord(point)) {
                continue;
            }
            int end = alone(point) ? pairEnd(text, i) : runEnd(text, i, start + LONGEST);
            if (!alone(point)) {
                i = end;
            }
            String folded = fold(text.substring(start, end));
            if (!folded.isEmpty() && !sink.word(folded, start, end)) {
                return;
            }
        }
    }

    /** Whether the character is a word with the one after it, or by itself. */
    static boolean alone(int point) {
        if (point < 0x0e00) {
            return false;
        }
        if (Character.getType(point) == Character.OTHER_SYMBOL || Character.isIdeographic(point)) {
            return true;
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, BOPOMOFO -> true;
            default -> false;
        };
    }

    private static int pairEnd(String text, int second) {
        if (second < text.length()) {
            int point = text.codePointAt(second);
            if (inWord(point) && alone(point)) {
                return second + Character.charCount(point);
            }
        }
        return second;
    }

    private static int runEnd(String text, int from, int most) {
        int end = from;
        while (end < text.length() && end < most) {
            int point = text.codePointAt(end);
            if (!inWord(point) || alone(point)) {
                break;
            }
            end += Character.charCount(point);
        }
        return end;
    }

    private static boolean inWord(int point) {
        if (Character.isLetterOrDigit(point)) {
            return true;
        }
        return point >= 128
                && switch (Character.getType(point)) {
                    case Character.NON_SPACING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.OTHER_SYMBOL,
                            Character.LETTER_NUMBER,
                            Character.OTHER_NUMBER ->
                            true;
                    default -> false;
                };
    }

    private static String fold(String word) {
        boolean ascii = true;
        boolean ideographs = true;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            ascii &= c < 128;
            // The unified ideographs have neither case nor other forms.
            ideographs &= c >= 0x4e00 && c < 0xa000;
        }
        if (ideographs) {
            return word;
        }
        if (ascii) {
            return word.toLowerCase(Locale.ROOT);
        }
        String bare = Normalizer.normalize(word, Normalizer.Form.NFKD).replaceAll("\\p{Mn}+", "");
        // Upper case first: it joins forms such as the two sigmas and the long s.
        String folded = bare.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        // Compatibility forms may hold spaces and punctuation: the index would cut there.
        return folded.replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{So}]+", "");
    }
}
