package org.ponder.app.viewmodel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.SearchHit;

/**
 * Looks for words in the conversation that is open: in questions, answers and thoughts. A thought
 * that is folded unfolds while the current match is in it.
 */
public final class FindViewModel {
    private final ConversationViewModel conversation;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final StringProperty query = new SimpleStringProperty("");
    private final ObjectProperty<SearchedParts> searched =
            new SimpleObjectProperty<>(SearchedParts.ALL);
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper current = new ReadOnlyIntegerWrapper(-1);
    private final ReadOnlyObjectWrapper<FindMatcher.@Nullable Match> revealed =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper();

    private List<FindMatcher.Match> matches = List.of();
    private final Map<Block, List<Mark>> marks = new HashMap<>();
    private @Nullable ReplyViewModel unfolded;
    private Supplier<@Nullable Block> inSight = () -> null;
    private Subscription growing = Subscription.EMPTY;

    /**
     * A match, or the part of it that is in one block.
     *
     * @param range in the block's text
     * @param current whether it is the match that the user is at
     */
    public record Mark(TextSelection.Range range, boolean current) {}

    /** Looks in this conversation. */
    public FindViewModel(ConversationViewModel conversation) {
        this.conversation = conversation;
        query.subscribe((before, now) -> search(true));
        searched.subscribe((before, now) -> search(true));
        // Words of an earlier search are marked; nobody has asked to be taken to them.
        shown.subscribe((before, now) -> search(false));
        conversation.blocks().addListener((InvalidationListener) source -> stale.set(shown.get()));
        conversation.runningProperty().subscribe(this::follow);
        conversation
                .conversationProperty()
                .subscribe((before, now) -> {
                    if (before == null || now == null || before.id() != now.id()) {
                        shown.set(false);
                    }
                });
    }

    /** Text that comes into a block which is there already does not change the list. */
    private void follow(@Nullable ReplyViewModel reply) {
        growing.unsubscribe();
        growing =
                reply == null
                        ? Subscription.EMPTY
                        : reply.piecesProperty().subscribe((before, now) -> stale.set(shown.get()));
    }

    /** Goes on to the next match; behind the last one it is the first. */
    public void next() {
        step(1);
    }

    /** Goes back to the match before; before the first one it is the last. */
    public void previous() {
        step(-1);
    }

    private void step(int by) {
        refresh();
        if (!matches.isEmpty()) {
            int at = current.get();
            int from = at >= 0 ? at : Math.max(0, nearest()) - (by > 0 ? 1 : 0);
            moveTo(Math.floorMod(from + by, matches.size()));
        }
    }

    /**
     * Words are looked for from what the user reads.
     *
     * @param first tells the first block in sight; null where nothing is
     */
    public void lookFrom(Supplier<@Nullable Block> first) {
        inSight = first;
    }

    /**
     * The first match in sight or below it, or else the first of all; -1 where there is none, or
     * where so many are above that none was looked for here.
     */
    private int nearest() {
        List<Block> blocks = conversation.blocks();
        Block first = inSight.get();
        Set<Block> from =
                Set.copyOf(
                        blocks.subList(
                                first == null ? 0 : Math.max(0, blocks.indexOf(first)),
                                blocks.size()));
        for (int i = 0; i < matches.size(); i++) {
            FindMatcher.Match match = matches.get(i);
            ReplyViewModel reply = match.thought();
            if (from.contains(match.pieces().getFirst().block())
                    || (reply != null && from.contains(new Block.ThoughtHead(reply)))) {
                return i;
            }
        }
        return matches.isEmpty() || matches.size() == FindMatcher.MOST ? -1 : 0;
    }

    /** Looks again where the conversation has changed; the match that the user is at stays. */
    public void refresh() {
        if (stale.get()) {
            int at = current.get();
            find();
            current.set(Math.min(at, matches.size() - 1));
            mark();
        }
    }

