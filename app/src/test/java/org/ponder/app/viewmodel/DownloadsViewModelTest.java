package org.ponder.app.viewmodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.app.download.DownloadTuning;
import org.ponder.app.models.ModelLibrary;
import org.ponder.app.network.Network;
import org.ponder.app.remote.RemoteBook;
import org.ponder.app.store.DataFolder;
import org.ponder.app.store.Secrets;

/** Downloads are told apart by where they come from, and so are those who get the token. */
@Timeout(60)
class DownloadsViewModelTest {
    private static final int SIZE = 10_000;
    private static final int PIECE = 1000;

    @TempDir Path folder;
    private final ConcurrentLinkedQueue<Runnable> later = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Network network = new Network();
    private Bench bench;
    private HttpServer hub;
    private HttpServer other;
    private DownloadsViewModel downloads;
    private volatile String problem = "";

    /** Whether servers give anything but the first byte. */
    private volatile boolean open = true;

    /** Held back while a test wants repositories to answer late. */
    private volatile CountDownLatch listed = new CountDownLatch(0);

    @BeforeEach
    void start() throws Exception {
        bench = new Bench(folder);
        hub = server("hub");
        other = server("other");
        downloads = downloads();
        downloads.setWays(address(hub), "");
    }

    @AfterEach
    void stop() throws Exception {
        downloads.close();
        hub.stop(0);
        other.stop(0);
        threads.shutdownNow();
        bench.close();
    }

    /** As after a start of Ponder. */
    private DownloadsViewModel downloads() {
        DataFolder data = new DataFolder(folder);
        LibraryParts parts =
                new LibraryParts(
                        new ModelLibrary(folder, data.models(), List.of(), damaged -> {}),
                        network,
                        new Secrets(data),
                        new RemoteBook(folder),
                        folder.resolve("measured"),
                        folder.resolve("network.json"),
                        new DownloadTuning(
                                PIECE,
                                1,
                                Duration.ofSeconds(5),
                                Duration.ofMillis(1),
                                1,
                                Duration.ofSeconds(1)));
        return new DownloadsViewModel(
                parts,
                bench.window.workspace(),
                later::add,
                threads::execute,
                said -> problem = said,
                done -> {});
    }

