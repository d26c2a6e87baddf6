package org.ponder.app.viewmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.ReplyOrigin;
import org.ponder.app.store.ReplyRecord;
import org.ponder.app.store.StoredMessage;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.sampling.SamplingSettings;

/** One of two versions of a reply that are compared: its text in blocks, and its facts. */
public final class ComparedReply {
    private final Texts texts;
    private final Runnable changed;
    private final ObservableList<Block> blocks = FXCollections.observableArrayList();
    private final ObservableList<Block> shownBlocks =
            FXCollections.unmodifiableObservableList(blocks);
    private final ReadOnlyObjectWrapper<StoredMessage.@Nullable Place> place =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper model = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper thought = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper sampling = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper earlier = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper later = new ReadOnlyBooleanWrapper();
    private @Nullable ReplyViewModel reply;
    private @Nullable ThoughtParting parting;
    private Subscription following = Subscription.EMPTY;

    /**
     * @param changed run when its reply begins or ends to do something
     */
    ComparedReply(Texts texts, Runnable changed) {
        this.texts = texts;
        this.changed = changed;
    }

    /**
     * Shows a version.
     *
     * @param kept as the store has it
     * @param now the reply, which may be running
     * @param parted its thought; null where it is still being written, and shown as it grows
     */
    void show(StoredMessage kept, ReplyViewModel now, @Nullable ThoughtParting parted) {
        following.unsubscribe();
        blocks.clear();
        reply = now;
        parting = parted;
        place.set(kept.place());
        ReplyRecord record = kept.reply();
        ReplyOrigin origin = record == null ? ReplyOrigin.unknown() : record.origin();
        String name = origin.model();
        model.set(name == null ? "" : name);
        SamplingSettings how = origin.sampling();
        sampling.set(how == null ? "" : describe(how));
        following =
                Subscription.combine(
                        now.thought().chunks().subscribe(this::refresh),
                        now.answer().blocks().subscribe(this::refresh),
                        now.headerProperty().subscribe(header -> tellThought()),
                        now.phaseProperty().subscribe(phase -> tellAnswer(now)),
                        now.phaseProperty().subscribe((before, after) -> changed.run()));
        refresh();
    }

    private void tellThought() {
        ReplyViewModel now = reply;
        if (now != null) {
            String header = now.headerProperty().get();
            thought.set(header.isEmpty() ? texts.get("compare.thoughtless") : header);
        }
    }

    /** How long it is and how fast it came, and where it is not whole, why. */
    private void tellAnswer(ReplyViewModel now) {
        StringJoiner line = new StringJoiner(" · ");
        ReplyStats stats = now.stats();
        if (stats != null && stats.decodeTokensPerSecond() > 0) {
            line.add(
                    texts.format(
                            "compare.answer",
                            stats.answerTokens(),
                            Math.round(stats.decodeTokensPerSecond())));
        }
        line.add(now.phaseProperty().get().running() ? texts.get("compare.writing") : now.ending());
        answer.set(line.toString());
    }

    private String describe(SamplingSettings how) {
        return texts.format(
                "compare.sampling", how.temperature(), how.topP(), Long.toString(how.seed()));
    }

    /** What is shown already stays; a reply that runs grows at its end. */
    private void refresh() {
        List<Block> now = blocks(reply, parting);
        int same = 0;
        while (same < Math.min(now.size(), blocks.size())
                && now.get(same).equals(blocks.get(same))) {
            same++;
        }
        blocks.remove(same, blocks.size());
        blocks.addAll(now.subList(same, now.size()));
    }

    private static List<Block> blocks(
            @Nullable ReplyViewModel reply, @Nullable ThoughtParting parted) {
        List<Block> blocks = new ArrayList<>();
        if (reply == null) {
            return blocks;
        }
        if (reply.turnsLeftOutProperty().get() > 0) {
            blocks.add(new Block.LeftOut(reply));
        }
        if (!reply.thought().isEmpty()) {
            blocks.add(new Block.ThoughtHead(reply));
            if (parted == null) {
                add(blocks, reply, reply.thought().chunks());
            } else {
                add(blocks, reply, parted.common());
                if (!parted.common().isEmpty() && !parted.rest().isEmpty()) {
                    blocks.add(new Block.Parting(reply));
                }
                add(blocks, reply, parted.rest());
            }
            blocks.add(new Block.ThoughtFoot(reply));
        }
        reply.answer().blocks().forEach(block -> blocks.add(new Block.Answer(reply, block)));
        return blocks;
    }

    private static void add(List<Block> blocks, ReplyViewModel reply, List<ThoughtChunk> chunks) {
        chunks.forEach(chunk -> blocks.add(new Block.ThoughtText(reply, chunk)));
    }

    /** Says whether there are versions to go to. */
    void setNeighbours(boolean hasEarlier, boolean hasLater) {
        earlier.set(hasEarlier);
        later.set(hasLater);
    }

    /** Follows its reply no longer. */
    void release() {
        following.unsubscribe();
    }

    /** What is shown; null before anything is. */
    @Nullable ReplyViewModel reply() {
        return reply;
    }

    /** Its thought and its answer, from top to bottom. */
    public ObservableList<Block> blocks() {
        return shownBlocks;
    }

    /** Where in the blocks its thought parts from the other one; -1 where it does not. */
    public int partsAt() {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Block.Parting) {
                return i;
            }
        }
        return -1;
    }

    /** Which of the versions it is; null before anything is shown. */
    public ReadOnlyObjectProperty<StoredMessage.@Nullable Place> placeProperty() {
        return place.getReadOnlyProperty();
    }

    /** The name of the model that made it; empty where it is not known. */
    public ReadOnlyStringProperty modelProperty() {
        return model.getReadOnlyProperty();
    }

    /** The truth about its thought, in one line. */
    public ReadOnlyStringProperty thoughtProperty() {
        return thought.getReadOnlyProperty();
    }

    /** The truth about its answer, in one line. */
    public ReadOnlyStringProperty answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** How its tokens were drawn; empty where it is not known. */
    public ReadOnlyStringProperty samplingProperty() {
        return sampling.getReadOnlyProperty();
    }

    /** Whether there is an earlier version to go to. */
    public ReadOnlyBooleanProperty earlierProperty() {
        return earlier.getReadOnlyProperty();
    }

    /** Whether there is a later version to go to. */
    public ReadOnlyBooleanProperty laterProperty() {
        return later.getReadOnlyProperty();
    }
}
