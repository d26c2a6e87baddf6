package org.ponder.engine.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thought that says the same again and again is noticed; a list, a draft or a table is not. */
class LoopDetectorTest {
    private final LoopDetector detector = new LoopDetector();
    private final Random random = new Random(7);

    /** Whether it is noticed at any moment. */
    private boolean notices(String text) {
        boolean noticed = false;
        for (int i = 0; i < text.length(); i += 3) {
            detector.feed(text.substring(i, Math.min(text.length(), i + 3)));
            noticed |= detector.looping();
        }
        return noticed;
    }

    private String prose(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append("word").append(random.nextInt(400)).append(i % 15 == 14 ? ".\n" : " ");
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wait, ",
                "Wait, let me check that again. ",
                "Hmm, so the answer is 12. But wait, is it? Let me count the letters once more.\n\n",
                "让我再想一想，这个答案对不对？",
                "I should try a different approach here, because the one before led nowhere; first I write"
                        + " down what is known, then what is asked, then how the two hang together, and in the"
                        + " end I check every step of it from the start. So what is known? There are three"
                        + " boxes, and one of them holds the key. "
            })
    void aLoopIsNoticedHoweverLongItsTurn(String turn) {
        assertFalse(notices(prose(500)));
        assertTrue(notices(turn.repeat(1 + 12_000 / turn.length())));
    }

    @Test
    void aLoopThatStumblesIsNoticed() {
        String[] phrases = {
            "So the sum must be even, which it is not, and so we try the next one. ",
            "That cannot be right, since the two numbers were said to differ by three. ",
            "Let me go back to the beginning and read the question once more. "
        };
        StringBuilder text = new StringBuilder(prose(100));
        for (int i = 0; i < 120; i++) {
            text.append(phrases[random.nextInt(phrases.length)]);
        }
        assertTrue(notices(text.toString()));
    }

    @Test
    void oneCharacterWithoutEndIsNoticed() {
        assertTrue(notices("So: " + "!".repeat(2_000)));
        assertTrue(notices("0".repeat(20_000)));
    }

    @Test
    void theEndOfALoopIsNoticedToo() {
        assertTrue(notices("No, that is wrong, try again. ".repeat(100)));
        detector.feed(prose(300));
        assertFalse(detector.looping());
    }

    @Test
    void anEnumerationIsNoLoop() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 400; i++) {
            text.append(i)
                    .append(". Is ")
                    .append(i)
                    .append(" divisible by three? We add its digits");
            text.append(", look whether the sum is one of those in the list that we wrote down");
            text.append(" before, and go on to the next number as long as there is one.\n");
        }
        assertFalse(notices(text.toString()));
    }

    @Test
    void spellingAWordLetterByLetterIsNoLoop() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append("Letter ").append(i).append(" is ").append((char) ('a' + i % 26));
            text.append(", which is not the letter r, so the count stays as it was.\n");
        }
        assertFalse(notices(text.toString()));
    }

    @Test
    void aDraftThatIsRepeatedTwiceIsNoLoop() {
        String draft = prose(400);
        assertFalse(notices(draft + prose(100) + draft + prose(100) + draft));
    }

    @Test
    void tablesAndRulersAreNoLoop() {
        StringBuilder text = new StringBuilder("-".repeat(120)).append('\n');
        for (int i = 0; i < 200; i++) {
            text.append("| ").append(i).append(" | ").append(i * i % 97).append(" | yes | no |\n");
        }
        assertFalse(notices(text.append("=".repeat(200)).toString()));
    }

    @Test
    void howTheTextIsCutChangesNothing() {
        String text = prose(50) + "Wait, let me check that again. ".repeat(40);
        int whole = firstNotice(text, 1);
        assertTrue(whole > 0);
        for (int cut : new int[] {2, 5, 17}) {
            int there = firstNotice(text, cut);
            assertEquals(whole, there, cut + 1.0);
        }
    }

    private static int firstNotice(String text, int cut) {
        LoopDetector fresh = new LoopDetector();
        for (int i = 0; i < text.length(); i += cut) {
            fresh.feed(text.substring(i, Math.min(text.length(), i + cut)));
            if (fresh.looping()) {
                return i;
            }
        }
        return -1;
    }
}
