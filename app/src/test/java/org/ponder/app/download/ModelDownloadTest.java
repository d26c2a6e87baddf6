package org.ponder.app.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.app.network.Network;
import org.ponder.app.network.OfflineException;

/** Whatever a server does, a file arrives whole or not at all, and nothing that came is lost. */
@Timeout(60)
class ModelDownloadTest {
    private static final int SIZE = 300_000;
    private static final int PIECE = 64 * 1024;
    private static final DownloadTuning IMPATIENT =
            new DownloadTuning(
                    PIECE,
                    3,
                    Duration.ofMillis(400),
                    Duration.ofMillis(1),
                    4,
                    Duration.ofSeconds(5));

    @TempDir Path folder;
    private final byte[] content = new byte[SIZE];
    private final Network network = new Network();
    private final List<Progress> told = Collections.synchronizedList(new ArrayList<>());
    private final DownloadControl control = new DownloadControl();
    private FaultyServer server;

    @BeforeEach
    void start() throws IOException {
        new Random(7).nextBytes(content);
        server = new FaultyServer(content.clone());
        network.setOffline(false);
    }

    @AfterEach
    void stop() {
        server.close();
        network.close();
    }

    private ModelDownload download(RemoteFile... files) {
        return new ModelDownload(
                List.of(files), folder, network, () -> AccessToken.NONE, IMPATIENT);
    }

    private RemoteFile file() {
        return RemoteFile.at(server.uri("/m/model.gguf"), "");
    }

    private @Nullable Path run() throws Exception {
        return download(file()).run(control, told::add);
    }

    private void assertArrived(@Nullable Path path) throws IOException {
        assertEquals(folder.resolve("model.gguf"), path);
        assertArrayEquals(server.content, Files.readAllBytes(path));
        assertNothingHalf();
    }

    private void assertNothingHalf() throws IOException {
        try (var files = Files.list(ModelDownload.partials(folder))) {
            assertEquals(List.of(), files.toList());
        }
    }

    private DownloadException assertFails() throws IOException {
        DownloadException failure = assertThrows(DownloadException.class, this::run);
        assertFalse(Files.exists(folder.resolve("model.gguf")));
        String sentence = String.valueOf(failure.getMessage());
        assertTrue(sentence.endsWith("."), sentence);
        return failure;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void aFileArrivesInParallelPieces() throws Exception {
        assertArrived(run());
        assertEquals(6, server.requests.get(), "one to find it, five pieces");
        assertTrue(server.ranges.contains("bytes=65536-131071"));
        assertTrue(server.ranges.contains("bytes=262144-299999"));
        assertEquals(SIZE, told.stream().mapToLong(Progress::bytes).max().orElse(0));
    }

    @Test
    void droppedConnectionsAreTakenUpWhereTheyBroke() throws Exception {
        server.fault =
                (exchange, number) -> {
                    long[] range = server.range(exchange, server.content);
                    if (number == 0 || range[1] - range[0] < 2000) {
                        return false;
                    }
                    int half = (int) (range[1] - range[0]) / 2;
                    server.part(exchange, range[0], range[1], half);
                    return true;
                };
        assertArrived(run());
        assertTrue(server.requests.get() > 20, "many small steps: " + server.requests.get());
    }

    @Test
    void aServerThatNeverGetsFurtherIsGivenUpAndWhatCameIsKept() throws Exception {
        server.fault =
                (exchange, number) -> {
                    if (number < 3) {
                        return false;
                    }
                    FaultyServer.empty(exchange, 500);
                    return true;
                };
        assertEquals(DownloadException.Kind.PASSING, assertFails().kind());
        long kept = download(file()).bytesThere();
        assertTrue(kept >= PIECE && kept < SIZE, "kept " + kept);
        server.fault = (exchange, number) -> false;
        server.ranges.clear();
        assertArrived(run());
        assertEquals(1 + (SIZE - kept + PIECE - 1) / PIECE, server.ranges.size(), "no piece twice");
    }

    @Test
    void aServerThatPromisesAndSendsNothingIsGivenUp() throws Exception {
        server.fault =
                (exchange, number) -> {
                    long[] range = server.range(exchange, server.content);
                    if (range[1] > 0) {
                        server.part(exchange, range[0], range[1], 0);
                        return true;
                    }
                    return false;
                };
        assertTrue(String.valueOf(assertFails().getMessage()).contains("breaks off"));
        assertTrue(server.requests.get() < 50, "asked " + server.requests.get() + " times");
    }

    @Test
    void pausingKeepsPiecesAndResumingFetchesTheRest() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        server.fault =
                (exchange, number) -> {
                    if (number < 3) {
                        return false;
                    }
                    control.stop();
                    stalled.countDown();
                    return false;
                };
        assertNull(run());
        assertFalse(Files.exists(folder.resolve("model.gguf")));
        server.fault = (exchange, number) -> false;
        assertArrived(download(file()).run(new DownloadControl(), told::add));
    }

