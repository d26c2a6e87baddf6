package org.ponder.engine.trainer.puzzle;

import java.util.List;

/** Questions that everybody asks a reasoning model first. */
public final class WellKnown {
    private WellKnown() {}

    /** All of them; they have no thought or answer of their own. */
    public static List<Puzzle> all() {
        return List.of(
                puzzle(
                        Family.COUNT,
                        "How many r's are in strawberry?",
                        Graders.counts("strawberry", 'r')),
                puzzle(
                        Family.MARBLE,
                        "A marble is put in a glass cup. The glass is then turned upside down and put on a"
                                + " table. Then the glass is picked up and put in the microwave. Where is the"
                                + " marble?",
                        Graders.names("table", List.of("table", "microwave", "glass", "cup"))),
                puzzle(
                        Family.SENTENCES,
                        "Write ten sentences that end in the word apple.",
                        Graders.sentences(10, "apple")));
    }

    private static Puzzle puzzle(Family family, String question, Check check) {
        return new Puzzle(family, "well-known", List.of(), question, "", "", check);
    }
}
