package org.ponder.app.exchange;

/**
 * A conversation of a file that could not be taken.
 *
 * @param number of it among those of the file, from 1
 * @param file its name
 * @param why it was not taken
 */
public record LeftOut(int number, String file, Reason why) {

    /** Why a conversation is not taken. */
    public enum Reason {
        /** It is something else. */
        NO_CONVERSATION("it is no conversation"),
        /** It has more messages than anyone writes. */
        TOO_MANY("it has too many messages"),
        /** It would not fit the memory. */
        TOO_LONG("it is too long"),
        /** A message of it is none. */
        NO_MESSAGE("a message has no id or no role"),
        /** Its messages do not follow each other. */
        NO_TREE("its messages do not follow each other");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    /** One sentence in English. */
    public String sentence() {
        return "Conversation " + number + " of " + file + " was left out: " + why.words + ".";
    }

    /** Ends the reading of one conversation. */
    static final class Refused extends IllegalArgumentException {
        private final Reason why;

        Refused(Reason why) {
            super(why.words);
            this.why = why;
        }

        Reason why() {
            return why;
        }
    }
}