    @Test
    void aFileThatChangesBetweenPartsBeginsAnew() throws Exception {
        byte[] other = new byte[SIZE + 5];
        new Random(8).nextBytes(other);
        server.fault =
                (exchange, number) -> {
                    if (number == 3) {
                        server.content = other;
                        server.tag = "\"v2\"";
                    }
                    return false;
                };
        assertArrived(run());
    }

    @Test
    void aFileThatChangedSinceThePauseBeginsAnew() throws Exception {
        server.fault =
                (exchange, number) -> {
                    if (number >= 3) {
                        control.stop();
                    }
                    return false;
                };
        assertNull(run());
        server.fault = (exchange, number) -> false;
        server.content[3] ^= 1;
        server.tag = "\"v2\"";
        assertArrived(download(file()).run(new DownloadControl(), told::add));
    }

    @Test
    void aFileThatChangesForeverIsGivenUp() throws Exception {
        server.fault =
                (exchange, number) -> {
                    server.tag = "\"v" + number + "\"";
                    return false;
                };
        assertEquals(DownloadException.Kind.CHANGED, assertFails().kind());
    }

    @Test
    void liesAboutRangesAreNotBelieved() throws Exception {
        server.fault =
                (exchange, number) -> {
                    if (number == 0) {
                        return false;
                    }
                    long[] range = server.range(exchange, server.content);
                    server.part(exchange, range[0] + 1, range[1], (int) (range[1] - range[0]));
                    return true;
                };
        assertTrue(String.valueOf(assertFails().getMessage()).contains("another part"));
    }

    @Test
    void anotherTotalIsAnotherFile() throws Exception {
        server.fault =
                (exchange, number) -> {
                    if (!"bytes=0-0".equals(exchange.getRequestHeaders().getFirst("Range"))) {
                        exchange.getResponseHeaders().set("ETag", server.tag);
                        exchange.getResponseHeaders().set("Content-Range", "bytes 0-65535/999999");
                        exchange.sendResponseHeaders(206, 65_536);
                        exchange.getResponseBody().write(new byte[65_536]);
                        return true;
                    }
                    return false;
                };
        DownloadException failure = assertFails();
        assertEquals(DownloadException.Kind.CHANGED, failure.kind(), failure::getMessage);
    }

    @Test
    void moreThanWasAskedForIsRefused() throws Exception {
        server.fault =
                (exchange, number) -> {
                    if (number == 0) {
                        return false;
                    }
                    long[] range = server.range(exchange, server.content);
                    server.part(
                            exchange, range[0], range[1], (int) (range[1] - range[0] + 100_000));
                    return true;
                };
        assertTrue(String.valueOf(assertFails().getMessage()).contains("more than"));
    }

