package org.ponder.app;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImplFactory;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Notices every socket of the network in this process. Java's own ways to one are replaced and
 * fail; those of native code are found among the open files, where there is a /proc. To be named as
 * the system's {@code java.nio.channels.spi.SelectorProvider}.
 */
public final class SocketTrap extends SelectorProvider {
    private static final List<String> CAUGHT = new CopyOnWriteArrayList<>();
    private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6");

    /** Called by Java. */
    public SocketTrap() {}

    /** Begins to watch. */
    @SuppressWarnings("deprecation") // there is no other way to see a plain socket being made
    static void set() throws IOException {
        SocketImplFactory factory =
                () -> {
                    throw caught("a socket");
                };
        Socket.setSocketImplFactory(factory);
        ServerSocket.setSocketFactory(factory);
        Thread watch = new Thread(SocketTrap::watch, "socket-trap");
        watch.setDaemon(true);
        watch.start();
    }

    /** What was caught so far. */
    static List<String> caught() {
        return List.copyOf(CAUGHT);
    }

    private static IllegalStateException caught(String what) {
        IllegalStateException here = new IllegalStateException("Ponder opened " + what + ".");
        CAUGHT.add(what + " by " + List.of(here.getStackTrace()));
        return here;
    }

    private static void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(1);
            }
        } catch (IOException | InterruptedException e) {
            CAUGHT.add("the watch ended: " + e);
        }
    }

    private static void look() throws IOException {
        Path files = Path.of("/proc/self/fd");
        if (!Files.isDirectory(files)) {
            return;
        }
        Set<String> open = new HashSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(files)) {
            for (Path file : all) {
                try {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        open.add(target.substring(8, target.length() - 1));
                    }
                } catch (IOException e) {
                    // Closed in the meantime.
                }
            }
        }
        if (open.isEmpty()) {
            return;
        }
        for (String table : TABLES) {
            Path file = Path.of("/proc/self/net", table);
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    String[] words = line.strip().split("\\s+", -1);
                    if (words.length > 9 && open.contains(words[9])) {
                        CAUGHT.add("an open file of " + table);
                    }
                }
            }
        }
    }

    @Override
    public DatagramChannel openDatagramChannel() {
        throw caught("a datagram channel");
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) {
        throw caught("a datagram channel");
    }

    @Override
    public Pipe openPipe() {
        throw caught("a pipe of channels");
    }

    @Override
    public AbstractSelector openSelector() {
        throw caught("a selector");
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() {
        throw caught("a server's channel");
    }

    @Override
    public SocketChannel openSocketChannel() {
        throw caught("a socket's channel");
    }
}
