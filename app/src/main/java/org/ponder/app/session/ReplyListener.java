package org.ponder.app.session;

import org.jspecify.annotations.Nullable;
import org.ponder.engine.reply.ReplyEvent;

/** Receives what happened in a reply since the last frame, on the window's thread. */
public interface ReplyListener {

    /** One event; neighbouring pieces of text come as one. */
    void event(ReplyEvent event);

    /** So many tokens of the thought were there before the model began. */
    default void tookOver(int tokens) {}

    /** How the context is filled while the reply runs. */
    default void filled(ContextShare share) {}

    /** What the reply has waited for so far, where experts are read from the disk. */
    default void experts(ExpertReading reading) {}

    /** The model makes another program's reply first, or no longer does. */
    default void waitsForProgram(boolean waits) {}

    /**
     * This share of the model is loaded; {@link ModelHost#NOTHING_LOADED} where it is all there.
     */
    default void loading(double share) {}

    /** The thought began to go round in circles, or no longer does. */
    void looping(boolean loops);

    /** The reply ended without a last event: the sentence says why. */
    void failed(String reason);

    /** Nothing more comes; how the context is filled now, where it is known. */
    void ended(@Nullable ContextShare share);
}
