package org.ponder.app.viewmodel;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.ponder.app.server.LocalServer;
import org.ponder.app.server.ServerOptions;
import org.ponder.app.store.Secrets;
import org.ponder.app.store.StoreException;

/**
 * The switch for the server that lets other programs use the model. It is off at every start, and
 * shares the model with the window: replies are made one after the other.
 */
public final class LocalServerViewModel implements AutoCloseable {
    private static final String SECRET = "local-server";
    private static final int KEY_BYTES = 24;

    private final Secrets secrets;
    private final Workspace workspace;
    private final Consumer<Runnable> window;
    private final SecureRandom random = new SecureRandom();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.OFF);
    private final ReadOnlyStringWrapper address = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper banner = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper newKey = new ReadOnlyStringWrapper("");

    /** What clients call the model; read by the server's threads. */
    private volatile String model = "model";

    private @Nullable LocalServer server;

    /** Whether other computers may ask while it is on. */
    private boolean open;

    private boolean closed;

    /** How far the server is. */
    public enum State {
        OFF,
        STARTING,
        ON,
        STOPPING
    }

    /**
     * @param window runs a task on the window's thread, later
     */
    LocalServerViewModel(
            Secrets secrets,
            Workspace workspace,
            ModelViewModel shared,
            Consumer<Runnable> window) {
        this.secrets = secrets;
        this.workspace = workspace;
        this.window = window;
        shared.nameProperty().subscribe(name -> model = LocalServer.idOf(name));
    }

    /**
     * Begins to listen, if that is possible; the problem says why not.
     *
     * @param host an address of this computer, as digits, or localhost
     * @param port as typed; 0 is any free one
     */
    public void start(String host, String port) {
        if (state.get() != State.OFF) {
            return;
        }
        Place place;
        try {
            place = place(host.strip(), port.strip());
        } catch (IllegalArgumentException e) {
            problem.set(String.valueOf(e.getMessage()));
            return;
        }
        problem.set("");
        workspace
                .preferences()
                .change(old -> old.withModels(old.models().withServer(place.host(), place.port())));
        state.set(State.STARTING);
        aside(() -> begin(place));
    }

    /** On a thread of its own: the system's keyring may wait for a person. */
    private void begin(Place place) {
        Texts texts = workspace.texts();
        String key = secrets.get(SECRET);
        if (key.isEmpty() && (secrets.has(SECRET) || !place.address().isLoopbackAddress())) {
            // Without its key the server would answer whoever asks.
            window.accept(() -> failed(texts.get("serve.key.locked")));
            return;
        }
        ServerOptions options =
                new ServerOptions(
                        place.address(),
                        place.host(),
                        place.port(),
                        key,
                        0,
                        ServerOptions.Limits.defaults());
        try {
            LocalServer started =
                    LocalServer.start(workspace.host()::replyToGuest, () -> model, options);
            window.accept(() -> listens(started, options));
        } catch (IOException e) {
            window.accept(() -> failed(texts.format("serve.taken", place.host(), place.port())));
        }
    }

    private void failed(String why) {
        state.set(State.OFF);
        problem.set(why);
    }

    /** The address that was used last. */
    public String usualAddress() {
        return workspace.preferences().settingsProperty().get().models().serveAddress();
    }

    /** The port that was used last. */
    public int usualPort() {
        return workspace.preferences().settingsProperty().get().models().servePort();
    }

    /** Where to listen, as the user wants it. */
    private record Place(InetAddress address, String host, int port) {}

    private Place place(String host, String port) {
        Texts texts = workspace.texts();
        InetAddress place;
        try {
            // No name is looked up: that would be a question to the network.
            place =
                    host.equalsIgnoreCase("localhost")
                            ? InetAddress.getLoopbackAddress()
                            : InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(texts.format("serve.address.wrong", host), e);
        }
        int number;
        try {
            number = Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(texts.format("serve.port.wrong", port), e);
        }
        if (number < 0 || number > ServerOptions.MOST_PORT) {
            throw new IllegalArgumentException(texts.format("serve.port.wrong", port));
        }
        if (!hasKey() && !place.isLoopbackAddress()) {
            throw new IllegalArgumentException(texts.format("serve.key.needed", host));
        }
        return new Place(place, host, number);
    }

    private void listens(LocalServer started, ServerOptions options) {
        if (closed) {
            aside(started::close);
            return;
        }
        server = started;
        address.set(started.address() + "/v1");
        open = !options.address().isLoopbackAddress();
        tellBanner();
        state.set(State.ON);
    }

    private void tellBanner() {
        banner.set(
                workspace
                        .texts()
                        .format(open ? "serve.banner.open" : "serve.banner", address.get()));
    }

    /** Says in the language of now who may use the model. */
    void retell() {
        problem.set("");
        if (!address.get().isEmpty()) {
            tellBanner();
        }
    }

    /** Ends every reply that other programs wait for, and stops listening. */
    public void stop() {
        LocalServer running = server;
        if (state.get() != State.ON || running == null) {
            return;
        }
        server = null;
        state.set(State.STOPPING);
        aside(() -> {
            running.close();
            window.accept(() -> {
                address.set("");
                banner.set("");
                state.set(State.OFF);
            });
        });
    }

    /** Makes a key that clients must give from the next start on, and shows it until hidden. */
    public void makeKey() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        keep("ponder-" + HexFormat.of().formatHex(bytes));
    }

    /** Forgets the key: only this computer may ask then. */
    public void removeKey() {
        keep("");
    }

    private void keep(String key) {
        try {
            secrets.set(SECRET, key);
            newKey.set(key);
            problem.set("");
        } catch (StoreException e) {
            problem.set(new Sentences(workspace.texts()).of(e));
        }
    }

    /** Shows a key that was just made no more. */
    public void hideKey() {
        newKey.set("");
    }

    /** Whether clients must give a key from the next start on. */
    public boolean hasKey() {
        return secrets.has(SECRET);
    }

    /** The window must not wait for sockets, nor for a reply to end. */
    private static void aside(Runnable work) {
        Thread.ofPlatform().daemon().name("ponder-serve-switch").start(work);
    }

    /** How far it is. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What clients are to be told; empty while it is off. */
    public ReadOnlyStringProperty addressProperty() {
        return address.getReadOnlyProperty();
    }

    /** Why it could not start; empty where nothing is wrong. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** A key that was just made, to be copied; empty otherwise. */
    public ReadOnlyStringProperty newKeyProperty() {
        return newKey.getReadOnlyProperty();
    }

    /** What the window says as long as it is on. */
    public ReadOnlyStringProperty bannerProperty() {
        return banner.getReadOnlyProperty();
    }

    /** Ends it; the window closes. */
    @Override
    public void close() {
        closed = true;
        LocalServer running = server;
        if (running != null) {
            server = null;
            running.close();
        }
    }
}
