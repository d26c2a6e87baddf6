package org.ponder.engine.chat;

import java.util.List;

/**
 * What the user should know of a model that was loaded all the same.
 *
 * @param kind what it is about
 * @param details numbers and names in it, in the order in which the kind lists them
 * @param sentence the whole of it in English
 */
public record LoadNotice(Kind kind, List<Object> details, String sentence) {
    public LoadNotice {
        details = List.copyOf(details);
    }

    /** What a notice is about. */
    public enum Kind {
        /** Computing is slow on this machine or under this Java. */
        SLOW_KERNELS,
        /** The file's template cannot be used, so another is. */
        TEMPLATE_BROKEN,
        /** A key names a token that the file does not have, and is ignored: the key. */
        TOKEN_MISSING,
        /**
         * Each token needs all weights, so a limit cannot be kept: MB of weights, MB of the limit.
         */
        LIMIT_TOO_SMALL,
        /**
         * Experts are read from the file as they are needed: MB of weights, MB of the machine, MB
         * that they may take.
         */
        EXPERTS_FROM_FILE,
        /**
         * Each token needs all weights and memory does not hold them: MB of weights, MB of the
         * machine.
         */
        LARGER_THAN_MEMORY
    }

    /** The sentence, for those who show it as it is. */
    @Override
    public String toString() {
        return sentence;
    }
}
