package org.ponder.app.store;

import java.util.List;

/**
 * Something that a person should know and that stopped nothing.
 *
 * @param kind what it is about
 * @param details names and counts in it, in the order in which the kind lists them
 * @param sentence the whole of it in English
 */
public record Notice(Kind kind, List<String> details, String sentence) {

    public Notice {
        details = List.copyOf(details);
    }

    /** What a notice is about. */
    public enum Kind {
        /** Replies that were being written when Ponder last ended: how many. */
        REPLIES_INTERRUPTED,
        /**
         * The database was damaged and has been replaced: the file kept, conversations and messages
         * recovered.
         */
        DATABASE_RECOVERED,
        /** The settings file was damaged and has been set aside: the file kept. */
        SETTINGS_DAMAGED,
        /** A setting had no usable value and its default is used: the field, the value. */
        SETTING_INVALID,
        /** The settings file could not be read: why. */
        SETTINGS_UNREADABLE,
        /** Part of an import was left out: what. */
        IMPORT_PARTIAL
    }
}
