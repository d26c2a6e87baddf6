package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ponder.app.markdown.FormulaScanner;
import org.ponder.app.markdown.SpanStyle;
import org.ponder.app.store.ThoughtMode;

/** A thought is its chunks in a row; none is long, and only the last ever changes. */
class ThoughtChunksTest {

    @Test
    void chunksJoinToTheThoughtHoweverItCame() {
        Random random = new Random(7);
        StringBuilder all = new StringBuilder();
        ThoughtViewModel thought = new ThoughtViewModel(ThoughtMode.LIVE);
        for (int i = 0; i < 3000; i++) {
            String piece = piece(random);
            all.append(piece);
            thought.append(piece);
        }
        assertEquals(all.toString(), thought.text());
        for (ThoughtChunk chunk : thought.chunks()) {
            String text = chunk.textProperty().get();
            assertTrue(text.length() <= ThoughtChunk.MOST_CHARACTERS + 1);
            assertFalse(Character.isHighSurrogate(text.charAt(text.length() - 1)));
        }
        assertTrue(thought.chunks().size() > 10);
    }

    @Test
    void aThoughtWithoutAnyBlankIsStillCut() {
        ThoughtViewModel thought = new ThoughtViewModel(ThoughtMode.LIVE);
        thought.append("x".repeat(10_001));
        assertEquals(6, thought.chunks().size());
    }

    @Test
    void peekIsTheEndOfTheThought() {
        ThoughtViewModel thought = new ThoughtViewModel(ThoughtMode.PEEK);
        for (int i = 0; i < 500; i++) {
            thought.append("step " + i + "\n");
        }
        assertTrue(thought.text().stripTrailing().endsWith(thought.peekProperty().get()));
        assertTrue(thought.peekProperty().get().endsWith("step 499"));
        assertTrue(thought.peekProperty().get().length() > 300);
    }

    @Test
    void peekBeginsOutsideAFormula() {
        ThoughtViewModel thought = new ThoughtViewModel(ThoughtMode.PEEK);
        String formula = "$$" + "x^2 + ".repeat(60) + "1$$";
        for (int i = 0; i < 300; i++) {
            thought.append(i % 50 == 0 ? formula + "\n" : "then so\n");
            String peek = thought.peekProperty().get();
            FormulaScanner.spans(peek).stream()
                    .filter(span -> span.styles().contains(SpanStyle.FORMULA))
                    .forEach(span -> assertEquals(formula, span.text()));
        }
    }

    /** Models that need no thought write an empty one, and an import may have one. */
    @Test
    void anEmptyThoughtIsEmpty() {
        ThoughtViewModel thought = new ThoughtViewModel(ThoughtMode.LIVE);
        thought.append("");
        assertTrue(thought.isEmpty());
        assertEquals("", thought.text());
        assertEquals("", thought.peekProperty().get());
    }

    private static String piece(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "\n\n";
            case 1 -> "😀";
            case 2 -> "a long word-like-piece".repeat(random.nextInt(6));
            case 3 -> "";
            default -> "hm, wait ";
        };
    }
}
