package org.ponder.app.viewmodel;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.ponder.app.session.ModelHost;
import org.ponder.app.store.ReplyRecord;
import org.ponder.app.store.ReplyState;
import org.ponder.app.store.ReplySum;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.store.ThoughtMode;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;

/** One reply: its thought, its answer, and the truth about both. */
public final class ReplyViewModel {
    private final StoredMessage.Place place;
    private final Texts texts;
    private final ThoughtHeader headers;
    private final ThoughtViewModel thought;
    private final AnswerViewModel answer = new AnswerViewModel();
    private final ReadOnlyObjectWrapper<ReplyPhase> phase =
            new ReadOnlyObjectWrapper<>(ReplyPhase.WAITING);
    private final ReadOnlyStringWrapper header = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper canContinue = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper looping = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper turnsLeftOut = new ReadOnlyIntegerWrapper();
    private final ReadOnlyLongWrapper pieces = new ReadOnlyLongWrapper();

    private final ReplyPace pace = new ReplyPace(InstantSource.system());

    /** Whether the model answers another program first. */
    private boolean waitsForProgram;

    /** Whether it answers in another chat first. */
    private boolean waitsForChat;

    /** The share of the model that is loaded. */
    private double loading = ModelHost.NOTHING_LOADED;

    private int budget;
    private int answerTokens;
    private Duration spent = Duration.ZERO;
    private int thoughtTokens;

    /** Tokens of the thought that were there before the model began. */
    private int takenOver;

    /** What the parts took that were made before the one that runs. */
    private ReplyStats before = ReplyStats.NONE;

    private @Nullable ThoughtEnd end;
    private ReplyState state = ReplyState.STREAMING;
    private @Nullable ReplyStats stats;

    private ReplyViewModel(StoredMessage.Place place, Texts texts, ThoughtMode defaultMode) {
        this.place = place;
        this.texts = texts;
        this.headers = new ThoughtHeader(texts);
        this.thought = new ThoughtViewModel(defaultMode);
    }

    /** A reply as it was stored. */
    static ReplyViewModel stored(StoredMessage message, Texts texts, ThoughtMode defaultMode) {
        ReplyViewModel reply = new ReplyViewModel(message.place(), texts, defaultMode);
        String thoughtText = message.thought();
        if (thoughtText != null) {
            reply.thought.append(thoughtText);
        }
        reply.answer.appendUnread(message.content());
        if (!reply.answer.isEmpty()) {
            reply.thought.fold();
        }
        ReplyRecord record = message.reply();
        if (record != null) {
            reply.thought.choose(record.shown());
            reply.end = record.thoughtEnd();
            reply.turnsLeftOut.set(record.origin().turnsLeftOut());
            reply.takenOver = record.origin().takenOver();
            reply.spent = record.stats().thinking();
            reply.thoughtTokens = record.stats().thoughtTokens();
            reply.finish(record.state(), record.stats(), record.problem());
        }
        return reply;
    }

    /**
     * The model goes on from what is here; figures add up.
     *
     * @param begun the reply as it is kept so far
     */
    void begin(int thoughtBudget, StoredMessage begun) {
        budget = thoughtBudget;
        turnsLeftOut.set(0);
        ReplyRecord record = begun.reply();
        before = record == null ? ReplyStats.NONE : record.stats();
        state = ReplyState.STREAMING;
        problem.set("");
        status.set("");
        canContinue.set(false);
        pace.begin();
        phase.set(ReplyPhase.WAITING);
        waitsForProgram = false;
        waitsForChat = false;
        loading = ModelHost.NOTHING_LOADED;
        tellWaiting();
    }

    /** Whether the model answers another program first. */
    void setWaitsForProgram(boolean waits) {
        waitsForProgram = waits;
        tellWaiting();
    }

    /** Whether the model answers in another chat first. */
    void setWaitsForChat(boolean waits) {
        waitsForChat = waits;
        tellWaiting();
    }

    /** This share of the model is loaded; negative where it is all there. */
    void setLoading(double share) {
        loading = share;
        tellWaiting();
    }

    private void tellWaiting() {
        if (phase.get() == ReplyPhase.WAITING) {
            tellBegin(headers.waiting(waitsForProgram, waitsForChat, loading));
        }
    }

    /** The header may be far above what the user reads of an answer that is to go on. */
    private void tellBegin(String line) {
        header.set(line);
        status.set(answer.isEmpty() ? "" : line);
    }

    /** So many tokens of the thought were there before the model began. */
    void takeOver(int tokens) {
        takenOver = tokens;
    }

    /** Takes what the engine reports. */
    void apply(ReplyEvent event) {
        switch (event) {
            case ReplyEvent.LeftOut leftOut -> turnsLeftOut.set(leftOut.turns());
            case ReplyEvent.Reading reading -> {
                phase.set(ReplyPhase.READING);
                Duration left = pace.reading(reading.tokens(), reading.total());
                tellBegin(headers.reading(reading.tokens(), reading.total(), left));
            }
            case ReplyEvent.Thought piece -> {
                status.set("");
                thought.append(piece.text());
                pieces.set(pieces.get() + 1);
                thoughtTokens = before.thoughtTokens() + piece.tokens();
                spent = before.thinking().plus(piece.spent());
                end = null;
                phase.set(ReplyPhase.THINKING);
                pace.thinking(piece.spent(), piece.tokens());
                header.set(headers.running(spent, length(), budget));
            }
            case ReplyEvent.ThoughtEnded ended -> {
                end = ended.why();
                thoughtTokens = before.thoughtTokens() + ended.tokens();
                spent = before.thinking().plus(ended.spent());
                header.set(headers.over(spent, length(), end, ReplyState.STREAMING));
            }
            case ReplyEvent.Answer piece -> {
                if (phase.get() != ReplyPhase.ANSWERING) {
                    tellThought(); // of an answer that goes on, the thought does not end anew
                    status.set("");
                    phase.set(ReplyPhase.ANSWERING);
                }
                answer.append(piece.text());
                pieces.set(pieces.get() + 1);
                answerTokens = before.answerTokens() + piece.tokens();
                pace.answering(piece.tokens());
            }
            case ReplyEvent.ToolCall call -> {} // comes as text of the answer
            case ReplyEvent.Finished finished ->
                    finish(
                            ReplyState.of(finished.reason()),
                            ReplySum.of(before, finished.stats()),
                            null);
        }
    }

