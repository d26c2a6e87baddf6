package org.ponder.app.viewmodel;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.ponder.app.session.ContextShare;
import org.ponder.app.session.ExpertReading;
import org.ponder.app.session.MemoryUse;
import org.ponder.app.session.ModelFacts;
import org.ponder.app.store.Conversation;
import org.ponder.engine.reply.ReplyStats;

/** How fast the model is, and what it and the conversation take. */
public final class GaugesViewModel {
    /** In place of a conversation's number: one that has none yet, and none at all. */
    private static final long NEW = 0;

    private static final long NONE = -1;

    private final ReplyDriver driver;
    private final ConversationViewModel conversation;
    private final ModelViewModel model;
    private final ReadOnlyDoubleWrapper rate = new ReadOnlyDoubleWrapper();
    private final ReadOnlyObjectWrapper<ContextShare> share;
    private Subscription following = Subscription.EMPTY;

    /** The open conversation, where its figures come from the model itself. */
    private long followed = NEW;

    /**
     * A reply as the plot shows it.
     *
     * @param thoughtTokens length of its thought
     * @param answerTokens length of its answer
     * @param rate tokens per second; 0 where nothing was made
     */
    public record Point(int thoughtTokens, int answerTokens, double rate) {}

    /**
     * Memory in bytes.
     *
     * @param model the model's file, mapped
     * @param cache what the whole context takes
     * @param process all that Ponder uses, as the system counts it
     */
    public record Memory(long model, long cache, long process) {}

    /** Follows the conversation that is open. */
    public GaugesViewModel(
            ReplyDriver driver, ConversationViewModel conversation, ModelViewModel model) {
        this.driver = driver;
        this.conversation = conversation;
        this.model = model;
        share = new ReadOnlyObjectWrapper<>(driver.fillingProperty().get().share());
        driver.fillingProperty().subscribe(this::fill);
        conversation.runningProperty().subscribe(this::follow);
        conversation.conversationProperty().subscribe(this::look);
        conversation.blocks().addListener((InvalidationListener) blocks -> look());
    }

    private long open() {
        Conversation open = conversation.conversationProperty().get();
        return open == null ? NEW : open.id();
    }

    /** Replies of other conversations run before those of the open one, and beside it. */
    private void fill(ReplyDriver.Filling now) {
        boolean none = now.conversation() == ReplyDriver.NO_CONVERSATION;
        if (none || (open() == followed && open() == now.conversation())) {
            share.set(now.share());
        }
    }

    /** A reply that was stopped before the model began tells nothing of the context. */
    private @Nullable ReplyViewModel lastMeasured() {
        return conversation.replies().reversed().stream()
                .filter(GaugesViewModel::isMeasured)
                .findFirst()
                .orElse(null);
    }

    private static boolean isMeasured(ReplyViewModel reply) {
        ReplyStats stats = reply.stats();
        return stats != null
                && stats.promptTokens() + stats.thoughtTokens() + stats.answerTokens() > 0;
    }

    /** Of a conversation in which nothing was asked since it was opened, the last reply tells. */
    private void look() {
        if (open() == followed) {
            return;
        }
        followed = NONE;
        following.unsubscribe();
        ReplyViewModel last = lastMeasured();
        ReplyStats stats = last == null ? null : last.stats();
        rate.set(last == null ? 0 : last.rateProperty().get());
        int total = share.get().total();
        share.set(
                last == null || stats == null
                        ? ContextShare.empty(total)
                        : filledBy(last, stats, total));
    }

    private static ContextShare filledBy(ReplyViewModel reply, ReplyStats stats, int total) {
        int thoughts = reply.thoughtTokens();
        // What of the thought was there before the model began was read with the prompt.
        int takenOver = thoughts - stats.thoughtTokens();
        int chat = Math.max(0, stats.promptTokens() - takenOver) + stats.answerTokens();
        return new ContextShare(0, chat, thoughts, total);
    }

    private void follow(@Nullable ReplyViewModel reply) {
        if (reply == null) {
            return; // the last rate stays
        }
        followed = open();
        following.unsubscribe();
        following = reply.rateProperty().subscribe(now -> rate.set(now.doubleValue()));
    }

    /** How the context is filled; moves while a reply streams. */
    public ReadOnlyObjectProperty<ContextShare> shareProperty() {
        return share.getReadOnlyProperty();
    }

    /**
     * What the reply that runs, or the last one, waited for, where its model reads experts from the
     * disk; null where all of it is in memory.
     */
    public ReadOnlyObjectProperty<@Nullable ExpertReading> expertsProperty() {
        return driver.expertsProperty();
    }

    /** Tokens per second of the reply that runs, or of the last one; 0 where none was made. */
    public ReadOnlyDoubleProperty rateProperty() {
        return rate.getReadOnlyProperty();
    }

    /** What is used of the computer's memory; looked up at each call. */
    public Memory memory() {
        ModelFacts facts = model.factsProperty().get();
        return new Memory(
                facts.fileBytes(),
                facts.cacheBytes(model.contextTokensProperty().get()),
                MemoryUse.now().process());
    }

    /** The replies of the conversation from first to last. */
    public List<Point> points() {
        return conversation.replies().stream()
                .map(reply ->
                        new Point(
                                reply.thoughtTokens(),
                                reply.answerTokens(),
                                reply.rateProperty().get()))
                .filter(point -> point.thoughtTokens() + point.answerTokens() > 0)
                .toList();
    }
}
