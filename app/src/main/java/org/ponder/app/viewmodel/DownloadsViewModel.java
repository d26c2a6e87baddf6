package org.ponder.app.viewmodel;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.ponder.app.download.Hub;
import org.ponder.app.download.ModelDownload;
import org.ponder.app.download.RemoteFile;
import org.ponder.app.models.Catalogue;
import org.ponder.app.models.CatalogueModel;
import org.ponder.app.models.Machine;
import org.ponder.app.network.NetworkSettings;
import org.ponder.app.store.GenerationSettings;
import org.ponder.app.store.StoreException;

/** The models that could be had and those on their way, and the switch that lets Ponder connect. */
public final class DownloadsViewModel {
    private final LibraryParts parts;
    private final Workspace workspace;
    private final Consumer<Runnable> window;
    private final Consumer<Runnable> beside;
    private final Consumer<String> problem;
    private final Consumer<DownloadViewModel> arrived;
    private final Catalogue catalogue = Catalogue.bundled();
    private final ObservableList<OfferRow> offers = FXCollections.observableArrayList();
    private final ObservableList<DownloadViewModel> downloads = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Glance> glance = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Map<String, Path>> here =
            new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyBooleanWrapper offline = new ReadOnlyBooleanWrapper(true);
    private final HubAccess access;
    private final HubSearch search;

    /**
     * @param window runs a task on the window's thread, later
     * @param beside runs a task beside the window; it may wait for the network
     * @param problem told what went wrong, on the window's thread; an empty sentence is nothing
     * @param arrived told of each download whose model is there
     */
    DownloadsViewModel(
            LibraryParts parts,
            Workspace workspace,
            Consumer<Runnable> window,
            Consumer<Runnable> beside,
            Consumer<String> problem,
            Consumer<DownloadViewModel> arrived) {
        this.parts = parts;
        this.workspace = workspace;
        this.window = window;
        this.beside = beside;
        this.problem = problem;
        this.arrived = arrived;
        downloads.subscribe(this::glance);
        boolean shut = workspace.preferences().settingsProperty().get().models().offline();
        parts.network().setOffline(shut);
        offline.set(shut);
        access = new HubAccess(parts);
        search = new HubSearch(parts, access, window, beside, e -> problem.accept(sentence(e)));
        try {
            access.go(access.ways());
        } catch (IllegalArgumentException notProxy) {
            problem.accept(workspace.texts().format("library.proxy.bad", access.ways().proxy()));
        }
    }

    private String sentence(Exception e) {
        return new Sentences(workspace.texts()).of(e);
    }

    /** Looks for what an earlier time left unfinished and lists it. */
    void takeUnfinished() {
        if (downloads.isEmpty()) {
            beside.accept(() -> {
                List<List<RemoteFile>> found = ModelDownload.unfinished(parts.models().folder());
                window.accept(() -> list(found));
            });
        }
    }

    private void list(List<List<RemoteFile>> unfinished) {
        if (downloads.isEmpty()) {
            for (List<RemoteFile> files : unfinished) {
                List<RemoteFile> known =
                        files.stream()
                                .map(file ->
                                        new RemoteFile(
                                                file.address(),
                                                file.name(),
                                                catalogue.sha256(file.address())))
                                .toList();
                downloads.add(downloadOf(files.getFirst().name(), known));
            }
        }
    }

    /** Judges what could be had, for a computer. */
    void offer(Machine machine, GenerationSettings usual, double bandwidth, long freeBytes) {
        offers.setAll(OfferRow.of(catalogue, machine, usual, bandwidth, freeBytes));
    }

    /** What an offer says below its name. */
    public String detail(OfferRow row) {
        return workspace
                .texts()
                .format(
                        "library.offer",
                        ByteSizes.text(workspace.texts(), row.model().bytes()),
                        row.model().licence(),
                        row.model().repository());
    }

