package org.ponder.engine.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.chat.ChatSession;
import org.ponder.engine.chat.DraftUse;
import org.ponder.engine.chat.LanguageModel;
import org.ponder.engine.chat.LoadOptions;
import org.ponder.engine.chat.OverflowPolicy;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.sampling.SamplingSettings;

/**
 * Asks a real model the questions of a file, one a line, without drafts and with each number of
 * them, and prints how many tokens a step gives and how much faster replies are. Temperature 0, so
 * that all of them write the same.
 */
public final class DraftRun {
    private static final long LEAST_NANOS = 5_000_000_000L;

    private DraftRun() {}

    /** The replies to all questions. */
    private record Replies(int tokens, long nanos, DraftUse use) {}

    /**
     * Runs from a command line.
     *
     * @param args model, threads, file of questions
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("usage: DraftRun MODEL.gguf THREADS QUESTIONS.txt");
            System.exit(2);
            return;
        }
        List<String> questions = Files.readAllLines(Path.of(args[2]));
        System.out.println("| drafts | tokens | tokens/s | drafted | accepted | tokens a step |");
        System.out.println("|---|---|---|---|---|---|");
        LoadOptions options = LoadOptions.defaults().withThreads(Integer.parseInt(args[1]));
        for (int drafts = 0; drafts <= LoadOptions.MOST_DRAFTS; drafts++) {
            try (LanguageModel model =
                    LanguageModel.load(Path.of(args[0]), options.withDrafts(drafts))) {
                repeat(model, questions); // Java compiles what runs often
                print(drafts, repeat(model, questions));
            }
        }
    }

    /** All replies, as often as they fit into some seconds: those of a small model are short. */
    private static Replies repeat(LanguageModel model, List<String> questions) {
        long start = System.nanoTime();
        Replies replies = ask(model, questions);
        long nanos = replies.nanos();
        int times = 1;
        while (System.nanoTime() - start < LEAST_NANOS) {
            nanos += ask(model, questions).nanos();
            times++;
        }
        return new Replies(replies.tokens(), nanos / times, replies.use());
    }

    private static Replies ask(LanguageModel model, List<String> questions) {
        int tokens = 0;
        long nanos = 0;
        DraftUse use = new DraftUse(0, 0);
        for (String question : questions) {
            try (ChatSession session = model.newSession(0)) {
                ReplyStats stats = ask(session, question);
                tokens += stats.thoughtTokens() + stats.answerTokens();
                nanos += stats.thinking().plus(stats.answering()).toNanos();
                DraftUse more = session.draftUse();
                use =
                        new DraftUse(
                                use.drafted() + more.drafted(), use.accepted() + more.accepted());
            }
        }
        return new Replies(tokens, nanos, use);
    }

    private static ReplyStats ask(ChatSession session, String question) {
        AtomicReference<@Nullable ReplyStats> stats = new AtomicReference<>();
        session.reply(
                List.of(Message.user(question)),
                PartialReply.none(),
                new ReplyOptions(SamplingSettings.greedy(), true, 0, 1000, OverflowPolicy.FAIL),
                new ReplyControl(),
                event -> {
                    if (event instanceof ReplyEvent.Finished finished) {
                        stats.set(finished.stats());
                    }
                });
        return Objects.requireNonNull(stats.get(), "a reply ends with its statistics");
    }

    private static void print(int drafts, Replies replies) {
        System.out.printf(
                Locale.ROOT,
                "| %d | %d | %.0f | %d | %d | %.2f |%n",
                drafts,
                replies.tokens(),
                replies.tokens() * 1e9 / replies.nanos(),
                replies.use().drafted(),
                replies.use().accepted(),
                (double) replies.tokens() / (replies.tokens() - replies.use().accepted()));
    }
}
