package org.ponder.app.viewmodel;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.ponder.app.remote.Prices;
import org.ponder.app.remote.RemoteModel;
import org.ponder.app.remote.RemoteServer;
import org.ponder.app.remote.RemoteUsage;
import org.ponder.app.store.StoreException;

/** The server that the user may have answer in place of a model here. */
public final class RemoteViewModel {
    private static final String KEY = "remote";

    private final LibraryParts parts;
    private final Workspace workspace;
    private final ModelViewModel model;
    private final Consumer<Runnable> window;
    private final Runnable online;
    private final ReadOnlyStringWrapper banner = new ReadOnlyStringWrapper("");

    /** What the user typed. */
    public record Form(
            String address,
            String model,
            String key,
            String contextTokens,
            String inputPrice,
            String cachedPrice,
            String outputPrice) {}

    /**
     * @param window runs a task on the window's thread, later
     * @param online lets Ponder use the network
     */
    RemoteViewModel(
            LibraryParts parts,
            Workspace workspace,
            ModelViewModel model,
            Consumer<Runnable> window,
            Runnable online) {
        this.parts = parts;
        this.workspace = workspace;
        this.model = model;
        this.window = window;
        this.online = online;
        model.remoteProperty()
                .subscribe(remote -> {
                    if (!remote) {
                        banner.set("");
                    }
                });
    }

    /** The server that is set up. */
    public Optional<RemoteServer> server() {
        return parts.remote().server();
    }

    /** Whether a key is kept for it. */
    public boolean hasKey() {
        return parts.secrets().has(KEY);
    }

    /**
     * Keeps a server and uses it from now on.
     *
     * @param form an empty key leaves the one that is kept, for the same address
     * @return one sentence why not; empty where it is used
     */
    public String use(Form form) {
        try {
            RemoteServer server =
                    RemoteServer.parse(
                            form.address(),
                            form.model(),
                            (int) number(form.contextTokens()),
                            new Prices(
                                    number(form.inputPrice()),
                                    number(form.cachedPrice()),
                                    number(form.outputPrice())));
            boolean sameHost = server().map(old -> old.base().equals(server.base())).orElse(false);
            String key =
                    form.key().isEmpty() && sameHost
                            ? parts.secrets().get(KEY)
                            : form.key().strip();
            // Made before anything is kept: it checks what goes together.
            RemoteModel remote =
                    new RemoteModel(
                            server,
                            key,
                            parts.network(),
                            usage -> window.accept(() -> used(server, usage)));
            parts.remote().set(server);
            parts.secrets().set(KEY, key);
            online.run();
            model.loadRemote(server.model(), remote);
            banner.set(text(server));
            return "";
        } catch (IllegalArgumentException | IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Forgets the server and its key; a model here answers again. */
    public void forget() {
        try {
            parts.remote().clear();
            parts.secrets().set(KEY, "");
        } catch (StoreException e) {
            workspace.notices().tell(e.getMessage());
        } catch (IOException e) {
            workspace.notices().tell(String.valueOf(e.getMessage()));
        }
        if (model.remoteProperty().get()) {
            model.loadBundled();
        }
    }

    private static double number(String typed) {
        if (typed.isBlank()) {
            return 0;
        }
        try {
            return Double.parseDouble(typed.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("This is not a number: " + typed + ".", e);
        }
    }

    /** Says in the language of now where text goes; figures come with the next reply. */
    void retell() {
        if (model.remoteProperty().get()) {
            banner.set(server().map(this::text).orElse(""));
        }
    }

    private String text(RemoteServer server) {
        return workspace
                .texts()
                .format(
                        server.onThisComputer() ? "remote.banner.here" : "remote.banner",
                        server.host());
    }

    private void used(RemoteServer server, RemoteUsage usage) {
        if (!model.remoteProperty().get()) {
            return;
        }
        Texts texts = workspace.texts();
        String figures =
                texts.format(
                        "remote.usage",
                        usage.promptTokens(),
                        usage.cachedTokens(),
                        usage.completionTokens());
        String price =
                server.prices().known()
                        ? texts.format("remote.price", server.prices().of(usage))
                        : "";
        banner.set(text(server) + " " + figures + price);
    }

    /** What is said while a server answers; empty where a model here does. */
    public ReadOnlyStringProperty bannerProperty() {
        return banner.getReadOnlyProperty();
    }
}
