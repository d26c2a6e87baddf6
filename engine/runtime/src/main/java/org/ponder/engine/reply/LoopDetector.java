package org.ponder.engine.reply;

/**
 * Notices when a thought goes round in circles. A thought loops when nearly every phrase in a long
 * stretch of it has come several times before, word for word. A list whose entries differ in a
 * number or a name does not loop: each entry has phrases of its own.
 *
 * <p>Each character costs the same however long the thought is, and so does the memory. Belongs to
 * one thread.
 */
public final class LoopDetector {
    /** Words of a phrase. */
    private static final int PHRASE = 8;

    /** Phrases of the stretch that is looked at: about a paragraph. */
    private static final int STRETCH = 160;

    /** So many of them may be new: fewer than a list's changing number makes. */
    private static final int NEW_ONES = PHRASE - 1;

    /** A phrase that comes this often is said again; drafting something three times is usual. */
    private static final int OFTEN = 4;

    /** Longer runs without a space are cut into words of this length. */
    private static final int LONGEST_WORD = 32;

    /** One character this often in a row is no ruler and no table. */
    private static final int SAME_CHARACTER = 600;

    /** Slots of the table of counts; two phrases in one slot do no harm. */
    private static final int SLOTS = 1 << 18;

    private final byte[] counts = new byte[SLOTS];
    private final long[] words = new long[PHRASE];
    private final boolean[] again = new boolean[STRETCH];
    private long wordsSeen;
    private int repeated;

    private long word;
    private int wordLength;
    private char last;
    private int same;

    /** Takes the next piece of the thought, cut anywhere. */
    public void feed(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            same = c == last ? same + 1 : 1;
            last = c;
            if (Character.isIdeographic(c)) {
                endWord();
                grow(c);
                endWord();
            } else if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                grow(Character.toLowerCase(c));
                if (wordLength == LONGEST_WORD) {
                    endWord();
                }
            } else {
                endWord();
            }
        }
    }

    /** Whether the thought goes round in circles now. */
    public boolean looping() {
        boolean enough = wordsSeen >= STRETCH + PHRASE - 1;
        return same >= SAME_CHARACTER || (enough && repeated >= STRETCH - NEW_ONES);
    }

    private void grow(char c) {
        word = word * 0x100000001b3L + c + 1;
        wordLength++;
    }

    private void endWord() {
        if (wordLength == 0) {
            return;
        }
        words[(int) (wordsSeen % PHRASE)] = word;
        wordsSeen++;
        word = 0;
        wordLength = 0;
        if (wordsSeen >= PHRASE) {
            phrase();
        }
    }

    /** Counts the phrase that ends with the last word. */
    private void phrase() {
        long hash = 0;
        for (long i = wordsSeen - PHRASE; i < wordsSeen; i++) {
            hash = (hash + words[(int) (i % PHRASE)]) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 29;
        }
        int slot = (int) (hash & (SLOTS - 1));
        if (counts[slot] < OFTEN) {
            counts[slot]++;
        }
        int place = (int) ((wordsSeen - PHRASE) % STRETCH);
        repeated -= again[place] ? 1 : 0;
        again[place] = counts[slot] == OFTEN;
        repeated += again[place] ? 1 : 0;
    }
}
