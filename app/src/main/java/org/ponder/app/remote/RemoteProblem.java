package org.ponder.app.remote;

import java.util.List;
import java.util.Locale;

/** A server gives no reply; the message is one sentence that says what to do. */
public final class RemoteProblem extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** What happened, with its sentence in English; the server is the first detail of each. */
    public enum Kind {
        CANNOT_GO_ON("The server %s cannot go on with a reply that was begun: ask again instead."),
        KEY_REFUSED("The server %s refuses the key: check it in the library."),
        NO_MONEY("The account at %s has no money left: fill it up there."),
        NO_MODEL(
                "The server %s has no model %s, or none at this address: check both in the library."),
        BUSY("The server %s is busy: ask again in a moment."),
        STATUS("The server %s answers with %s: ask again later."),
        SAYS("The server %s says: %s"),
        NO_JSON("The server %s sends something that is no JSON: check its address."),
        ENDED_EARLY("The server %s ended the reply early (%s), so it is not whole: ask again."),
        BROKE_OFF("The server %s broke off in the middle: ask again."),
        OFFLINE("Ponder is offline, so it cannot ask %s: allow it to use the network first."),
        UNREACHABLE("The server %s cannot be reached: check that it runs, and its address."),
        NO_ANSWER("The server %s does not answer: ask again later."),
        CONNECTION("The connection to %s broke off: check the network.");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Kind kind;

    @SuppressWarnings("serial") // strings
    private final List<String> details;

    RemoteProblem(Kind kind, String... details) {
        super(String.format(Locale.ROOT, kind.sentence, (Object[]) details));
        this.kind = kind;
        this.details = List.of(details);
    }

    /** What happened. */
    public Kind kind() {
        return kind;
    }

    /** The server, and what else it is about. */
    public List<String> details() {
        return details;
    }
}
