package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ponder.app.download.DownloadTuning;
import org.ponder.app.models.BundledModel;
import org.ponder.app.models.Fit;
import org.ponder.app.models.ModelLibrary;
import org.ponder.app.models.ModelNote;
import org.ponder.app.models.Place;
import org.ponder.app.network.Network;
import org.ponder.app.remote.RemoteBook;
import org.ponder.app.store.DataFolder;
import org.ponder.app.store.Secrets;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.sampling.SamplingSettings;
import org.ponder.engine.tensor.KvType;
import org.ponder.ui.UiResources;

/** The library in the window tells the truth, and uses the network only when asked. */
@Timeout(60)
class ModelLibraryViewModelTest {
    @TempDir Path folder;
    @TempDir Path theirs;
    private final ConcurrentLinkedQueue<Runnable> later = new ConcurrentLinkedQueue<>();
    private final CountDownLatch hold = new CountDownLatch(1);
    private Bench bench;
    private LibraryParts parts;
    private ModelLibraryViewModel library;
    private Network network;
    private HttpServer server;
    private volatile boolean slow;
    private final AtomicInteger requests = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        bench = new Bench(folder);
        network = new Network();
        DataFolder data = new DataFolder(folder);
        Files.writeString(folder.resolve("measured"), "");
        parts =
                new LibraryParts(
                        new ModelLibrary(
                                folder,
                                data.models(),
                                List.of(new Place(Place.Keeper.LM_STUDIO, theirs)),
                                notice -> {}),
                        network,
                        new Secrets(data),
                        new RemoteBook(folder),
                        folder.resolve("measured"),
                        folder.resolve("network.json"),
                        new DownloadTuning(
                                256 * 1024,
                                2,
                                Duration.ofSeconds(5),
                                Duration.ofMillis(1),
                                2,
                                Duration.ofSeconds(1)));
        bench.window.attach(parts, later::add);
        library = bench.window.library();
        byte[] model = Files.readAllBytes(BundledModel.temporaryFile());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        requests.getAndIncrement();
                        String range = exchange.getRequestHeaders().getFirst("Range");
                        String[] ends = range.substring("bytes=".length()).split("-", -1);
                        int first = Integer.parseInt(ends[0]);
                        int last = Math.min(Integer.parseInt(ends[1]), model.length - 1);
                        if (slow && first > 0) {
                            hold.await();
                        }
                        exchange.getResponseHeaders().set("ETag", "\"1\"");
                        exchange.getResponseHeaders()
                                .set(
                                        "Content-Range",
                                        "bytes " + first + "-" + last + "/" + model.length);
                        exchange.sendResponseHeaders(206, last - first + 1);
                        exchange.getResponseBody().write(model, first, last - first + 1);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        hold.countDown();
        library.close();
        server.stop(0);
        bench.close();
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        bench.until(() -> {
            for (Runnable task = later.poll(); task != null; task = later.poll()) {
                task.run();
            }
            return condition.getAsBoolean();
        });
    }

    private void refresh() throws InterruptedException {
        library.refresh();
        until(() -> !library.scanningProperty().get());
    }

    private Path theirModel() throws IOException {
        return Files.copy(BundledModel.temporaryFile(), theirs.resolve("Good-7B.gguf"));
    }

    private String mirror() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void modelsOfOthersAreListedWithWhatTheyNeed() throws Exception {
        theirModel();
        Files.writeString(theirs.resolve("page.gguf"), "<html>");
        refresh();
        assertEquals(
                List.of("Good-7B", "page"),
                library.models().stream().map(row -> row.entry().name()).toList());
        ModelRow good = library.models().getFirst();
        Fit fit = Objects.requireNonNull(good.fit());
        assertEquals(Fit.Verdict.FITS, fit.verdict());
        assertEquals("Fits", library.badge(fit));
        assertTrue(library.detail(good).contains("LM Studio"), library.detail(good));
        assertTrue(library.models().getLast().entry().problem().contains("GGUF"));
        assertFalse(library.machineProperty().get().isBlank());
        assertFalse(library.downloads().offers().isEmpty());
    }

    @Test
    void aSpeedThatIsNotKnownYetIsNotToldAndIsMeasuredWhenTheModelRests() throws Exception {
        bench.window.composer().send("Why?");
        until(() -> bench.window.workspace().host().busy());
        refresh();
        String told = library.machineProperty().get();
        assertFalse(told.contains("a second"), told);
        assertTrue(told.endsWith(" free on the disk."), told);
        bench.answer("Because.", 1);
        bench.finished(FinishReason.STOP, 0, 1);
        until(() -> library.machineProperty().get().contains("; reads "));
    }

    @Test
    void aModelThatIsThereIsListedAllTheTimeThatModelsAreLookedForAgain() throws Exception {
        theirModel();
        Path page = Files.writeString(theirs.resolve("page.gguf"), "<html>");
        refresh();
        List<List<String>> listed = new ArrayList<>();
        library.models()
                .addListener(
                        (ListChangeListener<ModelRow>)
                                change ->
                                        listed.add(
                                                change.getList().stream()
                                                        .map(row -> row.entry().name())
                                                        .toList()));
        refresh();
        assertEquals(List.of(), listed, "nothing has changed");
        Files.delete(page);
        Files.copy(BundledModel.temporaryFile(), theirs.resolve("A-New-One.gguf"));
        refresh();
        assertEquals(
                List.of(
                        List.of("A-New-One", "Good-7B", "page"), // one of them is found
                        List.of("A-New-One", "Good-7B")),
                listed);
    }

    @Test
    void whoTakesAModelOfAFolderOffTheListIsToldThatTheFolderGoes() throws Exception {
        Path named = Files.createDirectory(folder.resolve("named"));
        Path alone = Files.copy(BundledModel.temporaryFile(), folder.resolve("Alone-7B.gguf"));
        for (String name : List.of("Good-7B.gguf", "Fine-7B.gguf")) {
            Files.copy(BundledModel.temporaryFile(), named.resolve(name));
        }
        theirModel();
        library.add(List.of(named, alone));
        until(() -> library.models().size() == 4 && !library.scanningProperty().get());
        assertEquals(
                "Take the folder "
                        + named
                        + " off the list, with the 2 models in it?"
                        + " Its files stay where they are.",
                library.changes().askToRemove(row(named.resolve("Fine-7B.gguf"))));
        assertEquals(
                "Take Alone-7B off the list? Its file stays where it is.",
                library.changes().askToRemove(row(alone)));
        library.changes().remove(row(named.resolve("Fine-7B.gguf")));
        until(() -> library.models().size() == 2 && !library.scanningProperty().get());
        assertTrue(Files.exists(named.resolve("Good-7B.gguf")));
    }

    private ModelRow row(Path file) {
        return library.models().stream()
                .filter(row -> row.entry().file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNameAndAContextOfItsOwnAreKept() throws Exception {
        theirModel();
        refresh();
        library.changes().rename(library.models().getFirst(), "Mine");
        until(() -> !library.scanningProperty().get());
        set(library.models().getFirst(), ModelNoteViewModel.Figure.CONTEXT, "256");
        until(() -> !library.scanningProperty().get());
        ModelRow row = library.models().getFirst();
        assertEquals("Mine", row.entry().name());
        assertEquals(
                "256", library.changes().settingsOf(row).figure(ModelNoteViewModel.Figure.CONTEXT));
        library.use(row.entry().file());
        until(() -> bench.window.model().nameProperty().get().equals("Mine"));
        until(() -> bench.window.model().stateProperty().get() == ModelViewModel.State.READY);
        library.changes().setStandard(row, true);
        until(() -> !library.scanningProperty().get());
        assertTrue(library.models().getFirst().standard());
        bench.window.model().loadBundled();
        bench.window.model().loadLast();
        until(() -> bench.window.model().nameProperty().get().equals("Mine"));
    }

    @Test
    void aModelsOwnKindOfCacheWinsOverTheGeneralOne() throws Exception {
        theirModel();
        refresh();
        bench.window
                .workspace()
                .preferences()
                .change(old -> old.withGeneration(old.generation().withCacheType(KvType.Q8_0)));
        ModelRow row = library.models().getFirst();
        bench.load(row.entry().file());
        until(() -> bench.window.model().stateProperty().get() == ModelViewModel.State.READY);
        assertEquals(KvType.Q8_0, bench.loaded.getLast().cacheType());
        ModelNoteViewModel own = library.changes().settingsOf(row);
        own.setCacheType(KvType.F32);
        own.save(); // a model that rests is loaded again
        until(() -> bench.loaded.getLast().cacheType() == KvType.F32);
        bench.window.model().loadBundled();
        until(() -> bench.window.model().stateProperty().get() == ModelViewModel.State.READY);
        assertEquals(KvType.Q8_0, bench.loaded.getLast().cacheType(), "that of this model alone");
    }

    @Test
    void theModelInUseIsNotLoadedAnewAndItsRepliesGoOn() throws Exception {
        Path file = theirModel();
        library.use(file);
        until(() ->
                bench.window.model().stateProperty().get() == ModelViewModel.State.READY
                        && file.equals(library.usedProperty().get()));
        int loads = bench.loaded.size();
        bench.window.composer().send("Why?");
        until(() -> !bench.model.asked.isEmpty());
        library.use(file);
        bench.window.drop(List.of(file));
        Thread.sleep(200); // it would be loaded by then
        bench.answer("Because.", 1);
        bench.finished(FinishReason.STOP, 0, 1);
        bench.untilFinished();
        assertEquals("Because.", bench.last().answer().text());
        assertFalse(bench.last().statusProperty().get().startsWith("Stopped"));
        assertEquals(loads, bench.loaded.size());
    }

    @Test
    void aModelRepliesAsItsOwnSettingsSay() throws Exception {
        theirModel();
        refresh();
        ModelRow row = library.models().getFirst();
        ModelNoteViewModel own = library.changes().settingsOf(row);
        assertFalse(own.setFigure(ModelNoteViewModel.Figure.TOP_P, "2"));
        own.save();
        assertEquals(ModelNote.Replies.USUAL, bench.window.model().replies());
        assertTrue(own.setFigure(ModelNoteViewModel.Figure.TOP_P, "0.5"));
        assertTrue(own.setFigure(ModelNoteViewModel.Figure.TEMPERATURE, "0.25"));
        assertTrue(own.setFigure(ModelNoteViewModel.Figure.TOP_K, "40"));
        assertTrue(own.setFigure(ModelNoteViewModel.Figure.MIN_P, "0.05"));
        assertTrue(own.setFigure(ModelNoteViewModel.Figure.REPETITION_PENALTY, "1.1"));
        assertTrue(own.setFigure(ModelNoteViewModel.Figure.SEED, "42"));
        assertTrue(own.setFigure(ModelNoteViewModel.Figure.MAX_TOKENS, "300"));
        own.setCacheType(KvType.Q8_0);
        own.save();
        bench.load(row.entry().file());
        ModelNote.Replies replies = bench.window.model().replies();
        assertEquals(
                new SamplingSettings(0.25, 40, 0.5, 0.05, 1.1, 42),
                replies.sampling().over(SamplingSettings.r1(1)));
        assertEquals(300, replies.maxTokens());
        ModelNoteViewModel again = library.changes().settingsOf(library.models().getFirst());
        assertEquals("40", again.figure(ModelNoteViewModel.Figure.TOP_K));
        assertEquals("42", again.figure(ModelNoteViewModel.Figure.SEED));
    }

    @ParameterizedTest
    @CsvSource({
        "TOP_K,1.5",
        "TOP_K,-1",
        "MIN_P,1",
        "REPETITION_PENALTY,9",
        "SEED,a",
        "MAX_TOKENS,-2",
        "TEMPERATURE,6"
    })
    void aFigureThatCannotBeIsNotKept(ModelNoteViewModel.Figure figure, String typed)
            throws Exception {
        theirModel();
        refresh();
        ModelNoteViewModel own = library.changes().settingsOf(library.models().getFirst());
        assertFalse(own.setFigure(figure, typed));
        assertTrue(own.setFigure(ModelNoteViewModel.Figure.THREADS, "2"));
        own.save();
        assertEquals(
                "",
                library.changes()
                        .settingsOf(library.models().getFirst())
                        .figure(ModelNoteViewModel.Figure.THREADS));
        assertTrue(own.rule(figure).endsWith("."));
    }

    private void set(ModelRow row, ModelNoteViewModel.Figure figure, String text) {
        ModelNoteViewModel own = library.changes().settingsOf(row);
        assertTrue(own.setFigure(figure, text));
        own.save();
    }

    @Test
    void whatIsDroppedIsListedAndUsed() throws Exception {
        Path file = Files.copy(BundledModel.temporaryFile(), theirs.resolve("Dropped.gguf"));
        bench.window.drop(List.of(file));
        until(() -> bench.window.model().nameProperty().get().equals("Dropped"));
        until(() -> library.models().size() == 1 && !library.scanningProperty().get());
        bench.window.drop(List.of(theirs.resolve("letter.txt")));
        until(() -> bench.notice().startsWith("Ponder takes models"));
        assertEquals(1, library.models().size());
    }

    /** An offer whose content is not known beforehand, so that it may be that of our server. */
    private OfferRow anyContent() {
        return library.downloads().offers().stream()
                .filter(row -> row.model().sha256().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoDropsAFolderIsToldWhatCameOfIt(@TempDir Path other) throws Exception {
        Path mine = Files.createDirectory(other.resolve("models"));
        Files.copy(BundledModel.temporaryFile(), mine.resolve("Mine-1B.gguf"));
        bench.window.drop(List.of(mine));
        until(() -> bench.notice().contains(mine + " is in your library now, with 1 model."));
        until(() -> library.models().stream().anyMatch(row -> row.entry().file().startsWith(mine)));
    }

    @Test
    void aMirrorThatGivesAnotherFileIsFoundOut() throws Exception {
        library.downloads().setWays(mirror(), "");
        refresh();
        library.downloads().download(library.downloads().offers().getFirst());
        DownloadViewModel download = library.downloads().running().getFirst();
        until(() -> download.stateProperty().get() == DownloadViewModel.State.FAILED);
        assertTrue(download.lineProperty().get().contains("SHA-256"));
        refresh();
        assertEquals(0, library.models().size());
    }

    @Test
    void nothingConnectsUntilADownloadIsAskedFor() throws Exception {
        library.downloads().setWays(mirror(), "");
        refresh();
        assertTrue(library.downloads().offlineProperty().get());
        assertTrue(network.offline());
        assertEquals(0, requests.get());
        library.downloads().download(anyContent());
        assertFalse(network.offline());
        until(() -> library.downloads().running().isEmpty() && !library.scanningProperty().get());
        assertTrue(requests.get() > 0);
        assertEquals(1, library.models().size());
        ModelRow row = library.models().getFirst();
        assertTrue(row.entry().own());
        library.changes().remove(row);
        until(() -> library.models().isEmpty());
        assertFalse(Files.exists(row.entry().file()));
    }

    @Test
    void aDownloadThatIsOverIsUsedByOnePressAndNotOfferedAgain() throws Exception {
        library.downloads().setWays(mirror(), "");
        refresh();
        OfferRow offer = anyContent();
        assertNull(library.downloads().here(offer));
        DownloadViewModel download = library.downloads().download(offer);
        until(() -> library.downloads().running().isEmpty() && !library.scanningProperty().get());
        assertEquals(offer.model().name() + " is here.", bench.notice());
        Path file = Objects.requireNonNull(download.file());
        assertEquals(file, library.downloads().here(offer));
        Notices.Notice notice = bench.window.workspace().notices().currentProperty().get();
        Objects.requireNonNull(notice).run().run();
        until(() -> bench.window.model().isCurrent(file));
        library.changes().remove(row(file));
        until(() -> library.models().isEmpty() && !library.scanningProperty().get());
        assertNull(library.downloads().here(offer));
    }

    @Test
    void aPausedDownloadIsFoundAgainAndGoneOnWith() throws Exception {
        slow = true;
        library.downloads().setWays(mirror(), "");
        refresh();
        library.downloads().download(anyContent());
        DownloadViewModel download = library.downloads().running().getFirst();
        until(() -> download.shareProperty().get() > 0);
        download.pause();
        until(() -> download.stateProperty().get() == DownloadViewModel.State.PAUSED);
        assertTrue(download.lineProperty().get().startsWith("Paused"));
        slow = false;
        hold.countDown();
        library.downloads().running().clear();
        refresh();
        until(() -> library.downloads().running().size() == 1);
        library.downloads().resume(library.downloads().running().getFirst());
        until(() -> library.downloads().running().isEmpty() && !library.scanningProperty().get());
        assertEquals(1, library.models().size());
    }

    @Test
    void aDownloadThatFailsSaysWhyAndCanBeDiscarded() throws Exception {
        library.downloads().look(mirror() + "/not/there.gguf");
        server.removeContext("/");
        DownloadViewModel download = library.downloads().running().getFirst();
        until(() -> download.stateProperty().get() != DownloadViewModel.State.RUNNING);
        if (download.stateProperty().get() == DownloadViewModel.State.FAILED) {
            assertTrue(download.lineProperty().get().endsWith("."));
            library.downloads().discard(download);
            assertEquals(List.of(), library.downloads().running());
        }
    }

    @Test
    void whatIsTypedIsARepositoryOrAFileOrSaidToBeNeither() {
        for (String typed : new String[] {"hello", "https://h/x/y/z", "a b/c", "ftp://h/m.gguf"}) {
            library.downloads().look(typed);
            assertTrue(library.problemProperty().get().endsWith("."), typed);
            assertTrue(library.downloads().running().isEmpty());
        }
        assertTrue(network.offline(), "nothing was asked of the network");
    }

    @Test
    void mirrorAndProxyAreCheckedAndKept() {
        library.downloads().setWays("mirror", "");
        assertTrue(library.problemProperty().get().contains("mirror"));
        library.downloads().setWays("", "proxy");
        assertTrue(library.problemProperty().get().contains("host:port"));
        library.downloads().setWays("https://mirror.example", "127.0.0.1:3128");
        assertEquals("", library.problemProperty().get());
        assertEquals(
                "https://mirror.example",
                org.ponder.app.network.NetworkSettings.load(folder.resolve("network.json"))
                        .mirror());
    }

    @Test
    void aServerThatAnswersIsNamedUntilAModelHereDoes() throws Exception {
        RemoteViewModel remote = library.remote();
        RemoteViewModel.Form form =
                new RemoteViewModel.Form(
                        "https://api.example/v1", "r1", "sk-secret", "", "0.5", "", "2");
        assertTrue(
                used(remote, new RemoteViewModel.Form("x", "r1", "", "", "", "", ""))
                        .endsWith("not x."));
        assertTrue(
                used(remote, new RemoteViewModel.Form("https://x/v1", "r1", "", "many", "", "", ""))
                        .contains("number"));
        assertEquals("", remote.bannerProperty().get());
        assertEquals("", used(remote, form));
        assertTrue(remote.bannerProperty().get().contains("api.example"));
        until(() -> bench.window.model().stateProperty().get() == ModelViewModel.State.READY);
        assertEquals("r1", bench.window.model().nameProperty().get());
        assertTrue(remote.hasKey());
        assertFalse(Files.readString(folder.resolve("remote.json")).contains("secret"));
        assertFalse(bench.saved.toString().contains("secret"));
        remote.forget();
        assertEquals("", remote.bannerProperty().get());
        assertFalse(remote.hasKey());
        assertTrue(bench.window.model().isBundled());
    }

    /** What came of using a server. */
    private String used(RemoteViewModel remote, RemoteViewModel.Form form) throws Exception {
        List<String> told = new ArrayList<>();
        remote.use(form, told::add);
        until(() -> !told.isEmpty());
        return told.getFirst();
    }

    @Test
    void aKeyThatIsKeptStaysWhenItsServerIsUsedAgain() throws Exception {
        RemoteViewModel remote = library.remote();
        assertEquals(
                "",
                used(
                        remote,
                        new RemoteViewModel.Form(
                                "https://api.example/v1", "r1", "sk-secret", "", "", "", "")));
        RemoteViewModel.Form again =
                new RemoteViewModel.Form("https://api.example/v1", "r2", "", "", "", "", "");
        assertEquals("", used(remote, again));
        assertEquals("r2", bench.window.model().nameProperty().get());
        assertEquals("sk-secret", new Secrets(new DataFolder(folder)).get("remote"));
        // A keyring that does not give the key must not make Ponder forget it.
        Files.writeString(folder.resolve("secrets.json"), "{\"remote\":{\"keyring\":\"\"}}");
        assertTrue(used(remote, again).contains("unlock"));
        assertTrue(remote.hasKey());
    }

    @Test
    void theServerThatIsSetUpIsUsedAgainByOnePress() throws Exception {
        RemoteViewModel remote = library.remote();
        RemoteViewModel.Form form =
                new RemoteViewModel.Form(
                        "https://api.example/v1", "r1", "sk-secret", "", "", "", "");
        assertEquals("", used(remote, form));
        bench.window.model().loadBundled();
        remote.useAgain();
        until(() -> bench.window.model().nameProperty().get().equals("r1"));
        bench.window.model().loadBundled();
        Files.writeString(folder.resolve("secrets.json"), "{\"remote\":{\"keyring\":\"\"}}");
        remote.useAgain();
        until(() -> bench.notice().contains("unlock"));
        assertTrue(bench.window.model().isBundled());
    }

    @Test
    void aServerWhoseKeyComesAfterItWasGivenUpIsNotUsed() throws Exception {
        RemoteViewModel.Form form =
                new RemoteViewModel.Form(
                        "https://api.example/v1", "r1", "sk-secret", "", "", "", "");
        assertEquals("", used(library.remote(), form));
        bench.window.model().loadBundled();
        List<Runnable> keyring = new ArrayList<>();
        RemoteViewModel remote =
                new RemoteViewModel(
                        parts,
                        bench.window.workspace(),
                        bench.window.model(),
                        later::add,
                        keyring::add,
                        () -> {});
        List<String> told = new ArrayList<>();
        RemoteViewModel.Form again =
                new RemoteViewModel.Form("https://api.example/v1", "r1", "", "", "", "", "");
        remote.use(again, told::add);
        remote.giveUp();
        keyring.removeFirst().run();
        until(later::isEmpty);
        assertEquals(List.of(), told);
        assertTrue(bench.window.model().isBundled());
        remote.use(again, told::add);
        keyring.removeFirst().run();
        until(() -> !told.isEmpty());
        assertEquals(List.of(""), told);
        assertEquals("r1", bench.window.model().nameProperty().get());
    }

    @Test
    void aRepositoryThatDoesNotAnswerHoldsUpNothingElse() throws Exception {
        server.createContext(
                "/api/",
                exchange -> {
                    try (exchange) {
                        requests.getAndIncrement();
                        hold.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        library.downloads().setWays(mirror(), "");
        library.downloads().look("owner/name");
        until(() -> requests.get() > 0);
        theirModel();
        refresh();
        assertEquals(1, library.models().size());
        assertEquals("owner/name", library.downloads().lookingProperty().get());
    }

    @Test
    void aServerWhoseKeyIsLockedDoesNotListenWithoutIt() throws Exception {
        Files.writeString(folder.resolve("secrets.json"), "{\"local-server\":{\"keyring\":\"\"}}");
        LocalServerViewModel serving = library.serving();
        assertTrue(serving.hasKey());
        serving.start("127.0.0.1", "0");
        until(() -> !serving.problemProperty().get().isEmpty());
        assertEquals(LocalServerViewModel.State.OFF, serving.stateProperty().get());
        assertTrue(serving.problemProperty().get().contains("unlock"));
        assertEquals("", serving.addressProperty().get());
    }

    @Test
    void aProgramsQuestionIsNotPassedOnToAServerElsewhere() throws Exception {
        int port = server.getAddress().getPort();
        assertEquals(
                "",
                used(
                        library.remote(),
                        new RemoteViewModel.Form(
                                "http://127.0.0.1:" + port + "/v1", "r1", "", "", "", "", "")));
        until(() -> bench.window.model().stateProperty().get() == ModelViewModel.State.READY);
        LocalServerViewModel serving = library.serving();
        serving.start("127.0.0.1", "0");
        until(() -> serving.stateProperty().get() == LocalServerViewModel.State.ON);
        URI address = URI.create(serving.addressProperty().get() + "/chat/completions");
        HttpResponse<String> answer;
        try (HttpClient program = HttpClient.newHttpClient()) {
            answer =
                    program.send(
                            HttpRequest.newBuilder(address)
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"messages\":[{\"role\":\"user\","
                                                            + "\"content\":\"Why?\"}]}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        }
        assertEquals(503, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("model_not_available"), answer::body);
        assertTrue(answer.body().contains("not on this computer"), answer::body);
        assertEquals(0, requests.get(), "nothing reaches the server elsewhere");
        serving.stop();
        until(() -> serving.stateProperty().get() == LocalServerViewModel.State.OFF);
    }

    @Test
    void aModelThatWasLetGoComesBackWithTheNextQuestion() throws Exception {
        assertTrue(library.setIdleMinutes("30"));
        assertFalse(library.setIdleMinutes("-1"));
        assertEquals(30, library.idleMinutes());
        bench.window.workspace().host().sleepAfter(Duration.ofNanos(-1));
        bench.answer("Yes", 1);
        bench.finished(FinishReason.STOP, 0, 0);
        bench.window.composer().send("Are you there?");
        bench.untilFinished();
        assertEquals("Yes", bench.last().answer().text());
    }

    @Test
    void sizesAreWrittenForPeople() {
        Texts texts = new Texts(UiResources.messages(Locale.ENGLISH));
        assertEquals("4.68 GB", ByteSizes.text(texts, 4_680_000_000L));
        assertEquals("12.5 MB", ByteSizes.text(texts, 12_500_000L));
    }
}
