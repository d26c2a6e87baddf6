package org.ponder.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ponder.engine.tensor.KvType;
import org.ponder.engine.transformer.Transformer;

/** The catalogue is complete, and suggests what a computer can run. */
class CatalogueTest {
    private static final long GIB = 1L << 30;

    private final Catalogue catalogue = Catalogue.bundled();

    @Test
    void theFamilyOfR1IsThere() {
        List<String> ids = catalogue.models().stream().map(CatalogueModel::id).toList();
        assertTrue(
                ids.containsAll(
                        List.of(
                                "r1-distill-qwen-1.5b",
                                "r1-distill-qwen-7b",
                                "r1-distill-qwen-14b",
                                "r1-distill-qwen-32b",
                                "r1-distill-llama-8b",
                                "r1-distill-llama-70b",
                                "r1-0528-qwen3-8b")));
        assertEquals(ids.size(), Set.copyOf(ids).size());
    }

    @Test
    void everyModelHasOneAddressForEachFileAndAnArchitectureThatRuns() throws Exception {
        Set<URI> all = new HashSet<>();
        for (CatalogueModel model : catalogue.models()) {
            List<URI> addresses = model.addresses(CatalogueModel.HUB);
            assertEquals(model.files().size(), addresses.size());
            for (URI address : addresses) {
                assertTrue(all.add(address), address::toString);
                assertEquals("https", address.getScheme());
                assertTrue(address.getPath().endsWith(".gguf"));
            }
            assertFalse(model.licence().isBlank());
        }
        try (var in = Catalogue.class.getResourceAsStream("catalogue.json")) {
            for (var node : LibraryJson.read(in.readAllBytes()).path("models")) {
                assertTrue(
                        Transformer.knownArchitectures()
                                .contains(node.path("architecture").asString()),
                        node::toString);
            }
        }
    }

    @Test
    void allModelsButOneAreKnownByTheirHashes() {
        Set<String> hashes = new HashSet<>();
        for (CatalogueModel model : catalogue.models()) {
            if (!model.id().equals("qwen3-30b-a3b-thinking")) {
                assertEquals(model.files().size(), model.sha256().size(), model.id());
            }
            for (String hash : model.sha256()) {
                assertTrue(hash.matches("[0-9a-f]{64}") && hashes.add(hash), model.id());
            }
        }
    }

    @Test
    void aHashIsFoundByAddressOnAnyMirror() {
        CatalogueModel first = catalogue.models().getFirst();
        URI mirror = first.addresses(URI.create("https://mirror.example/")).getFirst();
        assertEquals(first.sha256().getFirst(), catalogue.sha256(mirror));
        URI below = first.addresses(URI.create("https://mirror.example/a/b/")).getFirst();
        assertEquals("/a/b" + mirror.getPath(), below.getPath());
        assertEquals(first.sha256().getFirst(), catalogue.sha256(below));
        assertEquals("", catalogue.sha256(URI.create("https://huggingface.co/a/b/c.gguf")));
    }

    @Test
    void theCacheIsCountedAsChatsKeepIt() {
        CatalogueModel small = catalogue.models().getFirst();
        assertEquals(14_336, small.cacheValuesPerToken());
        Machine machine = new Machine(16 * GIB, 11 * GIB, 8, 256);
        Fit half = small.fit(machine, 8192, KvType.F16, 0);
        Fit exact = small.fit(machine, 8192, KvType.F32, 0);
        assertEquals(2L * 14_336 * 8192, exact.neededBytes() - half.neededBytes());
    }

    @Test
    void aMirrorTakesThePlaceOfTheHub() {
        URI address =
                catalogue
                        .models()
                        .getFirst()
                        .addresses(URI.create("https://mirror.example/"))
                        .getFirst();
        assertEquals("mirror.example", address.getHost());
    }

    @Test
    void theSuggestionFollowsMemorySpeedAndDisk() {
        long disk = 500 * GIB;
        assertEquals("r1-distill-qwen-1.5b", suggested(6, 20e9, disk));
        assertEquals("r1-0528-qwen3-8b", suggested(16, 80e9, disk));
        assertEquals("r1-distill-qwen-32b", suggested(64, 400e9, disk));
        // Much memory but a slow one: what is pleasant to watch.
        assertEquals("r1-distill-qwen-1.5b", suggested(64, 10e9, disk));
        assertEquals("r1-distill-qwen-1.5b", suggested(64, 400e9, 2 * GIB));
        assertEquals("", suggested(1, 400e9, disk));
        // What is not known is not taken for endless.
        assertEquals("r1-distill-qwen-1.5b", suggested(64, 0, disk));
        assertEquals("", suggested(64, 400e9, -1));
    }

    private String suggested(int gib, double bandwidth, long disk) {
        Machine machine = new Machine(gib * GIB, gib * GIB * 7 / 10, 8, 256);
        return catalogue.suggestion(machine, bandwidth, disk).map(CatalogueModel::id).orElse("");
    }

    @Test
    void repositoriesAreNamedByOwnerAndName() {
        assertTrue(CatalogueModel.isRepository("Qwen/Qwen3-4B-GGUF"));
        for (String bad :
                new String[] {"", "a", "a/b/c", "../a", "a/../b", "a/..", "a /b", "a/b?x"}) {
            assertFalse(CatalogueModel.isRepository(bad), bad);
        }
    }
}
