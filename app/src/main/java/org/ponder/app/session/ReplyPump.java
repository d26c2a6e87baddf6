package org.ponder.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.reply.ReplyEvent;

/**
 * Carries events from the model's thread to the window. The model's side adds as fast as it can;
 * the window's side takes everything there is, once per frame. Pieces of text that wait together
 * are joined, so what a frame has to do does not grow with the speed of the model.
 */
final class ReplyPump implements Consumer<ReplyEvent> {
    private final StringBuilder text = new StringBuilder();
    private List<ReplyEvent> ready = new ArrayList<>();

    /** The newest thought or answer piece; its text is in {@link #text} with those before it. */
    private @Nullable ReplyEvent open;

    @Override
    public synchronized void accept(ReplyEvent event) {
        if (event instanceof ReplyEvent.Thought thought) {
            join(event, thought.text(), open instanceof ReplyEvent.Thought);
        } else if (event instanceof ReplyEvent.Answer answer) {
            join(event, answer.text(), open instanceof ReplyEvent.Answer);
        } else {
            closeOpen();
            boolean newerReading =
                    event instanceof ReplyEvent.Reading
                            && !ready.isEmpty()
                            && ready.getLast() instanceof ReplyEvent.Reading;
            if (newerReading) {
                ready.removeLast();
            }
            ready.add(event);
        }
    }

    /** Takes what has come since the last call. */
    synchronized List<ReplyEvent> take() {
        closeOpen();
        List<ReplyEvent> taken = ready;
        ready = new ArrayList<>();
        return taken;
    }

    private void join(ReplyEvent event, String piece, boolean sameKind) {
        if (!sameKind) {
            closeOpen();
        }
        text.append(piece);
        open = event;
    }

    private void closeOpen() {
        if (open instanceof ReplyEvent.Thought thought) {
            ready.add(new ReplyEvent.Thought(text.toString(), thought.tokens(), thought.spent()));
        } else if (open instanceof ReplyEvent.Answer answer) {
            ready.add(new ReplyEvent.Answer(text.toString(), answer.tokens()));
        }
        open = null;
        text.setLength(0);
    }
}
