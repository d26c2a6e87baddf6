package org.ponder.app;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.ponder.app.viewmodel.ModelViewModel;
import org.ponder.app.viewmodel.ReplyPhase;
import org.ponder.app.viewmodel.WindowViewModel;

/**
 * A whole session of Ponder as a process of its own, in which every socket is noticed. Prints
 * {@code caught: []}, with what was caught. With an argument it opens a socket of that kind
 * instead.
 */
final class OfflineSession {
    private OfflineSession() {}

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        SocketTrap.set();
        if (arguments.length > 1) {
            leak(arguments[1]);
        } else {
            chat(Path.of(arguments[0]));
        }
        System.out.println("caught: " + SocketTrap.caught());
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void chat(Path data) throws Exception {
        CompletableFuture<Stage> ready = new CompletableFuture<>();
        Platform.startup(() -> ready.complete(new Stage()));
        Stage stage = ready.get(60, TimeUnit.SECONDS);
        PonderWindow window = OnWindow.call(() -> PonderWindow.open(stage, data, address -> {}));
        WindowViewModel model = window.viewModel();
        OnWindow.until(() -> model.model().stateProperty().get() == ModelViewModel.State.READY);
        ask(model, "How many r's are in strawberry?");
        ask(model, "Reverse the word pond.");
        OnWindow.call(() -> {
            model.newChat();
            model.chats().queryProperty().set("straw");
            return true;
        });
        OnWindow.until(() -> !model.chats().entries().isEmpty());
        OnWindow.call(() -> {
            model.composer().setThink(false);
            return true;
        });
        ask(model, "What is 12 + 30?");
        List<ModelViewModel.State> states = new CopyOnWriteArrayList<>();
        OnWindow.call(() -> {
            model.model().stateProperty().subscribe((before, now) -> states.add(now));
            model.model().reload();
            return true;
        });
        OnWindow.until(() -> states.contains(ModelViewModel.State.LOADING));
        OnWindow.until(() -> model.model().stateProperty().get() == ModelViewModel.State.READY);
        OnWindow.call(() -> {
            window.close();
            return true;
        });
        System.out.println("answered");
    }

    private static void ask(WindowViewModel model, String question) throws Exception {
        OnWindow.call(() -> {
            model.composer().send(question);
            return true;
        });
        OnWindow.until(() -> {
            var reply = model.conversation().lastReply();
            return reply != null
                    && model.conversation().runningProperty().get() == null
                    && reply.phaseProperty().get() == ReplyPhase.FINISHED;
        });
    }

    private static void leak(String kind) throws Exception {
        try {
            switch (kind) {
                case "socket" -> new Socket(InetAddress.getLoopbackAddress(), 9).close();
                case "server" -> new ServerSocket(0).close();
                case "channel" -> SocketChannel.open().close();
                case "listener" -> ServerSocketChannel.open().close();
                case "http" -> HttpClient.newHttpClient().close();
                case "url" -> URI.create("http://127.0.0.1:9/").toURL().openStream().close();
                case "datagram" -> {
                    // Java's own, which no factory sees: found among the open files.
                    try (DatagramSocket socket = new DatagramSocket()) {
                        System.out.println("open at " + socket.getLocalPort());
                        Thread.sleep(500);
                    }
                }
                default -> throw new AssertionError(kind);
            }
        } catch (RuntimeException | IOException | Error e) {
            System.out.println("failed: " + e);
        }
    }
}