    @Test
    void aStalledConnectionIsGivenUpAndTakenUpAgain() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        server.fault =
                (exchange, number) -> {
                    if (number != 2) {
                        return false;
                    }
                    long[] range = server.range(exchange, server.content);
                    server.part(exchange, range[0], range[1], 1000);
                    over.await();
                    return true;
                };
        try {
            assertArrived(run());
        } finally {
            over.countDown();
        }
    }

    @Test
    void aBodyMayTakeLongerThanItMayStall() throws Exception {
        server.fault =
                (exchange, number) -> {
                    exchange.sendResponseHeaders(200, SIZE);
                    if (number == 0) {
                        exchange.getResponseBody().write(content);
                        return true; // no parts: all of it comes in one body
                    }
                    for (int at = 0; at < SIZE; at += SIZE / 6) {
                        exchange.getResponseBody().write(content, at, SIZE / 6);
                        exchange.getResponseBody().flush();
                        Thread.sleep(100);
                    }
                    return true;
                };
        assertArrived(run());
        assertEquals(2, server.requests.get(), "at the first try");
    }

    @Test
    void aStalledServerIsGivenUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        server.fault =
                (exchange, number) -> {
                    over.await();
                    return true;
                };
        try {
            assertEquals(DownloadException.Kind.PASSING, assertFails().kind());
        } finally {
            over.countDown();
        }
    }

    @Test
    void redirectsAreFollowedAndCirclesAreNot() throws Exception {
        server.fault =
                (exchange, number) -> {
                    String path = exchange.getRequestURI().getPath();
                    if (path.equals("/m/model.gguf")) {
                        FaultyServer.redirect(exchange, "/elsewhere?signature=x");
                        return true;
                    }
                    return false;
                };
        assertArrived(run());
        Files.delete(folder.resolve("model.gguf"));
        server.fault =
                (exchange, number) -> {
                    boolean there = exchange.getRequestURI().getPath().equals("/there");
                    FaultyServer.redirect(exchange, there ? "/back" : "/there");
                    return true;
                };
        assertTrue(String.valueOf(assertFails().getMessage()).contains("circles"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://127.0.0.1/x",
                "http://user:word@127.0.0.1/x",
                "http://",
                "no address at all",
                "jar:file:/x!/y"
            })
    void redirectsToUnsafePlacesAreRefused(String to) throws Exception {
        server.fault =
                (exchange, number) -> {
                    exchange.getResponseHeaders().set("Location", to);
                    if (to.startsWith("no ")) {
                        exchange.getResponseHeaders().remove("Location");
                    }
                    FaultyServer.empty(exchange, 302);
                    return true;
                };
        assertEquals(DownloadException.Kind.FINAL, assertFails().kind());
        assertEquals(1, server.requests.get());
    }

    @Test
    void aSafeConnectionIsNotLeftForAnOpenOne() throws Exception {
        HttpHeaders open =
                HttpHeaders.of(Map.of("Location", List.of("http://cdn.example/x")), (a, b) -> true);
        HttpHeaders safe =
                HttpHeaders.of(
                        Map.of("Location", List.of("https://cdn.example/x")), (a, b) -> true);
        URI from = URI.create("https://hub.example/m");
        assertThrows(DownloadException.class, () -> Connection.target(from, open));
        assertEquals(URI.create("https://cdn.example/x"), Connection.target(from, safe));
    }

    @Test
    void anExpiredAddressIsAskedForAnew() throws Exception {
        server.fault =
                (exchange, number) -> {
                    String path = exchange.getRequestURI().getPath();
                    if (path.equals("/m/model.gguf")) {
                        FaultyServer.redirect(exchange, "/signed" + number);
                        return true;
                    }
                    if (path.equals("/signed0") && number > 3) {
                        FaultyServer.empty(exchange, 403);
                        return true;
                    }
                    return false;
                };
        assertArrived(run());
    }

    @Test
    void aLongDownloadOutlivesAnyNumberOfExpiredAddresses() throws Exception {
        AtomicInteger given = new AtomicInteger();
        server.fault =
                (exchange, number) -> {
                    if (exchange.getRequestURI().getPath().equals("/m/model.gguf")) {
                        given.set(0);
                        FaultyServer.redirect(exchange, "/signed" + number);
                        return true;
                    }
                    // It gives what there is and one piece.
                    if (given.getAndIncrement() > 1) {
                        FaultyServer.empty(exchange, 403);
                        return true;
                    }
                    return false;
                };
        assertArrived(run());
        assertEquals(5, server.ranges.stream().filter("bytes=0-0"::equals).count() / 2);
    }

    @Test
    void anAddressThatExpiresBeforeItGivesAnythingIsGivenUp() throws Exception {
        server.fault =
                (exchange, number) -> {
                    if (exchange.getRequestURI().getPath().equals("/m/model.gguf")) {
                        FaultyServer.redirect(exchange, "/signed" + number);
                        return true;
                    }
                    if ("bytes=0-0".equals(exchange.getRequestHeaders().getFirst("Range"))) {
                        return false;
                    }
                    FaultyServer.empty(exchange, 403);
                    return true;
                };
        assertEquals(DownloadException.Kind.EXPIRED, assertFails().kind());
    }

    @Test
    void aRefusalSaysWhatToDo() throws Exception {
        server.fault =
                (exchange, number) -> {
                    FaultyServer.empty(exchange, 403);
                    return true;
                };
        DownloadException failure = assertFails();
        assertEquals(DownloadException.Kind.REFUSED, failure.kind());
        assertTrue(String.valueOf(failure.getMessage()).contains("token"));
        assertEquals(1, server.requests.get(), "asking again is of no use");
    }

    @Test
    void aBusyServerIsWaitedForAsLongAsItSays() throws Exception {
        server.fault =
                (exchange, number) -> {
                    if (number == 1) {
                        exchange.getResponseHeaders().set("Retry-After", "1");
                        FaultyServer.empty(exchange, 429);
                        return true;
                    }
                    return false;
                };
        long start = System.nanoTime();
        assertArrived(run());
        assertTrue(System.nanoTime() - start >= 1_000_000_000L, "it waited");
        assertTrue(told.stream().anyMatch(p -> p.stage() == Progress.Stage.WAITING));
    }

    @Test
    void aServerThatAsksForHoursIsGivenUp() throws Exception {
        server.fault =
                (exchange, number) -> {
                    exchange.getResponseHeaders().set("Retry-After", "36000");
                    FaultyServer.empty(exchange, 429);
                    return true;
                };
        assertEquals(DownloadException.Kind.PASSING, assertFails().kind());
        assertEquals(1, server.requests.get());
    }

    @Test
    void aServerWithoutRangesGivesAllAtOnce() throws Exception {
        server.fault =
                (exchange, number) -> {
                    if (number == 1) {
                        exchange.sendResponseHeaders(200, SIZE);
                        exchange.getResponseBody().write(content, 0, 1000);
                        return true;
                    }
                    exchange.sendResponseHeaders(200, SIZE);
                    exchange.getResponseBody().write(content);
                    return true;
                };
        assertArrived(run());
    }

    @Test
    void aServerThatHidesTheSizeIsRefused() throws Exception {
        server.fault =
                (exchange, number) -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(content);
                    return true;
                };
        assertEquals(DownloadException.Kind.FINAL, assertFails().kind());
    }

    @Test
    void theHashIsChecked() throws Exception {
        RemoteFile right = new RemoteFile(file().address(), "model.gguf", sha256(content));
        assertArrived(download(right).run(control, told::add));
        assertTrue(told.stream().anyMatch(p -> p.stage() == Progress.Stage.VERIFYING));
        Files.delete(folder.resolve("model.gguf"));
        RemoteFile wrong = new RemoteFile(file().address(), "model.gguf", "0".repeat(64));
        DownloadException failure =
                assertThrows(
                        DownloadException.class, () -> download(wrong).run(control, told::add));
        assertTrue(String.valueOf(failure.getMessage()).contains("SHA-256"));
        assertFalse(Files.exists(folder.resolve("model.gguf")));
        assertNothingHalf();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHubsOwnHashIsChecked(boolean honest) throws Exception {
        String hash = honest ? sha256(content) : "1".repeat(64);
        server.fault =
                (exchange, number) -> {
                    if (exchange.getRequestURI().getPath().equals("/m/model.gguf")) {
                        exchange.getResponseHeaders().set("X-Linked-ETag", "\"" + hash + "\"");
                        FaultyServer.redirect(exchange, "/cdn");
                        return true;
                    }
                    return false;
                };
        if (honest) {
            assertArrived(run());
        } else {
            assertTrue(String.valueOf(assertFails().getMessage()).contains("SHA-256"));
        }
    }

    @Test
    void anotherFileThanTheOneKnownIsRefusedBeforeItComes() throws Exception {
        String theirs = sha256(content);
        server.fault =
                (exchange, number) -> {
                    exchange.getResponseHeaders().set("X-Linked-ETag", "\"" + theirs + "\"");
                    return false;
                };
        RemoteFile known = new RemoteFile(file().address(), "model.gguf", "0".repeat(64));
        DownloadException failure =
                assertThrows(
                        DownloadException.class, () -> download(known).run(control, told::add));
        assertEquals(DownloadException.Kind.FINAL, failure.kind());
        assertTrue(String.valueOf(failure.getMessage()).contains("nothing was downloaded"));
        assertEquals(1, server.requests.get());
        assertFalse(Files.exists(ModelDownload.partials(folder)));
    }

    @Test
    void twoFilesOfOneNameAreNoModel() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        download(
                                RemoteFile.at(server.uri("/Q4/model.gguf"), ""),
                                RemoteFile.at(server.uri("/Q8/Model.gguf"), "")));
    }

    @Test
    void theDiskIsAskedFirst() throws Exception {
        server.fault =
                (exchange, number) -> {
                    exchange.getResponseHeaders().set("ETag", server.tag);
                    exchange.getResponseHeaders().set("Content-Range", "bytes 0-0/900000000000000");
                    exchange.sendResponseHeaders(206, 1);
                    exchange.getResponseBody().write(1);
                    return true;
                };
        ModelDownload huge =
                new ModelDownload(
                        List.of(file()),
                        folder,
                        network,
                        () -> AccessToken.NONE,
                        new DownloadTuning(
                                1L << 30,
                                1,
                                Duration.ofSeconds(1),
                                Duration.ofMillis(1),
                                1,
                                Duration.ofSeconds(1)));
        DownloadException failure =
                assertThrows(DownloadException.class, () -> huge.run(control, told::add));
        assertTrue(String.valueOf(failure.getMessage()).contains("free"), failure.getMessage());
        assertEquals(1, server.requests.get());
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws Exception {
        Files.writeString(ModelDownload.partials(folder), "in the way");
        DownloadException failure = assertFails();
        assertEquals(DownloadException.Kind.FINAL, failure.kind(), failure::getMessage);
        assertTrue(String.valueOf(failure.getMessage()).contains("writ"), failure.getMessage());
    }

    @Test
    void partsArriveTogetherOrNotAtAll() throws Exception {
        RemoteFile one = part(1);
        RemoteFile two = part(2);
        server.fault =
                (exchange, number) -> {
                    String range = exchange.getRequestHeaders().getFirst("Range");
                    if (exchange.getRequestURI().getPath().contains("00002-of")
                            && !"bytes=0-0".equals(range)) {
                        FaultyServer.empty(exchange, 404);
                        return true;
                    }
                    return false;
                };
        assertThrows(DownloadException.class, () -> download(one, two).run(control, told::add));
        assertFalse(Files.exists(folder.resolve("big-00001-of-00002.gguf")));
        server.fault = (exchange, number) -> false;
        server.ranges.clear();
        assertEquals(
                folder.resolve("big-00001-of-00002.gguf"),
                download(one, two).run(control, told::add));
        assertEquals(2 + 1 + 6, server.ranges.size(), "the first part was there");
        assertTrue(Files.exists(folder.resolve("big-00002-of-00002.gguf")));
        assertNothingHalf();
    }

    private RemoteFile part(int number) {
        return RemoteFile.at(server.uri("/m/big-0000" + number + "-of-00002.gguf"), "");
    }

    @Test
    void theDiskIsAskedForRoomForAllParts() throws Exception {
        long size = Files.getFileStore(folder).getUsableSpace() / 10 * 6;
        server.fault =
                (exchange, number) -> {
                    exchange.getResponseHeaders().set("ETag", server.tag);
                    exchange.getResponseHeaders().set("Content-Range", "bytes 0-0/" + size);
                    exchange.sendResponseHeaders(206, 1);
                    exchange.getResponseBody().write(1);
                    return true;
                };
        DownloadException failure =
                assertThrows(
                        DownloadException.class,
                        () -> download(part(1), part(2)).run(control, told::add));
        assertEquals(DownloadException.Reason.NO_SPACE, failure.reason());
        assertEquals(List.of("bytes=0-0", "bytes=0-0"), server.ranges);
    }

    /** Leaves the first part in the folder for models and the second one whole beside it. */
    private void endBetweenTheMoves() throws Exception {
        Path inTheWay = folder.resolve(part(2).name());
        server.fault =
                (exchange, number) -> {
                    if (exchange.getRequestURI().getPath().contains("00002-of")
                            && Files.notExists(inTheWay)) {
                        Files.writeString(inTheWay, "in the way");
                    }
                    return false;
                };
        assertThrows(
                DownloadException.class, () -> download(part(1), part(2)).run(control, told::add));
        assertEquals("in the way", Files.readString(inTheWay));
        Files.delete(inTheWay);
        server.fault = (exchange, number) -> false;
        server.ranges.clear();
        assertTrue(Files.exists(folder.resolve(part(1).name())));
    }

    @Test
    void aDownloadThatEndedBetweenTheMovesIsGoneOnWith() throws Exception {
        endBetweenTheMoves();
        assertEquals(
                List.of(List.of(part(1), part(2))), ModelDownload.unfinished(folder), "as a whole");
        assertEquals(2 * SIZE, download(part(1), part(2)).bytesThere());
        assertEquals(
                folder.resolve(part(1).name()), download(part(1), part(2)).run(control, told::add));
        assertEquals(List.of("bytes=0-0"), server.ranges, "nothing is fetched twice");
        for (int i = 1; i <= 2; i++) {
            assertArrayEquals(content, Files.readAllBytes(folder.resolve(part(i).name())));
        }
        assertNothingHalf();
    }

    @Test
    void discardingADownloadThatEndedBetweenTheMovesLeavesNoPart() throws Exception {
        endBetweenTheMoves();
        download(part(1), part(2)).discard();
        assertNothingHalf();
        assertFalse(Files.exists(folder.resolve(part(1).name())));
    }

    @Test
    void aFileThatIsThereIsNotFetchedOrOverwritten() throws Exception {
        Files.writeString(folder.resolve("model.gguf"), "mine");
        assertThrows(DownloadException.class, this::run);
        assertEquals("mine", Files.readString(folder.resolve("model.gguf")));
        assertEquals(0, server.requests.get());
    }

    private RemoteFile sameNameElsewhere() {
        return RemoteFile.at(server.uri("/other/model.gguf"), "");
    }

    @Test
    void whatIsHereOfAFileIsKeptWhenOneOfThatNameComesFromElsewhere() throws Exception {
        server.fault =
                (exchange, number) -> {
                    // Three pieces are fetched at a time: a later one follows one that is here.
                    if (number >= 4) {
                        control.stop();
                    }
                    return false;
                };
        assertNull(run());
        long kept = download(file()).bytesThere();
        assertTrue(kept > 0);
        DownloadControl stopped = new DownloadControl();
        server.fault =
                (exchange, number) -> {
                    stopped.stop();
                    return false;
                };
        assertNull(download(sameNameElsewhere()).run(stopped, told::add));
        assertEquals(kept, download(file()).bytesThere());
    }

    @Test
    void unfinishedFilesOfOneNameAreAllListed() throws Exception {
        for (RemoteFile file : List.of(file(), sameNameElsewhere())) {
            server.fault =
                    (exchange, number) -> {
                        if ("bytes=0-0".equals(exchange.getRequestHeaders().getFirst("Range"))) {
                            return false;
                        }
                        FaultyServer.empty(exchange, 404);
                        return true;
                    };
            assertThrows(DownloadException.class, () -> download(file).run(control, told::add));
        }
        assertEquals(
                Set.of(file().address(), sameNameElsewhere().address()),
                ModelDownload.unfinished(folder).stream()
                        .map(files -> files.getFirst().address())
                        .collect(Collectors.toSet()));
    }

    @Test
    void twoDownloadsDoNotWriteIntoOneFile() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        server.fault =
                (exchange, number) -> {
                    if (number == 2) {
                        writing.countDown();
                        over.await();
                    }
                    return false;
                };
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<@Nullable Path> first = beside.submit(this::run);
            try {
                writing.await();
                DownloadException refused =
                        assertThrows(
                                DownloadException.class,
                                () -> download(file()).run(new DownloadControl(), told::add));
                assertEquals(DownloadException.Reason.TAKEN, refused.reason());
                assertEquals(List.of("model.gguf"), refused.details());
                DownloadException kept =
                        assertThrows(DownloadException.class, () -> download(file()).discard());
                assertEquals(DownloadException.Reason.TAKEN, kept.reason());
            } finally {
                over.countDown();
            }
            assertArrived(first.get());
        }
    }

    /** Locks a file, as another Ponder does, until its input ends. */
    private Process lockElsewhere(Path file) throws IOException {
        Path program =
                Files.writeString(
                        folder.resolve("Lock.java"),
                        """
                        void main(String[] file) throws Exception {
                            try (FileChannel channel =
                                    FileChannel.open(Path.of(file[0]), StandardOpenOption.WRITE)) {
                                channel.lock();
                                System.out.println("locked");
                                System.in.read();
                            }
                        }
                        """);
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                program.toString(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertEquals("locked", process.inputReader().readLine());
        return process;
    }

    @Test
    void whatAnotherPonderDownloadsIsLeftToIt() throws Exception {
        server.fault =
                (exchange, number) -> {
                    if (number >= 3) {
                        control.stop();
                    }
                    return false;
                };
        assertNull(run());
        server.fault = (exchange, number) -> false;
        long kept = download(file()).bytesThere();
        Path part;
        try (Stream<Path> files = Files.list(ModelDownload.partials(folder))) {
            part = files.filter(file -> file.toString().endsWith(".part")).findAny().orElseThrow();
        }
        Process other = lockElsewhere(part);
        try {
            DownloadException refused =
                    assertThrows(
                            DownloadException.class,
                            () -> download(file()).run(new DownloadControl(), told::add));
            assertEquals(DownloadException.Reason.TAKEN, refused.reason());
            assertThrows(DownloadException.class, () -> download(file()).discard());
            assertEquals(kept, download(file()).bytesThere());
        } finally {
            other.outputWriter().close();
            other.waitFor();
        }
        assertArrived(download(file()).run(new DownloadControl(), told::add));
    }

    @Test
    void aDamagedNoteMeansBeginningAnew() throws Exception {
        server.fault =
                (exchange, number) -> {
                    if (number >= 3) {
                        control.stop();
                    }
                    return false;
                };
        assertNull(run());
        Path note;
        try (Stream<Path> files = Files.list(ModelDownload.partials(folder))) {
            note = files.filter(file -> file.toString().endsWith(".json")).findAny().orElseThrow();
        }
        for (String damage : new String[] {"{", "{\"pieces\":\"zz\"}", "[]"}) {
            Files.writeString(note, damage);
            assertEquals(0, download(file()).bytesThere());
        }
        server.fault = (exchange, number) -> false;
        assertArrived(download(file()).run(new DownloadControl(), told::add));
    }

    @Test
    void discardingLeavesNothing() throws Exception {
        server.fault =
                (exchange, number) -> {
                    if (number >= 3) {
                        control.stop();
                    }
                    return false;
                };
        assertNull(run());
        download(file()).discard();
        assertNothingHalf();
    }

    @Test
    void offlineMeansThatNothingConnects() throws Exception {
        network.setOffline(true);
        assertThrows(OfflineException.class, this::run);
        assertEquals(0, server.requests.get());
    }

    @Test
    void goingOfflineEndsWhatRuns() throws Exception {
        server.fault =
                (exchange, number) -> {
                    if (number == 3) {
                        network.setOffline(true);
                    }
                    return false;
                };
        assertThrows(OfflineException.class, this::run);
        assertFalse(Files.exists(folder.resolve("model.gguf")));
    }

    @Test
    void theTokenGoesHomeAndNowhereElse() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try (FaultyServer other = new FaultyServer(content.clone())) {
            other.fault =
                    (exchange, number) -> {
                        seen.add("cdn " + exchange.getRequestHeaders().getFirst("Authorization"));
                        return false;
                    };
            server.fault =
                    (exchange, number) -> {
                        seen.add("hub " + exchange.getRequestHeaders().getFirst("Authorization"));
                        FaultyServer.redirect(exchange, other.uri("/x").toString());
                        return true;
                    };
            AccessToken token = new AccessToken("hf_secret");
            new ModelDownload(List.of(file()), folder, network, () -> token, IMPATIENT)
                    .run(control, told::add);
            assertTrue(seen.contains("hub Bearer hf_secret"));
            assertTrue(seen.contains("cdn null"));
            assertFalse(seen.contains("cdn Bearer hf_secret"));
            assertFalse(token.toString().contains("secret"));
        }
    }

    @Test
    void namesAndAddressesOfFilesAreChecked() {
        for (String bad :
                new String[] {
                    "file:///x/model.gguf",
                    "https://user:pass@h/model.gguf",
                    "https://h/model.bin",
                    "https://h/",
                    "https://h/.gguf",
                    "https://h/a%00b.gguf"
                }) {
            assertThrows(
                    IllegalArgumentException.class, () -> RemoteFile.at(URI.create(bad), ""), bad);
        }
        assertEquals("evil.gguf", RemoteFile.at(URI.create("https://h/..%2fevil.gguf"), "").name());
        assertEquals(
                "模型.gguf",
                RemoteFile.at(URI.create("https://h/a/%E6%A8%A1%E5%9E%8B.gguf"), "").name());
    }
}
