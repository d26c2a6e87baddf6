package org.ponder.app.store;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.ponder.engine.prompt.Role;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;

/**
 * Measures the store on 10,000 conversations with 100 MB of text: run {@code main} with a folder,
 * which is filled if it is empty, and perhaps another number of conversations.
 */
final class StoreBenchmark {
    private static final int ROUNDS = 21;

    /** Hits that the window asks for. */
    private static final int SHOWN = 200;

    /** On a machine that does other things too, processor time says more than the clock. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Random random = new Random(7);
    private final String[] words = new String[30_000];

    private StoreBenchmark() {
        for (int i = 0; i < words.length; i++) {
            StringBuilder word = new StringBuilder();
            int letters = 2 + random.nextInt(9);
            for (int j = 0; j < letters; j++) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words[i] = word.toString();
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        StoreBenchmark benchmark = new StoreBenchmark();
        boolean filled = Files.exists(folder.resolve("conversations.db"));
        long start = System.nanoTime();
        ConversationStore.Opened opened =
                ConversationStore.open(DataFolder.open(folder), problem -> {});
        report("open", Duration.ofNanos(System.nanoTime() - start));
        try (ConversationStore store = opened.store()) {
            if (!filled) {
                benchmark.fill(
                        store, arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000);
            }
            System.out.println(
                    "database: "
                            + Files.size(folder.resolve("conversations.db")) / 1_000_000
                            + " MB");
            benchmark.measure(store);
            purge(store, folder.resolve("conversations.db"));
        }
    }

    private void fill(ConversationStore store, int conversations) throws StoreException {
        long start = System.nanoTime();
        long characters = 0;
        for (int i = 0; i < conversations; i++) {
            ConversationTree tree = conversation(i, 2, 4_000, 800);
            for (StoredMessage message : tree.messages()) {
                String thought = message.thought();
                characters += message.content().length() + (thought == null ? 0 : thought.length());
            }
            store.trees().add(tree);
        }
        report(
                "fill with " + characters / 1_000_000 + " M characters",
                Duration.ofNanos(System.nanoTime() - start));
    }

    private ConversationTree conversation(int number, int turns, int thought, int answer) {
        List<StoredMessage> messages = new ArrayList<>();
        List<Long> shown = new ArrayList<>();
        Instant when = Instant.ofEpochSecond(1_700_000_000L + number);
        for (int turn = 0; turn < turns; turn++) {
            long id = 2L * turn + 1;
            messages.add(
                    new StoredMessage(
                            new StoredMessage.Place(id, 0, turn == 0 ? null : id - 1, 1, 1),
                            Role.USER,
                            text(150, number),
                            null,
                            when,
                            null));
            messages.add(
                    new StoredMessage(
                            new StoredMessage.Place(id + 1, 0, id, 1, 1),
                            Role.ASSISTANT,
                            text(answer, number),
                            text(thought, number),
                            when,
                            new ReplyRecord(
                                    ReplyState.COMPLETE,
                                    null,
                                    Stores.stats(1000, 100),
                                    ReplyOrigin.unknown(),
                                    null,
                                    null)));
            shown.add(id);
            shown.add(id + 1);
        }
        return new ConversationTree(
                new Conversation(
                        new ConversationSummary(0, "", when, when, false, null, null),
                        ConversationOptions.inherited(),
                        ""),
                messages,
                shown);
    }

    /** Words as often as in a language (Zipf), one conversation in ten in Chinese. */
    private String text(int length, int number) {
        StringBuilder out = new StringBuilder(length + 20);
        boolean chinese = number % 10 == 0;
        while (out.length() < length) {
            if (chinese) {
                out.append((char) (0x4e00 + (int) (3_000 * Math.pow(random.nextDouble(), 3))));
                out.append(random.nextInt(15) == 0 ? "，" : "");
            } else {
                int rank = (int) (Math.pow(words.length, random.nextDouble()) - 1);
                out.append(words[rank]).append(random.nextInt(12) == 0 ? ". " : " ");
            }
        }
        return out.toString();
    }

