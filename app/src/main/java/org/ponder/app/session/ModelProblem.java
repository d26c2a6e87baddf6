package org.ponder.app.session;

/** Something that cannot be done with the model there is. The message is one sentence. */
public final class ModelProblem extends IllegalStateException {
    private final Kind kind;

    /** What is wrong. */
    public enum Kind {
        /** There is no model. */
        NOT_LOADED("No model is loaded: choose one first."),
        /** The model answers, and says no more. */
        TELLS_NO_TOKENS("This model does not tell its tokens."),
        /** The model could not be loaded again; the message says why, in the user's language. */
        BROKEN("The model could not be loaded again.");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    ModelProblem(Kind kind) {
        super(kind.sentence);
        this.kind = kind;
    }

    private ModelProblem(String reason) {
        super(reason);
        kind = Kind.BROKEN;
    }

    static ModelProblem broken(String reason) {
        return new ModelProblem(reason);
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }
}
