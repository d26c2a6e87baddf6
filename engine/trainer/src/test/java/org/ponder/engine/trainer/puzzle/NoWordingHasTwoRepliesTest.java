package org.ponder.engine.trainer.puzzle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The same message never teaches two replies. */
final class NoWordingHasTwoRepliesTest {
    private static final Pattern FACT = Pattern.compile("\\{(\\d)}");

    /** What the facts of a kind are, in their order; kinds of other facts may share a wording. */
    private static String facts(String kind) {
        return switch (kind) {
            case "count" -> "LW";
            case "spell", "reverse", "sort-letters" -> "W";
            case "add", "subtract", "minus", "multiply", "bigger", "smaller", "is-more" -> "NN";
            case "sort-up", "sort-down" -> "R";
            case "sort-words" -> "S";
            case "earlier", "later" -> "DD";
            case "weekday-after", "weekday-before" -> "NY";
            case "where" -> "T";
            case "who-most" -> "Q";
            case "whether-more" -> "PPQ";
            case "sentences" -> "NW";
            case "outside" -> "OOOOOO";
            case "anything" -> "WWWNN";
            default -> "";
        };
    }

    /** Kinds that are replied to alike. */
    private static String reply(String kind) {
        return switch (kind) {
            case "minus" -> "subtract";
            case "anything" -> "outside";
            default -> kind;
        };
    }

    @Test
    void noFormStandsInTwoKinds() {
        Random random = new Random(1);
        for (Family family : Family.values()) { // so that all phrasings are there
            family.make(Split.TRAIN, random);
        }
        assertTrue(Phrasings.ALL.size() > 30, Phrasings.ALL.keySet()::toString);
        Map<String, String> kinds = new HashMap<>();
        List<String> doubles = new ArrayList<>();
        Phrasings.ALL.forEach((kind, phrasings) -> {
            if (Phrasings.told(kind).equals("move")) { // a part of a story
                return;
            }
            String facts = facts(kind);
            for (String form : phrasings.forms()) {
                String small = form.toLowerCase(Locale.ROOT);
                String typed =
                        FACT.matcher(small)
                                .replaceAll(fact ->
                                        "{" + facts.charAt(Integer.parseInt(fact.group(1))) + "}");
                String other = kinds.putIfAbsent(Phrasings.plain(typed), reply(kind));
                if (other != null && !other.equals(reply(kind))) {
                    doubles.add(other + ", " + kind + ": " + form);
                }
            }
        });
        assertEquals(List.of(), doubles);
    }
}
