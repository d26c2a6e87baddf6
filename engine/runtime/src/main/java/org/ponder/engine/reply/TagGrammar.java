package org.ponder.engine.reply;

/** A thought between two tags, then the answer, between two more tags in some formats. */
final class TagGrammar implements Grammar {
    private enum State {
        /** Nothing but white space so far: a thought may still be opened. */
        START,
        THOUGHT,
        /** Behind the thought, where the answer's tag may come. */
        BETWEEN,
        ANSWER,
        /** Behind the answer's closing tag; what comes is neither. */
        END
    }

    private final ReplyFormat format;
    private final PieceWriter pieces;
    private State state;

    /** Whether the answer's opening tag has come. */
    private boolean answerOpened;

    /**
     * Whether the prompt closed the thought. A model that thinks on nevertheless closes it again,
     * which is no part of its answer.
     */
    private boolean mayCloseAgain;

    TagGrammar(ReplyFormat format, ReplyStart start, PieceWriter pieces) {
        this.format = format;
        this.pieces = pieces;
        this.mayCloseAgain = start == ReplyStart.ANSWER;
        this.state =
                switch (start) {
                    case CLOSED -> State.START;
                    case THOUGHT, THOUGHT_RESUMED -> State.THOUGHT;
                    case ANSWER -> State.BETWEEN;
                    case ANSWER_RESUMED -> State.ANSWER;
                };
    }

    @Override
    public void text(String text) {
        if (state == State.END) {
            return;
        }
        if ((state == State.START || state == State.BETWEEN) && !text.isBlank()) {
            state = State.ANSWER;
        }
        pieces.append(text);
        if (state == State.ANSWER && !format.hasAnswerTags() && !pieces.fresh()) {
            pieces.keepBlanks();
        }
    }

    @Override
    public void tag(String tag) {
        if (!means(tag)) {
            text(tag);
        }
    }

    /** Acts on a tag that is in its place; false where it is text. */
    private boolean means(String tag) {
        if (tag.equals(format.tags().open())) {
            return opensThought();
        }
        if (tag.equals(format.tags().close())) {
            return closesThought();
        }
        return tag.equals(format.answerOpen()) ? opensAnswer() : closesAnswer();
    }

    private boolean opensThought() {
        if (state == State.START) {
            state = State.THOUGHT;
            pieces.startThought();
            return true;
        }
        // An answer that opens a pair writes about tags, and closes it as text too.
        mayCloseAgain = false;
        // Some models repeat the tag that the prompt has written already.
        return state == State.THOUGHT && pieces.fresh();
    }

    private boolean closesThought() {
        if (state == State.BETWEEN) {
            return true; // closed already
        }
        if (state == State.ANSWER && mayCloseAgain) {
            mayCloseAgain = false;
            pieces.newParagraph();
            return true;
        }
        if (state != State.THOUGHT && state != State.START) {
            return false;
        }
        pieces.endThought();
        state = State.BETWEEN;
        return true;
    }

    private boolean opensAnswer() {
        boolean inPlace = state != State.THOUGHT && state != State.END && !answerOpened;
        if (inPlace) {
            // Words before the tag belong to the answer too; only the tag does not.
            state = State.ANSWER;
            answerOpened = true;
        }
        return inPlace;
    }

    private boolean closesAnswer() {
        if (state != State.ANSWER) {
            return false;
        }
        pieces.dropBlanks();
        state = State.END;
        return true;
    }

    @Override
    public void finish() {
        if (state == State.THOUGHT || state == State.ANSWER) {
            pieces.keepBlanks();
        }
    }

    @Override
    public boolean thinking() {
        return state == State.THOUGHT;
    }

    @Override
    public boolean complete() {
        return format.hasAnswerTags() ? state == State.END : state != State.THOUGHT;
    }

    @Override
    public boolean over() {
        return state == State.END;
    }
}