    /** A server of files that notes who sends it a token. */
    private HttpServer server(String name) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        tokens.add(
                                name
                                        + " "
                                        + exchange.getRequestHeaders().getFirst("Authorization"));
                        if (exchange.getRequestURI()
                                .getPath()
                                .endsWith("/api/models/owner/name/tree/main")) {
                            listed.await();
                            byte[] list = "[{\"path\":\"some.gguf\"}]".getBytes(UTF_8);
                            exchange.sendResponseHeaders(200, list.length);
                            exchange.getResponseBody().write(list);
                            return;
                        }
                        String range = exchange.getRequestHeaders().getFirst("Range");
                        String[] ends = range.substring("bytes=".length()).split("-", -1);
                        int first = Integer.parseInt(ends[0]);
                        int last = Integer.parseInt(ends[1]);
                        if (!open && first > 0) {
                            exchange.sendResponseHeaders(404, -1);
                            return;
                        }
                        exchange.getResponseHeaders().set("ETag", "\"1\"");
                        exchange.getResponseHeaders()
                                .set("Content-Range", "bytes " + first + "-" + last + "/" + SIZE);
                        exchange.sendResponseHeaders(206, last - first + 1);
                        exchange.getResponseBody().write(new byte[last - first + 1]);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        bench.until(() -> {
            for (Runnable task = later.poll(); task != null; task = later.poll()) {
                task.run();
            }
            return condition.getAsBoolean();
        });
    }

    private void untilNoneRuns() throws InterruptedException {
        until(() ->
                downloads.running().stream()
                        .noneMatch(one ->
                                one.stateProperty().get() == DownloadViewModel.State.RUNNING));
    }

    @Test
    void theTokenIsForTheHubAndForNoAddressThatIsTyped() throws Exception {
        downloads.setToken("hf_secret");
        downloads.look(address(hub) + "/owner/name/resolve/main/one.gguf");
        downloads.look(address(other) + "/owner/name/resolve/main/two.gguf");
        until(() -> downloads.running().isEmpty());
        assertEquals(Set.of("hub Bearer hf_secret", "other null"), tokens);
    }

    @Test
    void aMirrorNeverSeesTheHubsTokenNorAnotherMirrors() throws Exception {
        downloads.setWays("", "");
        downloads.setToken("hf_secret");
        for (HttpServer mirror : List.of(hub, other)) {
            downloads.setWays(address(mirror) + "/below", "");
            assertFalse(downloads.hasToken());
            downloads.look("owner/name");
            until(() -> !downloads.found().isEmpty());
            DownloadViewModel download = downloads.download(downloads.found().getFirst());
            until(() -> download.stateProperty().get() != DownloadViewModel.State.RUNNING);
            if (mirror.equals(hub)) {
                assertEquals(Set.of("hub null"), tokens);
                downloads.setToken("its_own");
            }
        }
        assertEquals(Set.of("hub null", "other null"), tokens);
        downloads.setWays(address(hub), "");
        assertTrue(downloads.hasToken());
        downloads.look("owner/name");
        until(() -> !downloads.found().isEmpty());
        assertTrue(tokens.contains("hub Bearer its_own"), tokens::toString);
        downloads.setToken("");
        assertFalse(downloads.hasToken());
        downloads.setWays("", "");
        assertTrue(downloads.hasToken(), "the hub's is still there");
    }

    @Test
    void theTokenIsNotForAnotherServersDownloadThatIsGoneOnWith() throws Exception {
        downloads.setToken("hf_secret");
        open = false;
        downloads.look(address(other) + "/owner/name/resolve/main/two.gguf");
        untilNoneRuns();
        open = true;
        downloads = downloads();
        downloads.takeUnfinished();
        until(() -> downloads.running().size() == 1);
        downloads.resume(downloads.running().getFirst());
        until(() -> downloads.running().isEmpty());
        assertEquals(Set.of("other null"), tokens);
    }

    @Test
    void aDownloadIsSeenFromOutsideItsPageAndItsFailureIsTold() throws Exception {
        open = false;
        downloads.look(address(hub) + "/owner/name/resolve/main/model.gguf");
        Glance runs = downloads.glanceProperty().get();
        assertEquals("model.gguf", Objects.requireNonNull(runs).name());
        assertFalse(runs.failed());
        untilNoneRuns();
        Glance failed = downloads.glanceProperty().get();
        assertTrue(Objects.requireNonNull(failed).failed());
        assertEquals("The download of model.gguf has stopped. " + failed.line(), bench.notice());
        open = true;
        Notices.Notice notice = bench.window.workspace().notices().currentProperty().get();
        Objects.requireNonNull(notice).run().run();
        until(() -> downloads.running().isEmpty());
        assertNull(downloads.glanceProperty().get());
    }

    @Test
    void whatWasDiscardedIsNotGoneOnWithByItsNotice() throws Exception {
        open = false;
        downloads.look(address(hub) + "/owner/name/resolve/main/model.gguf");
        untilNoneRuns();
        Notices.Notice notice = bench.window.workspace().notices().currentProperty().get();
        DownloadViewModel discarded = downloads.running().getFirst();
        downloads.discard(discarded);
        Objects.requireNonNull(notice).run().run();
        assertEquals(DownloadViewModel.State.FAILED, discarded.stateProperty().get());
        assertNull(downloads.glanceProperty().get());
    }

    @Test
    void filesOfOneNameFromTwoRepositoriesAreTwoDownloads() throws Exception {
        open = false;
        downloads.look(address(hub) + "/one/name/resolve/main/model.gguf");
        downloads.look(address(hub) + "/two/name/resolve/main/model.gguf");
        assertEquals(2, downloads.running().size());
        untilNoneRuns();
        downloads.look(address(hub) + "/one/name/resolve/main/model.gguf");
        assertEquals(2, downloads.running().size(), "that one is there already");
        untilNoneRuns();
        downloads = downloads();
        downloads.takeUnfinished();
        until(() -> downloads.running().size() == 2);
        downloads.look(address(hub) + "/two/name/resolve/main/model.gguf");
        assertEquals(2, downloads.running().size(), "that one is gone on with");
        untilNoneRuns();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/owner/name",
                "https://huggingface.co.evil.example/owner/name",
                "https:/owner/name",
                "file:///owner/name"
            })
    void aPageOfAnotherSiteIsNoRepositoryOfTheHub(String typed) {
        network.setOffline(true);
        downloads.look(typed);
        assertTrue(problem.contains("owner/name"), problem);
        assertTrue(network.offline(), "nothing is asked of the network");
    }

    @Test
    void pagesOfTheHubAndOfItsMirrorAreRepositories() throws Exception {
        for (String typed :
                new String[] {
                    "owner/name",
                    address(hub) + "/owner/name/",
                    "https://huggingface.co/owner/name",
                    "HTTPS://HuggingFace.co/owner/name/tree/main"
                }) {
            downloads.look(typed);
            until(() -> !downloads.found().isEmpty());
            assertEquals("some", downloads.found().getFirst().name(), typed);
        }
    }

    @Test
    void whatIsLookedForIsToldAndAskedForOnce() throws Exception {
        listed = new CountDownLatch(1);
        downloads.look("owner/name");
        assertEquals("owner/name", downloads.lookingProperty().get());
        AtomicInteger again = new AtomicInteger();
        downloads.lookingProperty().subscribe((before, now) -> again.incrementAndGet());
        downloads.look("owner/name");
        assertEquals(0, again.get());
        listed.countDown();
        until(() -> !downloads.found().isEmpty());
        assertEquals("", downloads.lookingProperty().get());
    }

    @Test
    void anAnswerThatComesLateIsNotShownBelowWhatWasTypedSince() throws Exception {
        listed = new CountDownLatch(1);
        downloads.look("owner/name");
        until(() -> !tokens.isEmpty());
        downloads.look("nonsense");
        String said = problem;
        assertFalse(said.isEmpty());
        assertEquals("", downloads.lookingProperty().get());
        listed.countDown();
        threads.shutdown();
        assertTrue(threads.awaitTermination(20, TimeUnit.SECONDS), "it has answered");
        until(later::isEmpty);
        assertEquals(List.of(), downloads.found());
        assertEquals(said, problem);
    }

    @Test
    void pagesOfAMirrorBelowAPathAreRepositories() throws Exception {
        downloads.setWays(address(hub) + "/company/hf", "");
        for (String typed :
                new String[] {
                    "owner/name",
                    address(hub) + "/company/hf/owner/name/tree/main",
                    "https://huggingface.co/owner/name"
                }) {
            downloads.look(typed);
            until(() -> !downloads.found().isEmpty());
            assertEquals("some", downloads.found().getFirst().name(), typed);
        }
        downloads.look(address(hub) + "/owner/name");
        assertTrue(problem.contains("owner/name"), "that is no page of the mirror: " + problem);
    }
}
