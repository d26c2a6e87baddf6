package org.ponder.app.eval;

import java.util.Optional;

/** What a reply gives as its last word: the answer in a box, as R1 is asked to give it. */
public final class BoxedAnswer {
    private BoxedAnswer() {}

    /** What stands in the last box of an answer, where there is one. */
    public static Optional<String> in(String answer) {
        return Latex.lastBoxed(answer).filter(boxed -> !boxed.isBlank());
    }

    /** Whether two of them say the same, as 0.5 and \frac{1}{2} do. */
    public static boolean same(String one, String other) {
        return one.equals(other) || MathAnswer.same(one, other);
    }
}
