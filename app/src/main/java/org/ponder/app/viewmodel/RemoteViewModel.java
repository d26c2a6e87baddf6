package org.ponder.app.viewmodel;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.ponder.app.remote.Prices;
import org.ponder.app.remote.RemoteModel;
import org.ponder.app.remote.RemoteServer;
import org.ponder.app.remote.RemoteUsage;
import org.ponder.app.remote.ServerRefused;

/** The server that the user may have answer in place of a model here. */
public final class RemoteViewModel {
    private static final String KEY = "remote";

    private final LibraryParts parts;
    private final Workspace workspace;
    private final ModelViewModel model;
    private final Consumer<Runnable> window;
    private final Consumer<Runnable> beside;
    private final Runnable online;
    private final ReadOnlyStringWrapper banner = new ReadOnlyStringWrapper("");

    /** Grows with each time that a server is to be used, or not any more. */
    private int uses;

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
     * @param beside runs a task beside the window
     * @param online lets Ponder use the network
     */
    RemoteViewModel(
            LibraryParts parts,
            Workspace workspace,
            ModelViewModel model,
            Consumer<Runnable> window,
            Consumer<Runnable> beside,
            Runnable online) {
        this.parts = parts;
        this.workspace = workspace;
        this.model = model;
        this.window = window;
        this.beside = beside;
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
     * @param told one sentence why not, or nothing where it is used; on the window's thread, and
     *     not at all where that was given up
     */
    public void use(Form form, Consumer<String> told) {
        RemoteServer server;
        try {
            server =
                    RemoteServer.parse(
                            form.address(),
                            form.model(),
                            number(form.contextTokens(), 0, Numbers::whole),
                            new Prices(
                                    price(form.inputPrice()),
                                    price(form.cachedPrice()),
                                    price(form.outputPrice())));
        } catch (ServerRefused e) {
            told.accept(sentence(e));
            return;
        } catch (NumberFormatException e) {
            told.accept(String.valueOf(e.getMessage()));
            return;
        }
        boolean sameHost = server().map(old -> old.base().equals(server.base())).orElse(false);
        if (!form.key().isEmpty() || !sameHost || !hasKey()) {
            told.accept(use(server, form.key().strip(), true));
        } else {
            useWithItsKey(server, told);
        }
    }

    /** Uses the server that is set up as it is; a notice tells where that cannot be. */
    public void useAgain() {
        Consumer<String> told =
                why -> {
                    if (!why.isEmpty()) {
                        workspace.notices().tell(why);
                    }
                };
        server().ifPresent(server -> {
            if (hasKey()) {
                useWithItsKey(server, told);
            } else {
                told.accept(use(server, "", false));
            }
        });
    }

    /** The window must not wait for the system's keyring, which may wait for a person. */
    private void useWithItsKey(RemoteServer server, Consumer<String> told) {
        int mine = ++uses;
        beside.accept(() -> {
            String key = parts.secrets().get(KEY);
            window.accept(() -> {
                if (mine == uses) {
                    told.accept(
                            key.isEmpty()
                                    ? workspace.texts().get("remote.key.locked")
                                    : use(server, key, false));
                }
            });
        });
    }

    /** Uses no server for whose key the system is still asked. */
    public void giveUp() {
        uses++;
    }

    private String use(RemoteServer server, String key, boolean isNew) {
        try {
            // Made before anything is kept: it checks what goes together.
            RemoteModel remote =
                    new RemoteModel(
                            server,
                            key,
                            parts.network(),
                            usage -> window.accept(() -> used(server, usage)));
            parts.remote().set(server);
            if (isNew) {
                parts.secrets().set(KEY, key);
            }
            online.run();
            model.loadRemote(server.model(), remote);
            banner.set(text(server));
            return "";
        } catch (ServerRefused | IOException e) {
            return sentence(e);
        }
    }

    private String sentence(Exception e) {
        return new Sentences(workspace.texts()).of(e);
    }

    /** Forgets the server and its key; a model here answers again. */
    public void forget() {
        try {
            parts.remote().clear();
            parts.secrets().set(KEY, "");
        } catch (IOException e) {
            workspace.notices().tell(sentence(e));
        }
        if (model.remoteProperty().get()) {
            model.loadBundled();
        }
    }

    private double price(String typed) {
        return number(typed, 0.0, Numbers::decimal);
    }

    private <N extends Number> N number(String typed, N none, Function<String, N> reader) {
        if (typed.isBlank()) {
            return none;
        }
        try {
            return reader.apply(typed);
        } catch (NumberFormatException e) {
            throw new NumberFormatException(
                    workspace.texts().format("remote.number.bad", typed.strip()));
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
