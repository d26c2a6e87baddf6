package org.ponder.app.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ponder.app.network.Network;

/** A repository's models are listed with their hashes; parts are one model. */
class HubTest {
    private static final String LIST =
            """
            [{"type":"file","path":"README.md","size":10},
             {"type":"file","path":"big/M-Q8-00002-of-00002.gguf","size":70,
              "lfs":{"oid":"%s"}},
             {"type":"file","path":"big/M-Q8-00001-of-00002.gguf","size":80},
             {"type":"file","path":"M-Q4_K_M.gguf","size":60,"lfs":{"oid":"no hash"}},
             {"type":"file","path":"mmproj-f16.gguf","size":5},
             {"type":"file","path":"llava-llama-3-8b-v1_1-mmproj-f16.gguf","size":5},
             {"type":"file","path":"a b.gguf","size":1}]\
            """
                    .formatted("AB".repeat(32));

    private static List<Hub.Offer> models(String list) throws Exception {
        try (FaultyServer server = new FaultyServer(list.getBytes(StandardCharsets.UTF_8));
                Network network = new Network()) {
            network.setOffline(false);
            return new Hub(network, server.uri("/"), AccessToken.NONE, DownloadTuning.defaults())
                    .models("owner/repo");
        }
    }

    @Test
    void modelsAreListedSmallestFirst() throws Exception {
        List<Hub.Offer> offers = models(LIST);
        assertEquals(
                List.of("a b", "M-Q4_K_M", "M-Q8"), offers.stream().map(Hub.Offer::name).toList());
        Hub.Offer parts = offers.getLast();
        assertEquals(150, parts.bytes());
        assertEquals("M-Q8-00001-of-00002.gguf", parts.files().getFirst().name());
        assertEquals("ab".repeat(32), parts.files().getLast().sha256());
        assertEquals("", offers.get(1).files().getFirst().sha256());
        assertEquals(
                "/owner/repo/resolve/main/big/M-Q8-00001-of-00002.gguf",
                parts.files().getFirst().address().getPath());
        assertEquals(
                "/owner/repo/resolve/main/a%20b.gguf",
                offers.getFirst().files().getFirst().address().getRawPath());
    }

    @Test
    void filesOfOneNameInTwoFoldersAreTwoModels() throws Exception {
        List<Hub.Offer> offers =
                models(
                        """
                        [{"type":"file","path":"Q4/model.gguf","size":10},
                         {"type":"file","path":"Q8/model.gguf","size":20},
                         {"type":"file","path":"x.gguf","size":30},
                         {"type":"file","path":"x-00001-of-00002.gguf","size":16},
                         {"type":"file","path":"x-00002-of-00002.gguf","size":16},
                         {"type":"file","path":"x-00001-of-00003.gguf","size":11},
                         {"type":"file","path":"x-00002-of-00003.gguf","size":11},
                         {"type":"file","path":"x-00003-of-00003.gguf","size":11}]\
                        """);
        assertEquals(
                List.of("Q4/model", "Q8/model", "x", "x-of-00002", "x-of-00003"),
                offers.stream().map(Hub.Offer::name).toList());
        assertEquals(
                List.of(10L, 20L, 30L, 32L, 33L), offers.stream().map(Hub.Offer::bytes).toList());
        assertEquals(
                List.of(1, 1, 1, 2, 3),
                offers.stream().map(offer -> offer.files().size()).toList());
    }

    @Test
    void importanceMatricesAreNoModelsAndModelsCalledSoAre() throws Exception {
        List<Hub.Offer> offers =
                models(
                        """
                        [{"type":"file","path":"M-imatrix.gguf","size":4},
                         {"type":"file","path":"imatrix/imatrix.gguf","size":4},
                         {"type":"file","path":"M-Q2_K.gguf","size":20},
                         {"type":"file","path":"M-Q2_K-IMatrix.gguf","size":21},
                         {"type":"file","path":"M-F16.gguf","size":160}]\
                        """);
        assertEquals(
                List.of("M-Q2_K", "M-Q2_K-IMatrix", "M-F16"),
                offers.stream().map(Hub.Offer::name).toList());
    }

