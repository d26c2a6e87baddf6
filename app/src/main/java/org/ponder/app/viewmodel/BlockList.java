package org.ponder.app.viewmodel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.ThoughtMode;

/**
 * The conversation's messages as one flat list of blocks, kept up to date with the smallest change:
 * what is in sight stays the same node while text streams below it.
 */
final class BlockList {
    /** About as many messages as fill a screen; where they do not, the next frames fill it. */
    static final int AT_ONCE = 8;

    private final ObservableList<Block> blocks = FXCollections.observableArrayList();
    private final ObservableList<Block> shown = FXCollections.unmodifiableObservableList(blocks);
    private final List<Part> parts = new ArrayList<>();

    /** How many messages, from the first, are not listed yet. */
    private int later;

    ObservableList<Block> blocks() {
        return shown;
    }

    /** Keeps the first messages and drops the rest. */
    void truncate(int messages) {
        int start = startOf(messages);
        later = Math.min(later, messages);
        List<Part> dropped = parts.subList(messages, parts.size());
        dropped.forEach(Part::release);
        dropped.clear();
        blocks.remove(start, blocks.size());
    }

    /** Where the blocks of a message begin. */
    int startOf(int message) {
        int start = 0;
        for (Part part : parts.subList(Math.min(later, message), message)) {
            start += part.blocks.size();
        }
        return start;
    }

    /**
     * Adds messages at the end, all at once, and follows the changes of replies until they are
     * removed. Of a long conversation that is opened only the last messages are listed at once:
     * {@link #listEarlier} lists the others.
     *
     * @param messages questions and replies
     */
    void add(List<?> messages) {
        if (parts.isEmpty()) {
            later = Math.max(0, messages.size() - AT_ONCE);
        }
        List<Block> added = new ArrayList<>();
        for (Object message : messages) {
            Part part =
                    message instanceof ReplyViewModel reply
                            ? new Part(reply, List.of())
                            : new Part(
                                    null, List.of(new Block.Question((QuestionViewModel) message)));
            parts.add(part);
            if (parts.size() > later) {
                added.addAll(list(part));
            }
        }
        blocks.addAll(added);
    }

    /**
     * Lists earlier messages, from the last to the first, as long as there is time.
     *
     * @return whether there are more
     */
    boolean listEarlier(BooleanSupplier goOn) {
        Deque<List<Block>> listed = new ArrayDeque<>();
        while (later > 0 && goOn.getAsBoolean()) {
            later--;
            listed.addFirst(list(parts.get(later)));
        }
        if (!listed.isEmpty()) {
            blocks.addAll(0, listed.stream().flatMap(List::stream).toList());
        }
        return later > 0;
    }

    private List<Block> list(Part part) {
        if (part.reply != null) {
            part.blocks = blocksOf(part.reply);
            part.follow(() -> refresh(part));
        }
        return part.blocks;
    }

    private void refresh(Part part) {
        ReplyViewModel reply = part.reply;
        if (reply == null) {
            return;
        }
        List<Block> now = blocksOf(reply);
        List<Block> before = part.blocks;
        int same = 0;
        while (same < Math.min(now.size(), before.size())
                && now.get(same).equals(before.get(same))) {
            same++;
        }
        int sameAtEnd = 0;
        while (sameAtEnd < Math.min(now.size(), before.size()) - same
                && now.get(now.size() - 1 - sameAtEnd)
                        .equals(before.get(before.size() - 1 - sameAtEnd))) {
            sameAtEnd++;
        }
        int start = startOf(parts.indexOf(part));
        part.blocks = now;
        if (before.size() - sameAtEnd > same) {
            blocks.remove(start + same, start + before.size() - sameAtEnd);
        }
        if (now.size() - sameAtEnd > same) {
            blocks.addAll(start + same, now.subList(same, now.size() - sameAtEnd));
        }
    }

    private static List<Block> blocksOf(ReplyViewModel reply) {
        List<Block> blocks = new ArrayList<>();
        if (reply.turnsLeftOutProperty().get() > 0) {
            blocks.add(new Block.LeftOut(reply));
        }
        boolean waiting = reply.phaseProperty().get().running() && reply.answer().isEmpty();
        if (reply.hasThought() || waiting) {
            blocks.add(new Block.ThoughtHead(reply));
        }
        if (!reply.thought().isEmpty()) {
            ThoughtMode mode = reply.thought().modeProperty().get();
            if (mode == ThoughtMode.LIVE) {
                reply.thought()
                        .chunks()
                        .forEach(chunk -> blocks.add(new Block.ThoughtText(reply, chunk)));
                blocks.add(new Block.ThoughtFoot(reply));
            } else if (mode == ThoughtMode.PEEK) {
                blocks.add(new Block.ThoughtPeek(reply));
            }
        }
        reply.answer().blocks().forEach(block -> blocks.add(new Block.Answer(reply, block)));
        blocks.add(new Block.ReplyFoot(reply));
        return blocks;
    }

    /** One message's blocks within the list. */
    private static final class Part {
        private final @Nullable ReplyViewModel reply;
        private List<Block> blocks;
        private Runnable release = () -> {};

        Part(@Nullable ReplyViewModel reply, List<Block> blocks) {
            this.reply = reply;
            this.blocks = blocks;
        }

        void follow(Runnable change) {
            ReplyViewModel followed = reply;
            if (followed == null) {
                return;
            }
            InvalidationListener lists = source -> change.run();
            ChangeListener<Object> values = (source, before, after) -> change.run();
            followed.thought().chunks().addListener(lists);
            followed.answer().blocks().addListener(lists);
            followed.thought().modeProperty().addListener(values);
            followed.phaseProperty().addListener(values);
            followed.turnsLeftOutProperty().addListener(values);
            release =
                    () -> {
                        followed.thought().chunks().removeListener(lists);
                        followed.answer().blocks().removeListener(lists);
                        followed.thought().modeProperty().removeListener(values);
                        followed.phaseProperty().removeListener(values);
                        followed.turnsLeftOutProperty().removeListener(values);
                    };
        }

        void release() {
            release.run();
        }
    }
}