    /** Takes note of the models that are in Ponder's folder. */
    void know(List<Path> models) {
        here.set(
                models.stream()
                        .collect(
                                Collectors.toMap(
                                        model -> String.valueOf(model.getFileName()),
                                        model -> model,
                                        (one, other) -> one)));
    }

    /** The models in Ponder's folder, by the names of their files. */
    public ReadOnlyObjectProperty<Map<String, Path>> hereProperty() {
        return here.getReadOnlyProperty();
    }

    /** The file of a model of the catalogue that is here already; null where it is not. */
    public @Nullable Path here(OfferRow row) {
        return here(RemoteFile.at(row.model().addresses(access.hub()).getFirst(), ""));
    }

    /** The same for one of the models that {@link #look} found. */
    public @Nullable Path here(Hub.Offer offer) {
        return here(offer.files().getFirst());
    }

    private @Nullable Path here(RemoteFile file) {
        return here.get().get(file.name());
    }

    /** Downloads a model of the catalogue; the user asked for it, so Ponder goes online. */
    public DownloadViewModel download(OfferRow row) {
        List<RemoteFile> files = new ArrayList<>();
        List<URI> addresses = row.model().addresses(access.hub());
        for (int i = 0; i < addresses.size(); i++) {
            List<String> hashes = row.model().sha256();
            files.add(RemoteFile.at(addresses.get(i), hashes.isEmpty() ? "" : hashes.get(i)));
        }
        return download(row.model().name(), files);
    }

    /** Downloads one of the models that {@link #look} found. */
    public DownloadViewModel download(Hub.Offer offer) {
        return download(offer.name(), offer.files());
    }

    private DownloadViewModel download(String name, List<RemoteFile> files) {
        setOffline(false);
        for (DownloadViewModel one : downloads) {
            if (one.brings(files)) {
                one.start();
                return one;
            }
        }
        DownloadViewModel download = downloadOf(name, files);
        downloads.add(download);
        download.start();
        return download;
    }

    private DownloadViewModel downloadOf(String name, List<RemoteFile> files) {
        DownloadViewModel download =
                new DownloadViewModel(
                        name,
                        new ModelDownload(
                                files,
                                parts.models().folder(),
                                parts.network(),
                                () -> access.tokenFor(files),
                                parts.tuning()),
                        workspace.texts(),
                        window,
                        this::over);
        download.stateProperty().subscribe(state -> glance());
        download.lineProperty().subscribe(line -> glance());
        return download;
    }

    /** It may have taken an hour: whoever asked for it does something else by now. */
    private void over(DownloadViewModel download) {
        Texts texts = workspace.texts();
        if (download.stateProperty().get() == DownloadViewModel.State.DONE) {
            downloads.remove(download);
            arrived.accept(download);
        } else {
            workspace
                    .notices()
                    .offer(
                            () ->
                                    texts.format(
                                            "library.download.failed",
                                            download.name(),
                                            download.problem()),
                            () -> texts.get("library.download.resume"),
                            () -> {
                                if (downloads.contains(download)) {
                                    resume(download);
                                }
                            });
        }
    }

    private void glance() {
        glance.set(Glance.of(downloads));
    }

    /** Says in the language of now how far downloads are. */
    void retell() {
        downloads.forEach(DownloadViewModel::retell);
    }

    /** Goes on with a download; the user asked for it, so Ponder goes online. */
    public void resume(DownloadViewModel download) {
        setOffline(false);
        download.start();
    }

    /** What is asked before {@link #discard}; empty where there is nothing to lose. */
    public String askToDiscard(DownloadViewModel download) {
        long bytes = download.bytesThere();
        return bytes == 0
                ? ""
                : workspace
                        .texts()
                        .format(
                                "library.download.discard.ask",
                                download.name(),
                                ByteSizes.text(workspace.texts(), bytes));
    }

