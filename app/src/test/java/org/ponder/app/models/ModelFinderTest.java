package org.ponder.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of other applications are found where these keep them, and nothing outside of it. */
class ModelFinderTest {
    private static final String DIGEST = "ab".repeat(32);

    @TempDir Path home;

    private static List<String> names(Place.Keeper keeper, Path root) {
        return ModelFinder.in(new Place(keeper, root)).stream().map(FoundModel::name).toList();
    }

    @Test
    void placesFollowSystemAndEnvironment() {
        List<Place> linux = Place.of(Map.of(), "Linux", home);
        assertTrue(
                linux.contains(
                        new Place(Place.Keeper.LM_STUDIO, home.resolve(".lmstudio/models"))));
        assertTrue(linux.contains(new Place(Place.Keeper.OLLAMA, home.resolve(".ollama/models"))));
        assertTrue(
                linux.contains(
                        new Place(
                                Place.Keeper.JAN,
                                home.resolve(".config/Jan/data/llamacpp/models"))));
        assertTrue(
                linux.contains(
                        new Place(
                                Place.Keeper.HUGGING_FACE,
                                home.resolve(".cache/huggingface/hub"))));
        assertTrue(
                Place.of(Map.of(), "Mac OS X", home)
                        .contains(
                                new Place(
                                        Place.Keeper.JAN,
                                        home.resolve(
                                                "Library/Application Support/Jan/data/llamacpp/models"))));
        Path moved = home.resolve("moved").toAbsolutePath();
        Map<String, String> environment =
                Map.of(
                        "OLLAMA_MODELS", moved.toString(),
                        "HF_HOME", moved.toString(),
                        "APPDATA", moved.toString());
        List<Place> windows = Place.of(environment, "Windows 11", home);
        assertTrue(windows.contains(new Place(Place.Keeper.OLLAMA, moved)));
        assertTrue(windows.contains(new Place(Place.Keeper.HUGGING_FACE, moved.resolve("hub"))));
        assertTrue(
                windows.contains(
                        new Place(Place.Keeper.JAN, moved.resolve("Jan/data/llamacpp/models"))));
        // A relative path in a variable would depend on where Ponder was started.
        assertTrue(
                Place.of(Map.of("OLLAMA_MODELS", "models"), "Linux", home)
                        .contains(new Place(Place.Keeper.OLLAMA, home.resolve(".ollama/models"))));
    }

    @Test
    void filesAreFoundInFoldersAndAskedForInTheirCase() throws IOException {
        ModelFiles.noGguf(home.resolve("publisher/repo/Some-7B.Q4_K_M.gguf"));
        ModelFiles.noGguf(home.resolve("other/LOUD.GGUF"));
        ModelFiles.noGguf(home.resolve("jan/r1-distill/model.gguf"));
        ModelFiles.noGguf(home.resolve("publisher/repo/mmproj-f16.gguf"));
        ModelFiles.noGguf(home.resolve("publisher/repo/llava-v1.5-7b-mmproj-model-f16.gguf"));
        Files.writeString(home.resolve("readme.txt"), "no model");
        assertEquals(
                List.of("LOUD", "Some-7B.Q4_K_M", "r1-distill"),
                names(Place.Keeper.LM_STUDIO, home));
    }

    @Test
    void aModelInPartsIsOne() throws IOException {
        for (int i = 1; i <= 3; i++) {
            ModelFiles.noGguf(home.resolve("Big-70B-Q4-0000" + i + "-of-00003.gguf"));
        }
        ModelFiles.noGguf(home.resolve("Half-00002-of-00002.gguf"));
        assertEquals(List.of("Big-70B-Q4", "Half"), names(Place.Keeper.USER, home));
    }

    @Test
    void theHubsLinksStayInTheHub() throws IOException {
        Path outside = ModelFiles.noGguf(home.resolve("outside/secret.gguf"));
        Path hub = home.resolve("hub");
        Path blob = ModelFiles.noGguf(hub.resolve("models--a--b/blobs/" + DIGEST));
        Path snapshot = hub.resolve("models--a--b/snapshots/1234");
        Files.createDirectories(snapshot);
        Files.createSymbolicLink(snapshot.resolve("inside.gguf"), snapshot.relativize(blob));
        Files.createSymbolicLink(snapshot.resolve("outside.gguf"), outside);
        Files.createSymbolicLink(snapshot.resolve("broken.gguf"), home.resolve("nowhere"));
        Files.createSymbolicLink(hub.resolve("folder"), outside.getParent());
        assertEquals(List.of("inside"), names(Place.Keeper.HUGGING_FACE, hub));
    }

    @Test
    void ollamasManifestsLeadToItsBlobs() throws IOException {
        Path manifests = home.resolve("manifests/registry.ollama.ai");
        manifest(manifests.resolve("library/deepseek-r1/7b"), "sha256:" + DIGEST);
        manifest(manifests.resolve("someone/qwen/latest"), "sha256:" + "cd".repeat(32));
        manifest(manifests.resolve("library/evil/tag"), "sha256:../../outside/secret");
        manifest(manifests.resolve("library/link/tag"), "sha256:" + "ef".repeat(32));
        Files.writeString(manifests.resolve("library/deepseek-r1/junk"), "{\"layers\": [");
        Path adapted = manifests.resolve("someone/adapted/latest");
        manifest(adapted, "sha256:" + DIGEST);
        Files.writeString(
                adapted, Files.readString(adapted).replace("image.template", "image.adapter"));
        Path blob = ModelFiles.noGguf(home.resolve("blobs/sha256-" + DIGEST));
        Path outside = ModelFiles.noGguf(home.resolve("outside/secret"));
        Files.createSymbolicLink(home.resolve("blobs/sha256-" + "ef".repeat(32)), outside);
        List<FoundModel> found = ModelFinder.in(new Place(Place.Keeper.OLLAMA, home));
        assertEquals(List.of(new FoundModel(blob, "deepseek-r1:7b", Place.Keeper.OLLAMA)), found);
    }

    private static void manifest(Path file, String digest) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                """
                {"schemaVersion": 2, "layers": [
                 {"mediaType": "application/vnd.ollama.image.template", "digest": "sha256:00"},
                 {"mediaType": "application/vnd.ollama.image.model", "digest": "%s"}]}\
                """
                        .formatted(digest));
    }

    @Test
    void aPlaceThatIsNotThereHasNothing() {
        assertEquals(List.of(), names(Place.Keeper.JAN, home.resolve("nowhere")));
    }
}
