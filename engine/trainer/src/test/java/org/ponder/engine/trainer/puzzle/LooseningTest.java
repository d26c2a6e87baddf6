package org.ponder.engine.trainer.puzzle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LooseningTest {
    private static final Pattern NEGATION =
            Pattern.compile(
                    "(?i)\\b(not|no|never|without|but|except|nor|neither|cannot)\\b|n't\\b");
    private static final Pattern FACT = Pattern.compile("\\{\\d\\}");

    private static Loosening letters() {
        Map<String, List<Wordings.Wording>> kinds = new HashMap<>();
        for (String kind : List.of("count", "spell", "reverse", "sort-letters")) {
            kinds.put(kind, Wordings.trained(kind));
        }
        return new Loosening(kinds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"count", "spell", "reverse", "sort-letters"})
    void aChangedWordingTellsTheSameFactsAndReadsAsTheSameKind(String kind) {
        Loosening letters = letters();
        Random random = new Random(3);
        int changed = 0;
        for (int i = 0; i < 2_000; i++) {
            List<Wordings.Wording> all = Wordings.trained(kind);
            String wording = all.get(random.nextInt(all.size())).draw(random);
            String loose = letters.loosen(kind, wording, random);
            if (!loose.equals(wording)) {
                changed++;
                assertEquals(facts(wording), facts(loose), wording);
                assertTrue(letters.sure(kind, loose), loose);
            }
        }
        assertTrue(changed > 500, "changed " + changed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"count", "subtract", "bigger", "sort-words", "sort-down", "later"})
    void negationsStayAsTheyAre(String kind) {
        Loosening loosening = Objects.requireNonNull(Phrasings.LOOSENINGS.get(kind));
        Random random = new Random(5);
        int changed = 0;
        for (int i = 0; i < 4_000; i++) {
            List<Wordings.Wording> all = Wordings.trained(kind);
            String wording = all.get(random.nextInt(all.size())).draw(random);
            String loose = loosening.loosen(kind, wording, random);
            changed += loose.equals(wording) ? 0 : 1;
            assertEquals(negations(wording), negations(loose), loose);
        }
        assertTrue(changed > 200, "changed " + changed);
    }

    private static long negations(String wording) {
        return NEGATION.matcher(wording).results().count();
    }

    private static List<String> facts(String wording) {
        return FACT.matcher(wording).results().map(MatchResult::group).toList();
    }

    @Test
    void theOnlyWordThatTellsWhatToDoIsNeverChanged() {
        Loosening letters = letters();
        Random random = new Random(4);
        for (int i = 0; i < 500; i++) {
            String loose = letters.loosen("reverse", "Please reverse the word {0}.", random);
            assertTrue(loose.contains("reverse"), loose);
        }
    }

    @Test
    void aWordingThatReadsAsAnotherKindIsNotSure() {
        Loosening letters = letters();
        assertTrue(letters.sure("reverse", "Write {0} backwards."));
        assertFalse(letters.sure("spell", "Write {0} backwards."));
    }
}
