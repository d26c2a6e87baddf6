package org.ponder.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.chat.ChatSession;
import org.ponder.engine.chat.LanguageModel;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a model a question. */
@Command(
        name = "ask",
        description = "Asks a model a question and shows how it thinks, and its answer.",
        mixinStandardHelpOptions = true)
final class AskCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..*",
            paramLabel = "PROMPT",
            description = "The question; - reads it from standard input.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--system",
            paramLabel = "TEXT",
            description = "A system prompt before the question.")
    private @Nullable String system;

    @Option(
            names = "--thoughts",
            paramLabel = "show|hide|only",
            defaultValue = "show",
            description = "What to print of thought and answer (default: show, which is both).")
    private ThoughtDisplay thoughts;

    @Option(
            names = "--context",
            paramLabel = "N",
            description = "Tokens of question and reply that fit (default: what suits the model).")
    private int context;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--jsonl",
            description = {
                "Read one JSON string a line from standard input, each a fresh chat,",
                "and print one JSON object a line."
            })
    private boolean jsonl;

    @Mixin private ModelChoice choice;
    @Mixin private ReplyFlags replyFlags;

    AskCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        // What the user got wrong is said before the model is loaded.
        ReplyOptions _ = replyFlags.toOptions();
        if (context < 0) {
            throw new UserMistake("--context must be 1 or more, not " + context + ".");
        }
        String question = jsonl ? "" : question();
        if (jsonl && !words.isEmpty()) {
            throw new UserMistake(
                    "--jsonl reads the questions from standard input: leave out PROMPT.");
        }
        long start = System.nanoTime();
        try (LanguageModel model = choice.load(terminal);
                Interrupt interrupt = new Interrupt()) {
            Duration load = Duration.ofNanos(System.nanoTime() - start);
            if (jsonl) {
                answerLines(model, interrupt, load);
            } else {
                interrupt.run(() -> answer(model, interrupt, load, question));
            }
        }
        return 0;
    }

    private void answerLines(LanguageModel model, Interrupt interrupt, Duration load)
            throws IOException {
        JsonLines.answer(
                terminal,
                interrupt::run,
                line -> {
                    if (!line.isString()) {
                        throw new UserMistake("The line must be a string with the question.");
                    }
                    return reply(model, interrupt, line.stringValue()).toJson(load);
                });
    }

    private void answer(LanguageModel model, Interrupt interrupt, Duration load, String question) {
        if (json) {
            JsonLines.write(terminal, reply(model, interrupt, question).toJson(load));
            return;
        }
        ReplyControl control = interrupt.newReply();
        Reply reply = new Reply();
        ReplyPrinter printer = new ReplyPrinter(terminal, thoughts, control);
        try (ChatSession session = session(model)) {
            session.reply(
                    messages(question),
                    PartialReply.none(),
                    replyFlags.toOptions(),
                    control,
                    event -> {
                        reply.accept(event);
                        printer.accept(event);
                    });
        }
        sayIfCut(reply.finished());
    }

    private Reply reply(LanguageModel model, Interrupt interrupt, String question) {
        Reply reply = new Reply();
        try (ChatSession session = session(model)) {
            session.reply(
                    messages(question),
                    PartialReply.none(),
                    replyFlags.toOptions(),
                    interrupt.newReply(),
                    reply);
        }
        return reply;
    }

    private ChatSession session(LanguageModel model) {
        try {
            return model.newSession(context);
        } catch (IllegalArgumentException e) {
            throw new UserMistake(String.valueOf(e.getMessage()), e);
        }
    }

    private List<Message> messages(String question) {
        List<Message> messages = new ArrayList<>();
        if (system != null) {
            messages.add(Message.system(system));
        }
        messages.add(Message.user(question));
        return messages;
    }

    private void sayIfCut(ReplyEvent.Finished finished) {
        switch (finished.reason()) {
            case LENGTH -> terminal.err().println("The reply was cut at the limit of tokens.");
            case CONTEXT_FULL ->
                    terminal.err().println("The reply was cut because the context is full.");
            case STOP, CANCELLED -> {}
        }
    }

    private String question() throws IOException {
        String question = String.join(" ", words);
        if (words.isEmpty()) {
            throw new UserMistake(
                    "Say what to ask: " + ProgramName.plain() + " ask \"your question\".");
        }
        if (question.equals("-")) {
            question = new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        if (question.isBlank()) {
            throw new UserMistake("The question is empty.");
        }
        return question;
    }
}
