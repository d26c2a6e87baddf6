package org.ponder.app.cli;

import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.ponder.engine.chat.ContextOverflowException;
import org.ponder.engine.chat.TemplateFailureException;
import org.ponder.engine.gguf.GgufFormatException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in one sentence, and with which exit code to end. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    static final int FAILURE = 1;
    static final int MISTAKE = 2;

    private final PrintStream err;

    Failures(PrintStream err) {
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        String command = exception.getCommandLine().getCommandSpec().qualifiedName();
        err.println(
                asSentence(String.valueOf(exception.getMessage()))
                        + " See "
                        + command
                        + " --help.");
        return MISTAKE;
    }

    @Override
    public int handleExecutionException(
            Exception exception, CommandLine commandLine, ParseResult parseResult) {
        traceIfAsked(exception, commandLine.getCommandSpec());
        err.println(sentence(exception));
        return isMistake(exception) ? MISTAKE : FAILURE;
    }

    /** Java has no more memory to give; picocli leaves errors alone. */
    int noMemory(OutOfMemoryError error, CommandSpec command) {
        traceIfAsked(error, command);
        err.println(sentence(error));
        return FAILURE;
    }

    private void traceIfAsked(Throwable failure, CommandSpec command) {
        if (command.root().userObject() instanceof PonderCommand root && root.debug) {
            failure.printStackTrace(err);
        }
    }

    private static boolean isMistake(Exception exception) {
        return exception instanceof UserMistake
                || exception instanceof ContextOverflowException
                || exception instanceof TemplateFailureException
                || exception instanceof GgufFormatException
                || exception instanceof NoSuchFileException
                || exception instanceof AccessDeniedException
                || exception.getCause() instanceof BindException;
    }

    /** The exception as one sentence for a person. */
    static String sentence(Throwable exception) {
        String message = exception.getMessage();
        if (exception instanceof NoSuchFileException missing) {
            return "There is no file " + missing.getFile() + ".";
        }
        if (exception instanceof AccessDeniedException denied) {
            return "The file " + denied.getFile() + " may not be read or written.";
        }
        if (exception instanceof OutOfMemoryError) {
            return "There is not enough memory for this: choose a smaller model or context.";
        }
        if (message == null || message.isBlank()) {
            return "Ponder failed ("
                    + exception.getClass().getSimpleName()
                    + "); run it again with --debug to see where.";
        }
        return asSentence(message);
    }

    private static String asSentence(String message) {
        String line = ReplyPrinter.harmless(message.strip().replaceAll("\\s*\\R\\s*", " "));
        return line.endsWith(".") || line.endsWith("!") || line.endsWith("?") ? line : line + ".";
    }
}
