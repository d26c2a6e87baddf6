package org.ponder.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands that open the engine's parts one by one. */
@Command(
        name = "inspect",
        description = {
            "Opens the engine's parts one by one. All but model read one JSON value a line from",
            "standard input and write one a line; a bad line gives {\"error\": …} and the next is read."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Say what to inspect: tokens, logits, prompt, reply or model.");
    }
}
