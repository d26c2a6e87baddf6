package org.ponder.engine.reply;

/** Says what text and tags mean, depending on what came before. */
interface Grammar {
    /** Text without tags; how it is cut must not matter. */
    void text(String text);

    /** One of the format's tags. */
    void tag(String tag);

    /** The reply is over. */
    void finish();

    boolean thinking();

    /** Whether text that comes now is the reply's: thought, answer or a call. */
    default boolean inText() {
        return true;
    }

    /** Whether text that comes now may turn out to be a call of a tool. */
    default boolean inCall() {
        return false;
    }

    boolean complete();

    /** Whether nothing that may still come belongs to the reply. */
    default boolean over() {
        return false;
    }
}
