package org.ponder.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Composed text is Unicode's NFC, whatever the length of its runs of marks. */
class ComposerTest {
    /** Letters, marks of all kinds of places, marks made of others, marks that stay. */
    private static final int[] ALPHABET =
            ("aeE\u00E9\u1E69q\u212B\u1100\u1161\u11A8\uAC00\u0915\u0301\u0308\u0316\u0323\u0327"
                            + "\u0334\u0345\u0344\u0340\u0341\u0315\u031B\u05B0\u05C1\u064B\u0651"
                            + "\u093C\u094D\u0903\u0E38\u0F71\u0F73\u0F74\u302A\u20DD\u20D2\u3099"
                            + "\uD834\uDD65\uD834\uDD6E\uD804\uDC46")
                    .codePoints()
                    .toArray();

    @Test
    void textOfAnyRunsIsComposed() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(round % 3 == 0 ? 2000 : 20);
            boolean marksOnly = round % 2 == 0;
            for (int i = 0; i < length; i++) {
                int c = ALPHABET[random.nextInt(ALPHABET.length)];
                if (!marksOnly || Character.getType(c) != Character.OTHER_LETTER) {
                    text.appendCodePoint(c);
                }
            }
            assertComposed(text.toString());
        }
    }

    @Test
    void longRunsOfMarksAloneAreComposed() {
        Random random = new Random(3);
        for (int round = 0; round < 60; round++) {
            StringBuilder text = new StringBuilder("x\u00E9");
            for (int i = 0; i < 1500; i++) {
                int c = ALPHABET[18 + random.nextInt(ALPHABET.length - 18)];
                text.appendCodePoint(c);
            }
            assertComposed(text.append("z").toString());
        }
    }

    @Test
    void everyMarkKeepsItsPlace() {
        StringBuilder text = new StringBuilder("a");
        for (int c = Character.MAX_CODE_POINT; c > 0; c--) {
            int type = Character.getType(c);
            if (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK) {
                text.appendCodePoint(c);
            }
        }
        assertComposed(text.toString());
    }

    /** The JDK takes minutes for this one. */
    @Test
    void aMegabyteOfMarksOutOfOrderIsComposed() {
        String marks = "\u0301\u0316".repeat(250_000);
        String ordered = "\u0316".repeat(250_000) + "\u0301".repeat(250_000);
        assertEquals(
                Normalizer.normalize("a" + ordered, Normalizer.Form.NFC),
                new Composer().compose("a" + marks));
    }

    private static void assertComposed(String text) {
        assertEquals(Normalizer.normalize(text, Normalizer.Form.NFC), new Composer().compose(text));
    }
}
