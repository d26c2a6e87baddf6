package org.ponder.app.viewmodel;

import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.ponder.app.session.ContextShare;
import org.ponder.app.session.ExpertReading;
import org.ponder.app.session.MemoryUse;
import org.ponder.app.session.ModelFacts;

/** How fast the model is, and what it and the conversation take. */
public final class GaugesViewModel {
    private final ReplyDriver driver;
    private final ConversationViewModel conversation;
    private final ModelViewModel model;
    private final ReadOnlyDoubleWrapper rate = new ReadOnlyDoubleWrapper();
    private Subscription following = Subscription.EMPTY;

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
        conversation.runningProperty().subscribe(this::follow);
    }

    private void follow(@Nullable ReplyViewModel reply) {
        if (reply == null) {
            return; // the last rate stays
        }
        following.unsubscribe();
        following = reply.rateProperty().subscribe(now -> rate.set(now.doubleValue()));
    }

    /** How the context is filled; moves while a reply streams. */
    public ReadOnlyObjectProperty<ContextShare> shareProperty() {
        return driver.shareProperty();
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