    /** Shows where a search over all conversations found something in the one that is open. */
    void show(SearchHit hit) {
        Long message = hit.message();
        if (message == null || hit.matches().isEmpty()) {
            return;
        }
        SearchHit.Range word = hit.matches().getFirst();
        shown.set(true);
        if (!searched.get().parts().contains(hit.part())) {
            searched.set(SearchedParts.ALL);
        }
        query.set(hit.snippet().substring(word.start(), word.end()));
        refresh(); // the same words in the same conversation, which was read anew
        for (int i = 0; i < matches.size(); i++) {
            FindMatcher.Match match = matches.get(i);
            if (match.message() == message
                    && (match.thought() == null) == (hit.part() != SearchHit.Part.THOUGHT)) {
                moveTo(i);
                return;
            }
        }
        // The words are apart where formatting is between them: the message is shown all the same.
        for (Object part : conversation.messages()) {
            if (part instanceof ReplyViewModel reply && reply.place().id() == message) {
                reveal(message, new Block.ThoughtHead(reply));
                if (!reply.answer().isEmpty()) {
                    reveal(message, new Block.Answer(reply, reply.answer().blocks().getFirst()));
                }
            } else if (part instanceof QuestionViewModel asked && asked.place().id() == message) {
                reveal(message, new Block.Question(asked));
            }
        }
    }

    private void reveal(long message, Block block) {
        FindMatcher.Piece start = new FindMatcher.Piece(block, new TextSelection.Range(0, 0));
        revealed.set(new FindMatcher.Match(message, null, List.of(start)));
    }

    private void search(boolean go) {
        find();
        int first = go ? nearest() : -1;
        if (first < 0) {
            current.set(-1);
            lookInto(null);
            mark();
            revealed.set(null);
        } else {
            moveTo(first);
        }
    }

    private void find() {
        stale.set(false);
        matches =
                shown.get()
                        ? new FindMatcher(query.get(), searched.get()).find(conversation.messages())
                        : List.of();
        count.set(matches.size());
    }

    private void moveTo(int index) {
        FindMatcher.Match match = matches.get(index);
        lookInto(match.thought());
        // What unfolded has changed the list, not the text.
        stale.set(false);
        current.set(index);
        mark();
        revealed.set(match);
    }

    private void lookInto(@Nullable ReplyViewModel reply) {
        ReplyViewModel before = unfolded;
        if (before != null && before != reply && shown.get()) {
            before.thought().lookInto(false);
        }
        if (reply != null) {
            reply.thought().lookInto(true);
        }
        unfolded = reply;
    }

    private void mark() {
        marks.clear();
        for (int i = 0; i < matches.size(); i++) {
            for (FindMatcher.Piece piece : matches.get(i).pieces()) {
                marks.computeIfAbsent(piece.block(), block -> new ArrayList<>())
                        .add(new Mark(piece.range(), i == current.get()));
            }
        }
        changes.set(changes.get() + 1);
    }

    /** What is marked in this block. */
    List<Mark> marks(Block block) {
        return marks.getOrDefault(block, List.of());
    }

    /** Grows with each change of the marks. */
    ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** Whether the user is looking for something. */
    public BooleanProperty shownProperty() {
        return shown;
    }

    /** The words that are looked for. */
    public StringProperty queryProperty() {
        return query;
    }

    /** In which parts of the conversation they are looked for. */
    public ObjectProperty<SearchedParts> searchedProperty() {
        return searched;
    }

    /** How often they were found. */
    public ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** Which match the user is at, from 0; -1 where they are at none. */
    public ReadOnlyIntegerProperty currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** The match that is to be in sight; null where there is none. */
    public ReadOnlyObjectProperty<FindMatcher.@Nullable Match> revealedProperty() {
        return revealed.getReadOnlyProperty();
    }

    /** Whether the conversation has changed since; {@link #refresh} looks again. */
    public ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }
}
