package org.ponder.app.viewmodel;

import java.util.Optional;
import org.ponder.app.eval.BoxedAnswer;

/** Says whether two answers are the same. */
final class ComparedAnswers {
    /** In characters; what is boxed is a number or a formula, as a rule. */
    private static final int MOST_SHOWN = 60;

    private ComparedAnswers() {}

    /** What is boxed in both decides; where one of them boxes nothing, their words do. */
    static String tell(String left, String right, Texts texts) {
        String one = left.strip();
        String other = right.strip();
        if (one.isEmpty() && other.isEmpty()) {
            return texts.get("compare.unanswered.both");
        }
        if (one.isEmpty() || other.isEmpty()) {
            return texts.get("compare.unanswered." + (one.isEmpty() ? "left" : "right"));
        }
        Optional<String> boxed = BoxedAnswer.in(one);
        Optional<String> otherBoxed = BoxedAnswer.in(other);
        if (boxed.isPresent() && otherBoxed.isPresent()) {
            return tellBoxed(boxed.get(), otherBoxed.get(), texts);
        }
        return texts.get(one.equals(other) ? "compare.same.words" : "compare.different.words");
    }

    private static String tellBoxed(String left, String right, Texts texts) {
        if (left.equals(right)) {
            return texts.format("compare.same", beginning(left));
        }
        boolean same = BoxedAnswer.same(left, right);
        return texts.format(
                same ? "compare.same.written" : "compare.different",
                beginning(left),
                beginning(right));
    }

    private static String beginning(String boxed) {
        return boxed.codePointCount(0, boxed.length()) <= MOST_SHOWN
                ? boxed
                : boxed.substring(0, boxed.offsetByCodePoints(0, MOST_SHOWN)) + "…";
    }
}
