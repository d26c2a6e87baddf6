package org.ponder.engine.chat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyParser;
import org.ponder.engine.reply.ReplyPiece;
import org.ponder.engine.reply.ReplyStart;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;
import org.ponder.engine.tokenizer.Tokenizer;
import org.ponder.engine.tokenizer.Utf8Assembler;

/** Turns the tokens of one reply into events, and counts and times them. */
final class ReplyReporter {
    private final Tokenizer tokenizer;
    private final ReplyParser parser;
    private final Utf8Assembler characters;
    private final Consumer<ReplyEvent> events;
    private final StringBuilder thought = new StringBuilder();
    private final StringBuilder answer = new StringBuilder();
    private final List<Integer> ids = new ArrayList<>();

    private final long started = System.nanoTime();
    private long generatingSince = started;
    private Duration prefill = Duration.ZERO;
    private @Nullable Duration thinking;
    private boolean thoughtSeen;
    private boolean whole = true;
    private OptionalInt unwanted = OptionalInt.empty();
    private OptionalInt endOfTurn = OptionalInt.empty();
    private int thoughtTokens;
    private int answerTokens;

    ReplyReporter(
            Tokenizer tokenizer,
            ReplyParser parser,
            ReplyStart start,
            Consumer<ReplyEvent> events) {
        this.tokenizer = tokenizer;
        this.parser = parser;
        this.characters = tokenizer.newAssembler();
        this.events = events;
        this.thoughtSeen = start == ReplyStart.THOUGHT || start == ReplyStart.THOUGHT_RESUMED;
    }

    void reading(int tokens, int total) {
        events.accept(new ReplyEvent.Reading(tokens, total));
    }

    /** The prompt is read; the first token is asked for now. */
    void promptRead() {
        generatingSince = System.nanoTime();
        prefill = Duration.ofNanos(generatingSince - started);
    }

    boolean thinking() {
        return parser.thinking();
    }

    /** Whether the reply has ended by its own marks. */
    boolean over() {
        return parser.over();
    }

    int thoughtTokens() {
        return thoughtTokens;
    }

    int tokens() {
        return thoughtTokens + answerTokens;
    }

    /** All tokens of this reply so far, those that count as neither thought nor answer too. */
    int[] ids() {
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Thought text of this reply so far. */
    CharSequence thought() {
        return thought;
    }

    /** Answer text of this reply so far. */
    CharSequence answer() {
        return answer;
    }

    /** Whether the last token ended with a whole character. */
    boolean whole() {
        return whole;
    }

    /** Whether the last token ended inside a character. */
    boolean insideCharacter() {
        return characters.unfinished();
    }

    /** Whether the last token stands between the parts of the reply. */
    boolean inHeader() {
        return !parser.inText() && !parser.over();
    }

    boolean thoughtEnded() {
        return thinking != null;
    }

    /** Takes a token that the model drew. */
    void drawn(int id) {
        ids.add(id);
        if (unwanted.isPresent() && unwanted.getAsInt() == id) {
            unwanted = OptionalInt.empty();
            return;
        }
        boolean before = parser.thinking();
        boolean textBefore = parser.inText();
        List<ReplyPiece> pieces = feed(id);
        boolean after = parser.thinking();
        thoughtSeen |= after;
        // A tag changes what is said, or says what follows; it counts as neither.
        boolean text = before == after && parser.inText() && (textBefore || answers(pieces));
        if (text) {
            if (after) {
                thoughtTokens++;
            } else {
                answerTokens++;
            }
        }
        report(pieces, ThoughtEnd.CLOSED);
        if (pieces.isEmpty() && text) {
            report(after ? new ReplyPiece.ThoughtText("") : new ReplyPiece.AnswerText(""));
        }
    }

    private static boolean answers(List<ReplyPiece> pieces) {
        return pieces.stream().anyMatch(ReplyPiece.AnswerText.class::isInstance);
    }

    /**
     * Ignores the next token drawn that is this one: a model whose thought was closed for it may go
     * on with the thought as its answer, and then close it itself.
     */
    void ignoreOnce(OptionalInt id) {
        unwanted = id;
    }

    /** Takes the token with which the model ended its turn; it is no text. */
    void turnEnded(int id) {
        endOfTurn = OptionalInt.of(id);
    }

    /** The token with which the model ended its turn, where it did. */
    OptionalInt endOfTurn() {
        return endOfTurn;
    }

    /** Takes a token that the engine wrote to close the thought. */
    void written(int id, ThoughtEnd why) {
        ids.add(id);
        report(feed(id), why);
    }

    /** Ends the reply. */
    void finished(FinishReason reason, int promptTokens, int reusedTokens) {
        String rest = characters.finish();
        whole = rest.isEmpty();
        ThoughtEnd why = endOf(reason);
        if (reason == FinishReason.STOP && !rest.isEmpty()) {
            report(parser.feed(rest), why);
        }
        report(parser.finish(), why);
        boolean generated = prefill.isPositive();
        if (thoughtSeen && thinking == null && generated) {
            endThought(why);
        }
        Duration generation =
                generated ? Duration.ofNanos(System.nanoTime() - generatingSince) : Duration.ZERO;
        Duration thought = thinking == null ? Duration.ZERO : thinking;
        events.accept(
                new ReplyEvent.Finished(
                        reason,
                        new ReplyStats(
                                promptTokens,
                                reusedTokens,
                                thoughtTokens,
                                answerTokens,
                                generated ? prefill : Duration.ofNanos(System.nanoTime() - started),
                                thought,
                                generation.minus(thought))));
    }

    private static ThoughtEnd endOf(FinishReason reason) {
        return switch (reason) {
            case STOP -> ThoughtEnd.END_OF_TURN;
            case CANCELLED -> ThoughtEnd.STOPPED;
            case LENGTH, CONTEXT_FULL -> ThoughtEnd.LENGTH;
        };
    }

    private List<ReplyPiece> feed(int id) {
        byte[] bytes = tokenizer.bytes(id);
        // Structure of another kind, such as the beginning of a turn, is not what the model says.
        if (tokenizer.isControl(id)
                && !parser.hasUseFor(id, new String(bytes, StandardCharsets.UTF_8))) {
            bytes = new byte[0];
        }
        return parser.feed(id, characters.feed(bytes));
    }

    private void report(List<ReplyPiece> pieces, ThoughtEnd why) {
        for (ReplyPiece piece : pieces) {
            if (piece instanceof ReplyPiece.ThoughtClosed) {
                endThought(why);
            } else {
                report(piece);
            }
        }
    }

    private void report(ReplyPiece piece) {
        switch (piece) {
            case ReplyPiece.ThoughtText(String text) -> {
                thoughtSeen = true;
                thinking = null; // it may have ended before and go on now
                thought.append(text);
                events.accept(new ReplyEvent.Thought(text, thoughtTokens, spent()));
            }
            case ReplyPiece.AnswerText(String text) -> {
                answer.append(text);
                events.accept(new ReplyEvent.Answer(text, answerTokens));
            }
            case ReplyPiece.ToolCall(String name, String arguments) ->
                    events.accept(new ReplyEvent.ToolCall(name, arguments, answerTokens));
            case ReplyPiece.ThoughtClosed() -> {}
        }
    }

    private void endThought(ThoughtEnd why) {
        if (thinking == null) {
            thinking = spent();
            events.accept(new ReplyEvent.ThoughtEnded(thinking, thoughtTokens, why));
        }
    }

    private Duration spent() {
        return Duration.ofNanos(System.nanoTime() - generatingSince);
    }
}
