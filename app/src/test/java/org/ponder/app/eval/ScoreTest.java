package org.ponder.app.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pass@1 is the mean over questions, the majority is that of answers that say the same. */
class ScoreTest {
    private static final Question HALF =
            new Question("half", "?", "1/2", AnswerKind.NUMBER, "", false);
    private static final Question SEVEN =
            new Question("seven", "?", "7", AnswerKind.NUMBER, "", false);

    private static Sample sample(Question question, int number, String given) {
        boolean right = !given.isEmpty() && question.kind().right(question.answer(), given);
        return new Sample(question.id(), number, 0, given, right, 10, 5, "stop", "", given);
    }

    private static Score score(String[] half, String[] seven) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < half.length; i++) {
            samples.add(sample(HALF, i, half[i]));
        }
        for (int i = 0; i < seven.length; i++) {
            samples.add(sample(SEVEN, i, seven[i]));
        }
        return Score.of(List.of(HALF, SEVEN), samples);
    }

    @Test
    void passAt1IsTheMeanOverQuestions() {
        Score score =
                score(new String[] {"0.5", "50%", "3", "4"}, new String[] {"7", "7", "7", "8"});
        assertEquals((0.5 + 0.75) / 2, score.passAt1(), 1e-12);
        assertEquals(8, score.samples());
        assertEquals(10, score.thoughtTokens(), 1e-12);
    }

    @Test
    void theMajorityCountsAnswersThatSayTheSame() {
        Score score =
                score(new String[] {"3", "0.5", "1/2", "4"}, new String[] {"8", "8.0", "7", ""});
        assertEquals(0.5, score.majority(), 1e-12);
        assertEquals(1, score.unanswered());
    }

    @Test
    void aTieGoesToTheFirst() {
        assertEquals(1, score(new String[] {"1/2", "3"}, new String[] {"7", "8"}).majority(), 0);
        assertEquals(0, score(new String[] {"3", "1/2"}, new String[] {"8", "7"}).majority(), 0);
    }

    @Test
    void nothingAskedIsNoScore() {
        assertEquals(new Score(0, 0, 0, 0, 0, 0, 0), Score.of(List.of(HALF), List.of()));
    }

    @Test
    void aSampleServesEveryBudgetThatWouldNotHaveCutIt() {
        Sample sample = sample(SEVEN, 0, "7");
        assertTrue(sample.endsWithin(11));
        assertFalse(sample.endsWithin(10), "the engine would close the thought before its own end");
        Sample cut = new Sample("seven", 0, 10, "7", true, 10, 5, "stop", "", "7");
        assertFalse(cut.endsWithin(20));
    }

    @Test
    void budgetsRunFromTheLongestDown() {
        Protocol protocol = new Protocol(1, List.of(64, 0, 256, 64), 0.6, 0.95, 100, 1);
        assertEquals(List.of(0, 256, 64), protocol.budgets());
    }
}
