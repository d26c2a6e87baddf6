package org.ponder.app.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All conversations of one person: a database in the data folder, which several Ponders may have
 * open at once.
 */
public final class ConversationStore implements AutoCloseable {
    private final Database database;
    private final @Nullable Instances instances;
    private final LiveWriter writer;
    private final Erasure erasure;
    private final Conversations conversations;
    private final Messages messages;
    private final Replies replies;
    private final Search search;
    private final Trees trees;

    /**
     * An open store, and what a person should know of its opening.
     *
     * @param store to be closed by the receiver
     * @param notices none, as a rule
     */
    public record Opened(ConversationStore store, List<Notice> notices) {
        public Opened {
            notices = List.copyOf(notices);
        }
    }

    private ConversationStore(
            Database database, @Nullable Instances instances, StoreTuning tuning) {
        this.database = database;
        this.instances = instances;
        SearchIndex index = new SearchIndex();
        ReplyEnding ending = new ReplyEnding(database, index);
        writer = new LiveWriter(database, ending, tuning.pace(), tuning.problems());
        erasure = new Erasure(database, writer);
        conversations = new Conversations(database, tuning.clock(), index, erasure);
        replies =
                new Replies(
                        database,
                        instances == null ? "memory" : instances.self(),
                        owner -> instances == null || instances.alive(owner),
                        writer,
                        ending,
                        conversations);
        messages = new Messages(database, tuning.clock(), conversations, replies, index);
        search = new Search(database);
        trees = new Trees(database, tuning.clock(), index);
    }

    /**
     * Opens the conversations in the folder; makes them where there are none yet.
     *
     * @param problems told when a reply cannot be saved at the moment; called on the store's thread
     */
    public static Opened open(DataFolder folder, Consumer<StoreException> problems)
            throws StoreException {
        return open(folder, StoreTuning.usual(problems));
    }

    /** A store that forgets everything when it is closed, for when none can be opened. */
    public static ConversationStore inMemory() throws StoreException {
        StoreTuning tuning = StoreTuning.usual(problem -> {});
        Database database = Database.inMemory();
        tuning.schema().prepare(database);
        return new ConversationStore(database, null, tuning);
    }

    static Opened open(DataFolder folder, StoreTuning tuning) throws StoreException {
        List<Notice> notices = new ArrayList<>();
        Instances instances = Instances.register(folder.instances());
        try {
            Database database = new DatabaseOpening(folder, tuning, instances).open(notices);
            try {
                ConversationStore store = new ConversationStore(database, instances, tuning);
                int interrupted = store.replies.markInterrupted().size();
                if (interrupted > 0) {
                    notices.add(interrupted(interrupted));
                }
                store.erasure.begin();
                return new Opened(store, notices);
            } catch (StoreException e) {
                database.close();
                throw e;
            }
        } catch (StoreException e) {
            instances.close();
            throw e;
        }
    }

    /** The conversations themselves. */
    public Conversations conversations() {
        return conversations;
    }

    /** Their questions and replies. */
    public Messages messages() {
        return messages;
    }

    /** Replies while they stream. */
    public Replies replies() {
        return replies;
    }

    /** Full-text search. */
    public Search search() {
        return search;
    }

    /** Whole conversations, to export and import. */
    public Trees trees() {
        return trees;
    }

    /**
     * Has assertions see to it that a thread never waits for the disk, such as that of the window.
     *
     * @param thread that uses the store no more; null lets every thread use it
     */
    public void keepOff(@Nullable Thread thread) {
        database.keepOff(thread);
    }

    /** Makes the database full at so many pages, for tests of a full disk. */
    void limitPages(int most) throws StoreException {
        database.alone(connection -> Sql.integer(connection, "PRAGMA max_page_count=" + most));
    }

    /** Saves what is open, as interrupted, and closes the database. */
    @Override
    public void close() throws StoreException {
        writer.close();
        erasure.close();
        try {
            database.close();
        } finally {
            if (instances != null) {
                instances.close();
            }
        }
    }

    private static Notice interrupted(int count) {
        return new Notice(
                Notice.Kind.REPLIES_INTERRUPTED,
                List.of(Integer.toString(count)),
                count == 1
                        ? "Ponder ended while a reply was being written: what had come of it is kept and can be"
                                + " continued."
                        : "Ponder ended while "
                                + count
                                + " replies were being written: what had come of them is kept and can be"
                                + " continued.");
    }
}
