package org.ponder.app.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The puzzles that come with Ponder are those that their maker makes, and all of them are sound.
 */
class PuzzlesTest {
    @Test
    void theyAreTheMakersOwn() throws IOException {
        try (var in =
                Objects.requireNonNull(QuestionSet.class.getResourceAsStream("puzzles.jsonl"))) {
            assertEquals(
                    PuzzleMaker.lines(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void thereAreAHundredOfFourTopics() throws IOException {
        QuestionSet set = QuestionSet.puzzles();
        assertEquals(List.of(), set.skipped());
        Map<String, Long> topics =
                set.questions().stream()
                        .collect(Collectors.groupingBy(Question::topic, Collectors.counting()));
        assertEquals(
                Map.of("letters", 25L, "arithmetic", 25L, "marble", 25L, "ordering", 25L), topics);
        assertEquals(100, set.questions().stream().map(Question::prompt).distinct().count());
        for (Question question : set.questions()) {
            assertTrue(question.kind().right(question.answer(), question.answer()), question.id());
            assertEquals(question.text(), question.prompt());
        }
    }
}
