package org.ponder.app.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.ponder.app.server.LocalServer;
import org.ponder.app.server.ServerOptions;
import org.ponder.engine.chat.ChatSession;
import org.ponder.engine.chat.LanguageModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a model to other programs. */
@Command(
        name = "serve",
        description = {
            "Serves a model to other programs, as OpenAI's chat completions:",
            "/v1/chat/completions, /v1/models and /health."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final String VARIABLE = "PONDER_API_KEY";

    private final Terminal terminal;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = ServerOptions.USUAL_ADDRESS,
            description =
                    "The address to listen on (default: ${DEFAULT-VALUE}, this computer alone).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "" + ServerOptions.USUAL_PORT,
            description = "The port to listen on; 0 is any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = {
                "A file with the key that clients must give; or set " + VARIABLE + ".",
                "Needed where other computers can reach the address."
            })
    private @Nullable Path keyFile;

    @Option(
            names = "--context",
            paramLabel = "N",
            description =
                    "Tokens of conversation and reply that fit (default: what suits the model).")
    private int context;

    @Mixin private ModelChoice choice;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        ServerOptions options = options();
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook =
                new Thread(
                        () -> {
                            end.countDown();
                            awaitQuietly(closed);
                        },
                        "ponder-serve-end");
        try (LanguageModel model = choice.load(terminal);
                LocalServer server = LocalServer.start(session(model), id(model), options)) {
            Runtime.getRuntime().addShutdownHook(hook);
            terminal.out().println("Serving " + id(model) + " at " + server.address() + "/v1");
            terminal.out().flush();
            end.await();
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ServerOptions options() throws IOException {
        try {
            return new ServerOptions(
                    InetAddress.getAllByName(host)[0],
                    host,
                    port,
                    key(),
                    context,
                    ServerOptions.Limits.defaults());
        } catch (UnknownHostException e) {
            throw new UserMistake(
                    "--host must be an address of this computer, not " + host + ".", e);
        } catch (IllegalArgumentException e) {
            throw new UserMistake(String.valueOf(e.getMessage()), e);
        }
    }

    private String key() throws IOException {
        if (keyFile == null) {
            return System.getenv().getOrDefault(VARIABLE, "").strip();
        }
        String key;
        try {
            key = Files.readString(ModelFile.existing(keyFile)).strip();
        } catch (CharacterCodingException e) {
            throw new UserMistake("The file " + keyFile + " is not UTF-8 text.", e);
        }
        if (key.isEmpty()) {
            throw new UserMistake("The file " + keyFile + " is empty: write the key into it.");
        }
        return key;
    }

    private ChatSession session(LanguageModel model) {
        try {
            return model.newSession(context);
        } catch (IllegalArgumentException e) {
            throw new UserMistake(String.valueOf(e.getMessage()), e);
        }
    }

    private static String id(LanguageModel model) {
        return LocalServer.idOf(model.name());
    }
}
