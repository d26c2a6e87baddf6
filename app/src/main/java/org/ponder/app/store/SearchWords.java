package org.ponder.app.store;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Cuts text into the words by which it is found. Scripts written without spaces are cut into single
 * characters, so that any part of a Chinese sentence is found as a phrase; elsewhere a word is a
 * run of letters and digits. Case, accents and compatibility forms make no difference.
 */
final class SearchWords {
    private SearchWords() {}

    /** More letters than a word has; what is longer is encoded data, and is cut. */
    private static final int LONGEST = 64;

    /** Receives a word and where in the text it stands; tells whether to go on. */
    interface Sink {
        boolean word(String folded, int start, int end);
    }

    /** The words with a space between each two: what the index is fed with. */
    static String spaced(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
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
            int width = Character.charCount(point);
            if (!inWord(point)) {
                i += width;
                continue;
            }
            int start = i;
            i += width;
            if (!alone(point)) {
                while (i < text.length() && i - start < LONGEST) {
                    int next = text.codePointAt(i);
                    if (!inWord(next) || alone(next)) {
                        break;
                    }
                    i += Character.charCount(next);
                }
            }
            String folded = fold(text.substring(start, i));
            if (!folded.isEmpty() && !sink.word(folded, start, i)) {
                return;
            }
        }
    }

    private static boolean inWord(int point) {
        if (point < 128) {
            return Character.isLetterOrDigit(point);
        }
        return Character.isLetterOrDigit(point)
                || switch (Character.getType(point)) {
                    case Character.NON_SPACING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.OTHER_SYMBOL,
                            Character.LETTER_NUMBER,
                            Character.OTHER_NUMBER ->
                            true;
                    default -> false;
                };
    }

    /** Whether the character is a word by itself. */
    private static boolean alone(int point) {
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

    private static String fold(String word) {
        boolean ascii = true;
        for (int i = 0; i < word.length() && ascii; i++) {
            ascii = word.charAt(i) < 128;
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
