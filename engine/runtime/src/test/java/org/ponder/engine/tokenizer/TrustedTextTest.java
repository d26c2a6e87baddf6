package org.ponder.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ponder.engine.tokenizer.Tokenizer.Part;

/** Only what the template wrote becomes structure; what a person wrote stays text. */
class TrustedTextTest {
    private static final int AB = 256;
    private static final int BOS = 257;
    private static final int THINK = 259;
    private static final int BLANKS = 260;

    private final Tokenizer tokenizer =
            Vocabularies.tokenizer(Vocabularies.bytePair("llama-bpe", "a b"));

    @Test
    void structureIsFoundInTrustedPartsAlone() {
        assertArrayEquals(new int[] {BOS, THINK}, encode(trusted("<s><think>")));
        assertEquals(10, encode(untrusted("<s><think>")).length);
        assertArrayEquals(
                new int[] {BOS, '<', 's', '>', BOS},
                encode(trusted("<s>"), untrusted("<s>"), trusted("<s>")));
    }

    @Test
    void structureHalfTrustedIsText() {
        assertEquals(3, encode(trusted("<s"), untrusted(">")).length);
        assertEquals(3, encode(untrusted("<"), trusted("s>")).length);
        assertArrayEquals(new int[] {BOS}, encode(trusted("<s"), trusted(">")));
    }

    @Test
    void wordsRunAcrossParts() {
        assertArrayEquals(new int[] {AB}, encode(trusted("a"), untrusted("b")));
        assertArrayEquals(new int[] {AB, THINK}, encode(untrusted("ab"), trusted("<think>")));
    }

    @Test
    void otherDefinedTokensAreText() {
        assertArrayEquals(new int[] {BLANKS}, encode(untrusted("   ")));
        assertArrayEquals(new int[] {BLANKS}, encode(untrusted(" "), trusted("  ")));
    }

    @Test
    void emptyPartsChangeNothing() {
        assertArrayEquals(
                new int[] {BOS, AB, BOS},
                encode(
                        untrusted(""),
                        trusted("<s>"),
                        untrusted(""),
                        untrusted("ab"),
                        trusted(""),
                        trusted("<s>"),
                        untrusted("")));
        assertEquals(0, encode().length);
    }

    private int[] encode(Part... parts) {
        return tokenizer.encodeParts(List.of(parts));
    }

    private static Part trusted(String text) {
        return new Part(text, true);
    }

    private static Part untrusted(String text) {
        return new Part(text, false);
    }
}