    @Test
    void aMirrorMayLieBelowAPath() throws Exception {
        try (FaultyServer server = new FaultyServer(LIST.getBytes(StandardCharsets.UTF_8));
                Network network = new Network()) {
            server.fault =
                    (exchange, number) -> {
                        if (exchange.getRequestURI()
                                .getPath()
                                .equals("/company/hf/api/models/owner/repo/tree/main")) {
                            return false;
                        }
                        FaultyServer.empty(exchange, 404);
                        return true;
                    };
            network.setOffline(false);
            URI mirror = server.uri("/company/hf/");
            List<Hub.Offer> offers =
                    new Hub(network, mirror, AccessToken.NONE, DownloadTuning.defaults())
                            .models("owner/repo");
            assertEquals(
                    mirror.resolve("owner/repo/resolve/main/a%20b.gguf"),
                    offers.getFirst().files().getFirst().address());
        }
    }

    @Test
    void aRepositoryIsFollowedToItsNewNameOnItsServerOnly() throws Exception {
        try (FaultyServer server = new FaultyServer(LIST.getBytes(StandardCharsets.UTF_8));
                FaultyServer other = new FaultyServer(LIST.getBytes(StandardCharsets.UTF_8));
                Network network = new Network()) {
            Map<String, String> moved =
                    Map.of(
                            "owner/old", "/api/models/owner/New/tree/main?recursive=true",
                            "owner/gone", other.uri("/api/models/owner/New/tree/main").toString(),
                            "owner/circle", "/api/models/owner/circle/tree/main");
            server.fault =
                    (exchange, number) -> {
                        String path = exchange.getRequestURI().getPath();
                        String to = moved.get(path.replaceAll("/api/models/|/tree/main", ""));
                        if (to == null) {
                            return false;
                        }
                        exchange.getResponseHeaders().set("Location", to);
                        FaultyServer.empty(exchange, 307);
                        return true;
                    };
            network.setOffline(false);
            Hub hub =
                    new Hub(network, server.uri("/"), AccessToken.NONE, DownloadTuning.defaults());
            assertEquals(3, hub.models("owner/old").size());
            assertEquals(2, server.requests.get());
            for (String notFollowed : List.of("owner/gone", "owner/circle")) {
                DownloadException said =
                        assertThrows(DownloadException.class, () -> hub.models(notFollowed));
                assertEquals(DownloadException.Reason.NO_ANSWER, said.reason());
            }
            assertEquals(0, other.requests.get());
            assertEquals(2 + 1 + 4, server.requests.get());
        }
    }

    @Test
    void whatIsNoListIsSaid() {
        assertThrows(DownloadException.class, () -> models("<html>"));
        assertThrows(DownloadException.class, () -> models("[]"));
        assertThrows(DownloadException.class, () -> models("{\"error\":\"x\"}"));
    }

    @Test
    @Timeout(60)
    void aListThatStallsIsGivenUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        DownloadTuning impatient =
                new DownloadTuning(
                        1, 1, Duration.ofMillis(200), Duration.ofMillis(1), 1, Duration.ZERO);
        try (FaultyServer server = new FaultyServer(new byte[0]);
                Network network = new Network()) {
            server.fault =
                    (exchange, number) -> {
                        exchange.sendResponseHeaders(200, 0);
                        exchange.getResponseBody().write('[');
                        exchange.getResponseBody().flush();
                        over.await();
                        return true;
                    };
            network.setOffline(false);
            Hub hub = new Hub(network, server.uri("/"), AccessToken.NONE, impatient);
            DownloadException given =
                    assertThrows(DownloadException.class, () -> hub.models("owner/repo"));
            assertEquals(DownloadException.Reason.UNREACHABLE, given.reason());
        } finally {
            over.countDown();
        }
    }

    @Test
    void aPageOfAFileLeadsToTheFile() {
        assertEquals(
                URI.create("https://huggingface.co/a/b/resolve/main/m.gguf"),
                Hub.fileAddress(
                        URI.create("https://huggingface.co/a/b/blob/main/m.gguf?download=true")));
        assertEquals(
                URI.create("https://m.example/hf/a/b/resolve/main/blob/m.gguf"),
                Hub.fileAddress(
                        URI.create(
                                "https://m.example/hf/a/b/resolve/main/blob/m.gguf?download=true#x")));
        assertEquals(
                URI.create("https://h/x/m.gguf"),
                Hub.fileAddress(URI.create("https://h/x/m.gguf")));
    }

    @Test
    void anAddressOfAnotherServerKeepsWhatStandsBehindItsQuestionMark() {
        URI signed = URI.create("https://bucket.example/models/m.gguf?Signature=a%2Fb/blob/c&x=1");
        assertEquals(signed, Hub.fileAddress(signed));
    }
}
