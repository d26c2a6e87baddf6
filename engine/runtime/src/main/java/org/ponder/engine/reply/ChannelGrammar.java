package org.ponder.engine.reply;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * gpt-oss: messages with a header that names their channel. The channel "analysis" is the thought,
 * "final" the answer, and so is "commentary" that is meant for the user; the model may think on
 * behind the latter. A message to a tool is a call of it. The end of the final message ends the
 * reply, and so does a message of anybody but the assistant.
 */
final class ChannelGrammar implements Grammar {
    private static final String CHANNEL = "<|channel|>";
    private static final String MESSAGE = "<|message|>";
    private static final String START = "<|start|>";
    private static final String END = "<|end|>";
    private static final String RETURN = "<|return|>";
    private static final String CALL = "<|call|>";
    private static final String CONSTRAIN = "<|constrain|>";

    /** Tools that the template declares are in a namespace, which is no part of their name. */
    private static final Pattern RECIPIENT =
            Pattern.compile("to=(?:functions\\.)?([^\\s<]{1,128})");

    /** Who speaks, where the model does; the prompt has said so of the first message. */
    private static final String ASSISTANT = "assistant";

    static final List<String> TAGS = List.of(CHANNEL, MESSAGE, START, END, RETURN, CALL, CONSTRAIN);

    private enum State {
        /** At the very beginning, where a header is expected but may be missing. */
        START_OF_REPLY,
        HEADER,
        THOUGHT,
        ANSWER,
        /** In a message to a tool. */
        CALL,
        /** Behind the reply; what comes is no part of it. */
        OVER
    }

    private final PieceWriter pieces;
    private final StringBuilder header = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
    private String tool = "";
    private State state;

    /** Whether a thought has begun and not ended. */
    private boolean thinks;

    private boolean answered;

    /** Whether the header being read says who speaks. */
    private boolean named;

    /** Whether the message is the last of the reply. */
    private boolean last;

    ChannelGrammar(ReplyStart start, PieceWriter pieces) {
        this.pieces = pieces;
        this.state =
                switch (start) {
                    case CLOSED -> State.START_OF_REPLY;
                    case THOUGHT, THOUGHT_RESUMED -> State.THOUGHT;
                    case ANSWER, ANSWER_RESUMED -> State.ANSWER;
                };
        this.thinks = state == State.THOUGHT;
        this.answered = state == State.ANSWER;
        this.last = start == ReplyStart.ANSWER; // one that goes on may be in its commentary
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
            case CALL -> arguments.append(text);
            case THOUGHT -> pieces.append(text);
            case ANSWER -> {
                pieces.append(text);
                if (!pieces.fresh()) {
                    pieces.keepBlanks();
                }
            }
            case OVER -> {}
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
            case THOUGHT, ANSWER, CALL -> {
                if (tag.equals(MESSAGE) || tag.equals(CONSTRAIN)) {
                    text(tag);
                } else if (last && (tag.equals(END) || tag.equals(RETURN))) {
                    state = State.OVER;
                } else {
                    call();
                    header.setLength(0);
                    named = false;
                    state = State.HEADER;
                    headerTag(tag);
                }
            }
            case OVER -> {}
        }
    }

    private void headerTag(String tag) {
        switch (tag) {
            case MESSAGE -> body();
            case START -> {
                header.setLength(0);
                named = true;
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
        Matcher recipient = RECIPIENT.matcher(whole);
        boolean forUser = channel.contains("final") || channel.contains("commentary");
        last = channel.contains("final");
        if (named && ofAnother(whole)) {
            state = State.OVER;
        } else if (recipient.find() && !last) {
            endThought();
            answered = true;
            tool = recipient.group(1);
            state = State.CALL;
        } else if (forUser || (answered && !channel.contains("analysis"))) {
            answer();
        } else {
            think();
        }
    }

    /** A model whose turn nothing ended goes on with the next question. */
    private static boolean ofAnother(String header) {
        int channel = header.indexOf(CHANNEL);
        String role = (channel < 0 ? header : header.substring(0, channel)).strip();
        return !role.isEmpty() && !role.startsWith(ASSISTANT);
    }

    private void think() {
        if (thinks) {
            pieces.breakParagraph();
        } else {
            pieces.startThought();
        }
        thinks = true;
        state = State.THOUGHT;
    }

    private void endThought() {
        if (thinks) {
            pieces.endThought();
        }
        thinks = false;
    }

    /** The message to a tool, if this is one, is whole. */
    private void call() {
        if (state == State.CALL) {
            pieces.toolCall(new ReplyPiece.ToolCall(tool, arguments.toString().strip()));
            arguments.setLength(0);
        }
    }

    private void answer() {
        header.setLength(0);
        if (thinks) {
            endThought();
        } else {
            pieces.breakParagraph();
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
        if (state == State.CALL) {
            finishCall();
        }
    }

    /** Arguments that were cut in the middle call nothing. */
    private void finishCall() {
        String written = arguments.toString();
        if (written.stripLeading().startsWith("{") && JsonText.object(written).isEmpty()) {
            pieces.append(written);
            pieces.keepBlanks();
        } else if (!written.isBlank()) {
            call();
        }
    }

    @Override
    public boolean thinking() {
        return state == State.THOUGHT;
    }

    @Override
    public boolean inText() {
        return state == State.THOUGHT || state == State.ANSWER || state == State.CALL;
    }

    @Override
    public boolean complete() {
        return !thinks;
    }

    @Override
    public boolean over() {
        return state == State.OVER;
    }
}
