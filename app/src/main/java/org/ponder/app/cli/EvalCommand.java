package org.ponder.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ponder.app.eval.Evaluation;
import org.ponder.app.eval.Plot;
import org.ponder.app.eval.Protocol;
import org.ponder.app.eval.Question;
import org.ponder.app.eval.QuestionSet;
import org.ponder.app.eval.Report;
import org.ponder.app.eval.Sample;
import org.ponder.app.eval.SampleFile;
import org.ponder.engine.chat.ChatSession;
import org.ponder.engine.chat.LanguageModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The reasoning test bench. */
@Command(
        name = "eval",
        description = {
            "Asks a model a set of questions in the way R1 was tested, and tells how many it got",
            "right, as a table and as a plot against the tokens of thought. A run that was stopped",
            "goes on where it was."
        },
        mixinStandardHelpOptions = true)
final class EvalCommand implements Callable<Integer> {
    private static final int SAID_LINES = 3;

    private final Terminal terminal;

    @Option(
            names = "--set",
            paramLabel = "FILE",
            description = {
                "Questions, one JSON object a line with question, answer and kind (number, choice,",
                "letter count, exact), or AIME, MATH-500 or GPQA as published",
                "(default: a hundred puzzles that come with Ponder)."
            })
    private @Nullable Path set;

    @Option(
            names = "--samples",
            paramLabel = "K",
            defaultValue = "4",
            description = "Replies to each question (default: 4).")
    private int samples;

    @Option(
            names = "--budgets",
            paramLabel = "N",
            split = ",",
            defaultValue = "0",
            description = {
                "Tokens after which thoughts are closed, divided by commas; 0 is no limit",
                "(default: 0)."
            })
    private List<Integer> budgets = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "N", description = "Ask the first N questions alone.")
    private int limit;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where samples, table and plot go (default: eval-SET-MODEL).")
    private @Nullable Path out;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0.6",
            description = "Of sampling (default: 0.6).")
    private double temperature;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "0.95",
            description = "Of sampling (default: 0.95).")
    private double topP;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "32768",
            description = "Of a reply (default: 32768).")
    private int maxTokens;

    @Option(
            names = "--context",
            paramLabel = "N",
            description = "Tokens of question and reply that fit (default: what suits the model).")
    private int context;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Same seed, same samples on the same computer, unless a run that is taken up",
                "again reads prompts in other batches, which round otherwise (default: 1)."
            })
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin private ModelChoice choice;

    EvalCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Protocol protocol = protocol();
        QuestionSet questions = questions();
        List<Question> asked =
                limit > 0
                        ? questions
                                .questions()
                                .subList(0, Math.min(limit, questions.questions().size()))
                        : questions.questions();
        if (out != null) {
            made(out);
        }
        try (LanguageModel model = choice.load(terminal);
                Interrupt interrupt = new Interrupt();
                ChatSession session = session(model)) {
            Path folder = folder(questions, model);
            Map<String, Object> run = fingerprint(questions, protocol, model, session);
            try (SampleFile file = samples(folder, run)) {
                Evaluation evaluation = new Evaluation(asked, protocol, file, session);
                interrupt.run(() -> {
                    try {
                        List<Sample> drawn = evaluation.run(interrupt::newReply, this::progress);
                        report(questions, new Report(asked, protocol, drawn), folder, model.name());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return 0;
    }

    private Protocol protocol() {
        try {
            Protocol protocol = new Protocol(samples, budgets, temperature, topP, maxTokens, seed);
            // Sampling settings check themselves; no question is needed for that.
            protocol.check();
            return protocol;
        } catch (IllegalArgumentException e) {
            throw new UserMistake(String.valueOf(e.getMessage()), e);
        }
    }

    private QuestionSet questions() throws IOException {
        if (limit < 0 || context < 0) {
            throw new UserMistake("--limit and --context must be 1 or more.");
        }
        if (set == null) {
            return QuestionSet.puzzles();
        }
        QuestionSet read;
        Path file = ModelFile.existing(set);
        try {
            read = QuestionSet.read(file);
        } catch (IOException e) {
            throw new UserMistake(String.valueOf(e.getMessage()), e);
        }
        if (!read.skipped().isEmpty()) {
            terminal.err()
                    .printf(
                            "Skipped %d of %d lines of %s: %s%s%n",
                            read.skipped().size(),
                            read.skipped().size() + read.questions().size(),
                            file,
                            ReplyPrinter.harmless(
                                    String.join(
                                            " ",
                                            read.skipped().stream().limit(SAID_LINES).toList())),
                            read.skipped().size() > SAID_LINES ? " …" : "");
        }
        return read;
    }

    private ChatSession session(LanguageModel model) {
        try {
            return model.newSession(context);
        } catch (IllegalArgumentException e) {
            throw new UserMistake(String.valueOf(e.getMessage()), e);
        }
    }

    private Path folder(QuestionSet questions, LanguageModel model) throws IOException {
        if (out != null) {
            return out;
        }
        String name = "eval-" + questions.name() + "-" + model.name();
        return made(Path.of(name.replaceAll("[^\\p{Alnum}._-]+", "-")));
    }

    private static Path made(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new UserMistake(folder + " is no folder: name another one with --out.", e);
        } catch (FileSystemException e) {
            throw new UserMistake(
                    "The folder " + folder + " cannot be made: name another one with --out.", e);
        }
        if (!Files.isWritable(folder)) {
            throw new UserMistake(
                    "The folder " + folder + " cannot be written: name another one with --out.");
        }
        return folder;
    }

    private static SampleFile samples(Path folder, Map<String, Object> run) throws IOException {
        try {
            return SampleFile.open(folder.resolve("samples.jsonl"), run);
        } catch (IllegalArgumentException e) {
            throw new UserMistake(String.valueOf(e.getMessage()), e);
        }
    }

    private Map<String, Object> fingerprint(
            QuestionSet questions, Protocol protocol, LanguageModel model, ChatSession session) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("set", questions.name());
        run.put("set_sha256", questions.fingerprint());
        run.put("model", model.name());
        run.put("model_bytes", model.fileBytes());
        run.put("template_hash", model.template().source().hashCode());
        run.putAll(protocol.fingerprint());
        run.put("context", session.contextTokens());
        run.put("cache_type", choice.cacheType().name());
        return run;
    }

    private void progress(int done, int total, Sample last) {
        if (terminal.person() || done == total || done % 50 == 0) {
            terminal.err()
                    .print(
                            (terminal.person() ? "\r" : "")
                                    + done
                                    + " of "
                                    + total
                                    + " samples"
                                    + (terminal.person() && done < total ? "" : "\n"));
            terminal.err().flush();
        }
    }

    private void report(QuestionSet questions, Report report, Path folder, String model)
            throws IOException {
        Path table = folder.resolve("table.txt");
        Path plot = folder.resolve("accuracy.svg");
        Files.writeString(table, report.table());
        Files.writeString(plot, Plot.svg(report, questions.name() + ", " + model));
        if (json) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("set", questions.name());
            values.put("model", model);
            values.put("skipped_lines", questions.skipped().size());
            values.putAll(report.toJson());
            values.put("plot", plot.toString());
            JsonLines.write(terminal, values);
        } else {
            terminal.out().print(report.table());
            terminal.out().println();
            terminal.out().println("Samples, table and plot are in " + folder + ".");
            terminal.out().flush();
        }
    }
}
