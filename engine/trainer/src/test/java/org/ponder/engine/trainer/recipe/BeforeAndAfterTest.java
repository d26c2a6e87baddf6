package org.ponder.engine.trainer.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The difference that reinforcement made, and how sure it is. */
final class BeforeAndAfterTest {
    @Test
    void theErrorIsThatOfTheDifferencesOfTheSameQuestions() {
        // Differences 0.5, -0.5, 1 and 0: mean 0.25, sum of squares about it 1.25.
        var outcome =
                BeforeAndAfter.Outcome.of(
                        new double[] {0, 1, 0, 0.5}, new double[] {0.5, 0.5, 1, 0.5});
        assertEquals(0.375, outcome.before(), 1e-12);
        assertEquals(0.625, outcome.after(), 1e-12);
        assertEquals(Math.sqrt(1.25 / 3 / 4), outcome.error(), 1e-12);
    }

    @Test
    void aGainThatEveryQuestionSharesIsSure() {
        var outcome = BeforeAndAfter.Outcome.of(new double[] {0.1, 0.6}, new double[] {0.3, 0.8});
        assertEquals(0.2, outcome.after() - outcome.before(), 1e-12);
        assertEquals(0, outcome.error(), 1e-7);
    }
}
