package org.ponder.engine.reply;

import java.util.List;

/**
 * gpt-oss: messages with a header that names their channel. The channel "analysis" is the thought,
 * "final" the answer; "commentary" is part of the thought where it is addressed to a tool, and of
 * the answer where it is meant for the user.
 */
final class ChannelGrammar implements Grammar {
    private static final String CHANNEL = "<|channel|>";
    private static final String MESSAGE = "<|message|>";
    private static final String START = "<|start|>";
    private static final String END = "<|end|>";
    private static final String RETURN = "<|return|>";
    private static final String CALL = "<|call|>";
    private static final String CONSTRAIN = "<|constrain|>";
    static final List<String> TAGS = List.of(CHANNEL, MESSAGE, START, END, RETURN, CALL, CONSTRAIN);

    private enum State {
        /** At the very beginning, where a header is expected but may be missing. */
        START_OF_REPLY,
        HEADER,
        THOUGHT,
        ANSWER
    }

    private final PieceWriter pieces;
    private final StringBuilder header = new StringBuilder();
    private State state;
    private boolean thought;
    private boolean answered;

    ChannelGrammar(ReplyStart start, PieceWriter pieces) {
        this.pieces = pieces;
        this.state =
                switch (start) {
                    case CLOSED -> State.START_OF_REPLY;
                    case THOUGHT, THOUGHT_RESUMED -> State.THOUGHT;
                    case ANSWER, ANSWER_RESUMED -> State.ANSWER;
                };
        this.thought = state == State.THOUGHT;
        this.answered = state == State.ANSWER;
    }

    @Override
    public void text(String text) {
        switch (state) {
            case START_OF_REPLY -> {
                header.append(text);
                if (!mayBeHeader()) {
                    String answer = header.toString();
                    answer();
                    text(answer);
                }
            }
            case HEADER -> header.append(text);
            case THOUGHT -> pieces.append(text);
            case ANSWER -> {
                pieces.append(text);
                if (!pieces.fresh()) {
                    pieces.keepBlanks();
                }
            }
        }
    }

    /** Before the channel's name a header can hold only whom the message is to. */
    private boolean mayBeHeader() {
        String begun = header.toString().stripLeading();
        return "to=".startsWith(begun) || begun.startsWith("to=");
    }

    @Override
    public void tag(String tag) {
        switch (state) {
            case START_OF_REPLY, HEADER -> headerTag(tag);
            case THOUGHT, ANSWER -> {
                if (tag.equals(MESSAGE) || tag.equals(CONSTRAIN)) {
                    text(tag);
                } else {
                    header.setLength(0);
                    state = State.HEADER;
                    headerTag(tag);
                }
            }
        }
    }

    private void headerTag(String tag) {
        switch (tag) {
            case MESSAGE -> body();
            case START -> {
                header.setLength(0);
                state = State.HEADER;
            }
            case CHANNEL -> {
                header.append(CHANNEL);
                state = State.HEADER;
            }
            default -> header.append(' ');
        }
    }

    /** The header is whole: it tells what the text behind it is. */
    private void body() {
        String whole = header.toString();
        header.setLength(0);
        String channel = whole.substring(Math.max(0, whole.lastIndexOf(CHANNEL)));
        boolean toTool = whole.contains("to=") && !channel.contains("final");
        boolean forUser = channel.contains("final") || channel.contains("commentary");
        if (answered || (forUser && !toTool)) {
            answer();
        } else if (thought) {
            pieces.breakParagraph();
            state = State.THOUGHT;
        } else {
            thought = true;
            pieces.startThought();
            state = State.THOUGHT;
        }
    }

    private void answer() {
        header.setLength(0);
        if (answered) {
            pieces.breakParagraph();
        } else if (thought) {
            pieces.endThought();
        }
        answered = true;
        state = State.ANSWER;
    }

    @Override
    public void finish() {
        if (state == State.START_OF_REPLY && !header.toString().isBlank()) {
            String rest = header.toString();
            answer();
            text(rest);
        }
        if (state == State.THOUGHT) {
            pieces.keepBlanks();
        }
    }

    @Override
    public boolean thinking() {
        return state == State.THOUGHT;
    }

    @Override
    public boolean complete() {
        return answered || !thought;
    }
}