    /** Throws a download that does not run away, with what is here of it. */
    public void discard(DownloadViewModel download) {
        try {
            download.discard();
            downloads.remove(download);
        } catch (IOException e) {
            problem.accept(sentence(e));
        }
    }

    /**
     * Takes an address of a file, which is downloaded, or the name or page of a repository, whose
     * models are then listed. What is looked for already is not asked for again.
     */
    public void look(String typed) {
        String text = typed.strip();
        if (!text.isEmpty() && text.equals(search.lookingProperty().get())) {
            return;
        }
        search.clear();
        problem.accept("");
        try {
            if (ModelViewModel.accepts(
                    Path.of("x" + text.replaceAll("[?#].*", "").replaceAll(".*/", "")))) {
                RemoteFile file = RemoteFile.at(Hub.fileAddress(URI.create(text)), "");
                var _ = download(file.name(), List.of(file));
                return;
            }
            String repository = access.repository(text);
            if (!CatalogueModel.isRepository(repository)) {
                problem.accept(workspace.texts().get("library.look.bad"));
                return;
            }
            setOffline(false);
            search.begin(text, repository);
        } catch (IllegalArgumentException notUsable) {
            problem.accept(workspace.texts().get("library.look.bad"));
        }
    }

    /** What an offer of a repository says. */
    public String detail(Hub.Offer offer) {
        return ByteSizes.text(workspace.texts(), offer.bytes());
    }

    /** Mirror and proxy. */
    public NetworkSettings ways() {
        return access.ways();
    }

    /** Goes through these from now on, where they make sense. */
    public void setWays(String mirror, String proxy) {
        NetworkSettings wanted;
        try {
            wanted = new NetworkSettings(mirror, proxy);
        } catch (IllegalArgumentException notMirror) {
            problem.accept(workspace.texts().format("library.mirror.bad", mirror.strip()));
            return;
        }
        try {
            access.go(wanted);
            search.end(); // that went the other way
            access.save();
            problem.accept("");
        } catch (IllegalArgumentException notProxy) {
            problem.accept(workspace.texts().format("library.proxy.bad", wanted.proxy()));
        } catch (IOException e) {
            problem.accept(sentence(e));
        }
    }

    /** Whether a token is kept for the hub, or for the mirror where one is set. */
    public boolean hasToken() {
        return access.hasToken();
    }

    /** Keeps a token for the hub, or for the mirror where one is set; an empty one is forgotten. */
    public void setToken(String value) {
        try {
            access.setToken(value);
            problem.accept("");
        } catch (StoreException e) {
            problem.accept(sentence(e));
        } catch (IllegalArgumentException notToken) {
            problem.accept(workspace.texts().get("library.token.bad"));
        }
    }

    /** Shuts the door to the network, or opens it. */
    public void setOffline(boolean shut) {
        parts.network().setOffline(shut);
        offline.set(shut);
        workspace.preferences().change(old -> old.withModels(old.models().withOffline(shut)));
    }

    /** The models that could be had. */
    public ObservableList<OfferRow> offers() {
        return offers;
    }

    /** What was typed and is being looked for; empty where nothing is. */
    public ReadOnlyStringProperty lookingProperty() {
        return search.lookingProperty();
    }

    /** The models of the repository that was looked at. */
    public ObservableList<Hub.Offer> found() {
        return search.found();
    }

    /** The models on their way. */
    public ObservableList<DownloadViewModel> running() {
        return downloads;
    }

    /** One that runs or failed, at a glance; null where there is none. */
    public ReadOnlyObjectProperty<@Nullable Glance> glanceProperty() {
        return glance.getReadOnlyProperty();
    }

    /** Whether nothing can connect. */
    public ReadOnlyBooleanProperty offlineProperty() {
        return offline.getReadOnlyProperty();
    }

    /** Pauses what runs and ends every connection. */
    void close() {
        downloads.forEach(DownloadViewModel::pause);
        parts.network().close();
    }
}