    /** Whether its thought goes round in circles. */
    void setLooping(boolean loops) {
        looping.set(loops);
    }

    /** The reply as a beginning for a model to continue, or to look at. */
    PartialReply toPartialReply() {
        boolean closed =
                !answer.isEmpty()
                        || end == ThoughtEnd.CLOSED
                        || end == ThoughtEnd.BUDGET
                        || end == ThoughtEnd.ANSWER_NOW;
        return new PartialReply(thought.text(), closed, answer.text());
    }

    /** The reply broke off for this reason. */
    void fail(String reason) {
        finish(ReplyState.FAILED, null, reason);
    }

    private void finish(ReplyState how, @Nullable ReplyStats figures, @Nullable String reason) {
        state = how;
        stats = figures;
        problem.set(reason == null ? "" : reason);
        looping.set(false);
        if (figures != null) {
            answerTokens = figures.answerTokens();
            pace.finished(figures);
        }
        canContinue.set(how.canContinue());
        tellEnd();
        phase.set(ReplyPhase.FINISHED);
    }

    /** Tells of a thought that is over. */
    private void tellThought() {
        if (hasThought()) {
            header.set(headers.over(spent, length(), end, state));
        }
    }

    private void tellEnd() {
        tellThought();
        ReplyStats figures = stats;
        status.set(figures == null ? "" : describe(state, figures));
    }

    /** Says in the language of now what it has said. What moves says it anew by itself. */
    void retell() {
        switch (phase.get()) {
            case WAITING -> tellWaiting();
            case READING -> {}
            case THINKING -> header.set(headers.running(spent, length(), budget));
            case ANSWERING -> tellThought();
            case FINISHED -> tellEnd();
        }
    }

    private ThoughtHeader.Length length() {
        return new ThoughtHeader.Length(thoughtTokens, takenOver);
    }

    private String describe(ReplyState how, ReplyStats figures) {
        if (how != ReplyState.COMPLETE) {
            return describe(how);
        }
        double rate = figures.decodeTokensPerSecond();
        return rate > 0
                ? texts.format("reply.figures", figures.answerTokens(), Texts.rate(rate))
                : "";
    }

    private String describe(ReplyState how) {
        String key = "reply.state." + how.name().toLowerCase(Locale.ROOT);
        boolean early = how == ReplyState.STOPPED || how == ReplyState.INTERRUPTED;
        return texts.get(early && isUnwritten() ? key + ".unwritten" : key);
    }

    /** How it ended, for who does not see it. */
    String ending() {
        if (state == ReplyState.COMPLETE) {
            return texts.get("phase.finished");
        }
        return problem.get().isEmpty() ? describe(state) : problem.get();
    }

    /** Where the reply stands among the messages. */
    public StoredMessage.Place place() {
        return place;
    }

    /** Its thought. */
    public ThoughtViewModel thought() {
        return thought;
    }

    /** What the engine measured; null while it streams for the first time. */
    @Nullable ReplyStats stats() {
        return stats;
    }

    /** Its answer. */
    public AnswerViewModel answer() {
        return answer;
    }

    /** Whether there is nothing of it yet, neither thought nor answer. */
    public boolean isUnwritten() {
        return thought.text().isBlank() && answer.text().isBlank();
    }

    /** Whether the model has thought, or may be about to. */
    public boolean hasThought() {
        return !thought.isEmpty() || (end != null && thoughtTokens() > 0);
    }

    /** Length of its thought. */
    public int thoughtTokens() {
        return takenOver + thoughtTokens;
    }

    /** Length of its answer. */
    public int answerTokens() {
        return answerTokens;
    }

    /** Tokens per second, the engine's own once it is finished. */
    public ReadOnlyDoubleProperty rateProperty() {
        return pace.rateProperty();
    }

    /** Grows with each piece of text that comes to it. */
    ReadOnlyLongProperty piecesProperty() {
        return pieces.getReadOnlyProperty();
    }

    /** What it is doing. */
    public ReadOnlyObjectProperty<ReplyPhase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /** The line above the thought. */
    public ReadOnlyStringProperty headerProperty() {
        return header.getReadOnlyProperty();
    }

    /** The line below the answer; empty while the model writes. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** What went wrong, in one sentence; empty where nothing did. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether its thought goes round in circles at the moment. */
    public ReadOnlyBooleanProperty loopingProperty() {
        return looping.getReadOnlyProperty();
    }

    /** How many of the conversation's oldest turns did not fit the context and were left out. */
    public ReadOnlyIntegerProperty turnsLeftOutProperty() {
        return turnsLeftOut.getReadOnlyProperty();
    }

    /** Whether the model can go on from where it ended. */
    public ReadOnlyBooleanProperty canContinueProperty() {
        return canContinue.getReadOnlyProperty();
    }
}
