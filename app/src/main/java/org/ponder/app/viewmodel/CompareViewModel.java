package org.ponder.app.viewmodel;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.Messages;
import org.ponder.app.store.StoreException;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.store.ThoughtMode;

/**
 * Two versions of a reply side by side. They are read beside the window; one that is being written
 * grows as in the conversation.
 */
public final class CompareViewModel {
    private final Workspace workspace;
    private final ReplyDriver driver;
    private final long origin;
    private final ComparedReply left;
    private final ComparedReply right;
    private final ReadOnlyStringWrapper difference = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper parts = new ReadOnlyBooleanWrapper();

    /** Which versions are asked for, from 0. */
    private Places places = new Places(0, 1);

    private int versions;

    /** Grows with what is asked for: only what was asked for last is shown. */
    private long asked;

    /** The same for what is said of them. */
    private long told;

    private record Places(int left, int right) {}

    /** Two versions as they were read, each with what it does not share with the other. */
    private record Pair(int versions, Places places, Version left, Version right) {}

    /**
     * @param compared the thought from which it parts
     */
    private record Version(
            StoredMessage kept, ReplyViewModel reply, String compared, ThoughtParting parting) {}

    /**
     * Compares a reply with the version before it, or with the next where it is the first.
     *
     * @param reply any version
     */
    CompareViewModel(Workspace workspace, ReplyDriver driver, StoredMessage.Place reply) {
        this.workspace = workspace;
        this.driver = driver;
        this.origin = reply.id();
        left = new ComparedReply(workspace.texts(), this::tellDifference);
        right = new ComparedReply(workspace.texts(), this::tellDifference);
        int first = Math.max(0, reply.version() - 2);
        ask(new Places(first, first + 1));
    }

    /**
     * Shows another version at one side: {@code step} is 1 for a later one, -1 for an earlier. The
     * one at the other side is passed over.
     */
    public void step(ComparedReply side, int step) {
        int to = target(side, step);
        if (to >= 0 && to < versions) {
            ask(side == left ? new Places(to, places.right()) : new Places(places.left(), to));
        }
    }

    private int target(ComparedReply side, int step) {
        int from = side == left ? places.left() : places.right();
        int other = side == left ? places.right() : places.left();
        return from + step == other ? other + step : from + step;
    }

    private void ask(Places wanted) {
        long mine = ++asked;
        places = wanted;
        workspace.beside(
                () -> read(wanted),
                pair -> {
                    if (mine == asked) {
                        pair.ifPresentOrElse(
                                this::show,
                                () -> difference.set(workspace.texts().get("compare.none")));
                    }
                });
    }

    private Optional<Pair> read(Places wanted) throws StoreException {
        Messages messages = workspace.store().messages();
        List<Long> ids = messages.versions(origin);
        if (Math.max(wanted.left(), wanted.right()) >= ids.size()) {
            return Optional.empty();
        }
        Optional<StoredMessage> one = messages.find(ids.get(wanted.left()));
        Optional<StoredMessage> other = messages.find(ids.get(wanted.right()));
        return one.isEmpty() || other.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Pair(
                                ids.size(),
                                wanted,
                                version(one.get(), other.get()),
                                version(other.get(), one.get())));
    }

    /** All that takes long is done here, beside the window. */
    private Version version(StoredMessage kept, StoredMessage other) {
        ReplyViewModel reply = ReplyViewModel.stored(kept, workspace.texts(), ThoughtMode.LIVE);
        reply.answer().blocks();
        String compared = thought(other);
        return new Version(kept, reply, compared, ThoughtParting.of(thought(kept), compared));
    }

    private static String thought(StoredMessage message) {
        String thought = message.thought();
        return thought == null ? "" : thought;
    }

    private void show(Pair pair) {
        versions = pair.versions();
        ReplyViewModel one = newest(pair.left());
        ReplyViewModel other = newest(pair.right());
        show(left, pair.left(), one, parting(pair.left(), one, other));
        show(right, pair.right(), other, parting(pair.right(), other, one));
        parts.set(left.partsAt() >= 0 || right.partsAt() >= 0);
        tellDifference();
    }

    /** A reply that runs, or is not saved whole yet, as it is now; else as it was read. */
    private ReplyViewModel newest(Version version) {
        ReplyViewModel running = driver.running(version.kept().id());
        return running == null ? version.reply() : running;
    }

    /** Null where a thought may still come to differ somewhere else. */
    private static @Nullable ThoughtParting parting(
            Version version, ReplyViewModel shown, ReplyViewModel other) {
        if (isRunning(shown) || isRunning(other)) {
            return null;
        }
        return shown == version.reply() && other.thought().text().equals(version.compared())
                ? version.parting()
                : ThoughtParting.of(shown.thought().text(), other.thought().text());
    }

    private static boolean isRunning(ReplyViewModel reply) {
        return reply.phaseProperty().get().running();
    }

    private void show(
            ComparedReply side,
            Version version,
            ReplyViewModel reply,
            @Nullable ThoughtParting parting) {
        side.show(version.kept(), reply, parting);
        side.setNeighbours(target(side, -1) >= 0, target(side, 1) < versions);
    }

    private void tellDifference() {
        ReplyViewModel one = left.reply();
        ReplyViewModel other = right.reply();
        if (one == null || other == null) {
            return;
        }
        long mine = ++told;
        if (isRunning(one) || isRunning(other)) {
            difference.set(workspace.texts().get("compare.unfinished"));
            return;
        }
        String answer = one.answer().text();
        String otherAnswer = other.answer().text();
        String thought = one.thought().text();
        String lengths =
                thought.isBlank() || !thought.equals(other.thought().text())
                        ? lengths(one, other)
                        : workspace.texts().get("compare.thoughts.same");
        workspace.beside(
                () -> ComparedAnswers.tell(answer, otherAnswer, workspace.texts()),
                said -> {
                    if (mine == told) {
                        difference.set((said + " " + lengths).strip());
                    }
                });
    }

    /** Nothing where one was imported without figures. */
    private String lengths(ReplyViewModel one, ReplyViewModel other) {
        return isMeasured(one) && isMeasured(other)
                ? workspace
                        .texts()
                        .format(
                                "compare.lengths",
                                one.thoughtTokens(),
                                other.thoughtTokens(),
                                one.answerTokens(),
                                other.answerTokens())
                : "";
    }

    private static boolean isMeasured(ReplyViewModel reply) {
        return (reply.thought().isEmpty() || reply.thoughtTokens() > 0)
                && (reply.answer().isEmpty() || reply.answerTokens() > 0);
    }

    /** Follows the replies no longer. */
    public void close() {
        asked++;
        left.release();
        right.release();
    }

    /** The version at the left. */
    public ComparedReply left() {
        return left;
    }

    /** The version at the right. */
    public ComparedReply right() {
        return right;
    }

    /** Whether the answers are the same, and how long all is; empty before it is known. */
    public ReadOnlyStringProperty differenceProperty() {
        return difference.getReadOnlyProperty();
    }

    /** Whether the thoughts begin alike and part somewhere. */
    public ReadOnlyBooleanProperty partsProperty() {
        return parts.getReadOnlyProperty();
    }
}
