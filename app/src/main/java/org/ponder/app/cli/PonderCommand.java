package org.ponder.app.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The command line's root. */
@Command(
        name = "ponder",
        description = {
            "Runs open reasoning models on this machine and shows how they think.",
            "Without arguments it opens the window."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class PonderCommand implements Callable<Integer> {
    @Option(
            names = "--debug",
            hidden = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Print where a failure comes from.")
    boolean debug;

    @Spec private CommandSpec spec;

    private PonderCommand() {}

    /** The whole command line, reading and writing there. */
    static CommandLine on(Terminal terminal) {
        CommandLine inspect =
                new CommandLine(new InspectCommand())
                        .addSubcommand(new InspectTokens(terminal))
                        .addSubcommand(new InspectLogits(terminal))
                        .addSubcommand(new InspectPrompt(terminal))
                        .addSubcommand(new InspectReply(terminal))
                        .addSubcommand(new InspectModel(terminal));
        CommandLine all =
                new CommandLine(new PonderCommand())
                        .addSubcommand(new AskCommand(terminal))
                        .addSubcommand(inspect)
                        .addSubcommand(new EvalCommand(terminal))
                        .addSubcommand(new BenchCommand(terminal))
                        .addSubcommand(new ServeCommand(terminal));
        Failures failures = new Failures(terminal.err());
        return all.setCommandName(ProgramName.plain())
                .setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setExecutionStrategy(parsed -> run(parsed, terminal, failures));
    }

    /** Runs the command, and sees to it that what it wrote has arrived. */
    private static int run(ParseResult parsed, Terminal terminal, Failures failures) {
        int code;
        try {
            code = new RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            return failures.noMemory(e, parsed.commandSpec());
        }
        if (terminal.lost() && code == 0) {
            terminal.err().println("The output could not be written.");
            return Failures.FAILURE;
        }
        return code;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do.");
    }
}
