package org.ponder.engine.trainer.puzzle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked and how it is asked go together freely, into whole questions. */
final class GrammarTest {
    private static final int DRAWN = 5_000;

    /** The facts of each kind of question, all of which it must tell. */
    private static final Map<String, List<String>> FACTS =
            Map.of(
                    "count", List.of("{0}", "{1}"),
                    "reverse", List.of("{0}"),
                    "sort-down", List.of("{0}"),
                    "multiply", List.of("{0}", "{1}"),
                    "later", List.of("{0}", "{1}"),
                    "weekday-before", List.of("{0}", "{1}"),
                    "where", List.of("{0}"),
                    "whether-more", List.of("{0}", "{1}", "{2}"),
                    "sentences", List.of("{0}", "{1}"),
                    "outside", List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count",
                "reverse",
                "sort-down",
                "multiply",
                "later",
                "weekday-before",
                "where",
                "whether-more",
                "sentences",
                "outside"
            })
    void questionsAreWholeAndTellTheirFacts(String kind) {
        Grammar grammar = new Grammar(kind);
        Random random = new Random(1);
        List<String> facts = FACTS.getOrDefault(kind, List.of());
        for (int i = 0; i < DRAWN; i++) {
            String words = grammar.draw(random).words();
            assertFalse(words.matches(".*(<|>|\\[|]|\\||\\{[a-z]|  ).*"), words);
            assertFalse(Character.isLowerCase(words.charAt(0)), words);
            for (String fact : facts) {
                assertTrue(words.contains(fact), words);
            }
        }
    }

    @Test
    void everyActMeetsEveryFrameOfItsSort() {
        Grammar grammar = new Grammar("earlier");
        Random random = new Random(2);
        Set<String> met = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            met.add(grammar.draw(random).id());
        }
        int expected = 0;
        for (String sort : List.of("do", "thing", "clause")) {
            expected +=
                    Wordings.acts("earlier-" + sort).size() * Wordings.acts(sort + "-frame").size();
        }
        assertEquals(expected, met.size());
    }

    @Test
    void verbsHaveTheFormThatTheirFrameAsksFor() {
        Set<String> words = new HashSet<>();
        Random random = new Random(3);
        for (String kind : List.of("count", "spell", "sort-up", "reverse", "outside")) {
            Grammar grammar = new Grammar(kind);
            for (int i = 0; i < 20_000; i++) {
                words.addAll(List.of(grammar.draw(random).words().split("\\W+", -1)));
            }
        }
        Set<String> right =
                Set.of(
                        "tallied",
                        "tallying",
                        "cutting",
                        "wrote",
                        "written",
                        "writing",
                        "broken",
                        "broke",
                        "flipped",
                        "flipping",
                        "ranked",
                        "putting",
                        "took",
                        "listed",
                        "spelled",
                        "ordering",
                        "swapped",
                        "opening");
        assertTrue(
                words.containsAll(right),
                () -> {
                    Set<String> missing = new HashSet<>(right);
                    missing.removeAll(words);
                    return "missing: " + missing;
                });
        Set<String> wrong = Set.of("tallyed", "cuted", "cuting", "writed", "orderring", "taked");
        assertTrue(wrong.stream().noneMatch(words::contains), words::toString);
    }

    @Test
    void aKindWithoutActsHasNoQuestions() {
        Grammar none = new Grammar("hello");
        assertTrue(none.isEmpty());
        assertThrows(IllegalStateException.class, () -> none.draw(new Random(4)));
    }
}