    private void measure(ConversationStore store) throws Exception {
        String common = words[0];
        String usual = words[300];
        String rare = words[25_000];
        search(store, "the commonest word", common);
        search(store, "a usual word", usual);
        search(store, "a rare word", rare);
        search(store, "two usual words", usual + " " + words[400]);
        search(store, "common and rare", common + " " + rare);
        search(store, "two begun letters", common.substring(0, 2));
        search(store, "a begun word", usual.substring(0, Math.min(4, usual.length())));
        search(store, "a phrase", "\"" + common + " " + words[1] + " " + words[2] + "\"");
        search(store, "two Chinese characters", "\u4e00\u4e05");
        search(store, "four Chinese characters", "\u4e00\u4e05\u4e02\u4e01");
        search(store, "one Chinese character", "\u4e00");
        search(store, "nothing", "zzzzqqqq");
        time("list 100 conversations", () -> store.conversations().list(null, 0, 100));
        time("list 10,000 conversations", () -> store.conversations().list(null, 0, 10_000));
        long longest = store.trees().add(conversation(1, 500, 2_000, 800)).id();
        time("open a conversation of 1,000 messages", () -> store.messages().path(longest));
        stream(store);
    }

    private static void search(ConversationStore store, String name, String query)
            throws Exception {
        int hits = store.search().find(query, SHOWN).size();
        time("search " + name + " (" + hits + " hits)", () -> store.search().find(query, SHOWN));
    }

    /** A thought of 50,000 tokens, flushed a thousand times. */
    private static void stream(ConversationStore store) throws Exception {
        AskedQuestion asked = Stores.ask(store, "Long?");
        ReplyRecorder recorder = store.replies().record(asked.reply());
        long[] nanos = new long[1_000];
        for (int i = 0; i < nanos.length; i++) {
            recorder.accept(
                    new ReplyEvent.Thought("word ".repeat(50), 50 * i, Duration.ofMillis(i)));
            long start = System.nanoTime();
            recorder.flush();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos, 0, 500);
        Arrays.sort(nanos, 500, 1_000);
        report("flush, first half, median", Duration.ofNanos(nanos[250]));
        report("flush, second half, median", Duration.ofNanos(nanos[750]));
        long start = System.nanoTime();
        recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, Stores.stats(50_000, 0)));
        recorder.saved().join();
        report(
                "join and index its 250,000 characters",
                Duration.ofNanos(System.nanoTime() - start));
    }

    /** Many conversations for good, and how long others wait while their words are erased. */
    private static void purge(ConversationStore store, Path file) throws Exception {
        List<ConversationSummary> purged = store.conversations().list(null, 1, 500);
        for (ConversationSummary each : purged) {
            store.conversations().delete(each.id());
        }
        long start = System.nanoTime();
        for (ConversationSummary each : purged) {
            store.conversations().purge(each.id());
        }
        report("purge 500 conversations", Duration.ofNanos(System.nanoTime() - start));
        long other = store.conversations().list(null, 0, 1).getFirst().id();
        List<Long> nanos = new ArrayList<>();
        start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            while (Sql.integer(connection, "SELECT count(*) FROM note WHERE name LIKE 'purged%'")
                    > 0) {
                long saved = System.nanoTime();
                store.conversations().saveDraft(other, "draft " + saved);
                nanos.add(System.nanoTime() - saved);
                Thread.sleep(20);
            }
        }
        report("erase their words", Duration.ofNanos(System.nanoTime() - start));
        nanos.sort(null);
        report(
                "save a draft meanwhile, median of " + nanos.size(),
                Duration.ofNanos(nanos.get(nanos.size() / 2)));
        report("save a draft meanwhile, slowest", Duration.ofNanos(nanos.getLast()));
    }

    private static void time(String name, Callable<?> work) throws Exception {
        long[] nanos = new long[ROUNDS];
        long[] processor = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            long busy = THREADS.getCurrentThreadCpuTime();
            work.call();
            processor[i] = THREADS.getCurrentThreadCpuTime() - busy;
            nanos[i] = System.nanoTime() - start;
        }
        long first = nanos[0];
        Arrays.sort(nanos);
        Arrays.sort(processor);
        System.out.printf(
                "%-50s median %7.1f ms (processor %6.1f), first %7.1f, slowest %7.1f%n",
                name,
                nanos[ROUNDS / 2] / 1e6,
                processor[ROUNDS / 2] / 1e6,
                first / 1e6,
                nanos[ROUNDS - 1] / 1e6);
    }

    private static void report(String name, Duration took) {
        System.out.printf("%-50s %.1f ms%n", name, took.toNanos() / 1e6);
    }
}
