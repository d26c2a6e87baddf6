package org.ponder.engine.tensor;

/** Numbers came out that are none. The message is one sentence. */
public final class BrokenModelException extends ArithmeticException {
    /**
     * Makes one.
     *
     * @param what is no number, with its place as far as it is known
     */
    public BrokenModelException(String what) {
        super(
                "The model computes nonsense ("
                        + what
                        + "): its file is damaged or of a kind that Ponder does not run right.");
    }
}
