package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.app.store.LookSettings.Theme;
import org.ponder.app.store.LookSettings.WindowBounds;
import org.ponder.app.store.StoreException.Problem;
import org.ponder.engine.sampling.SamplingSettings;
import org.ponder.engine.tensor.KvType;
import tools.jackson.databind.node.ObjectNode;

final class SettingsDamagedFileTest {
    private static final Settings OWN =
            new Settings(
                    new GenerationSettings(
                            new SamplingSettings(0.7, 40, 0.9, 0.05, 1.1, -5),
                            true,
                            8192,
                            500,
                            3,
                            KvType.Q8_0,
                            false),
                    new ThoughtSettings(ThoughtMode.PEEK, false, 2048),
                    new PromptSettings(
                            "Be brief.",
                            List.of(new PromptPreset("短", "简短"), new PromptPreset("b", ""))),
                    new LookSettings(
                            Theme.DARK,
                            "zh",
                            1.25,
                            false,
                            new WindowBounds(-10, 20, 800, 600, true)),
                    new ModelSettings("/models/r1.gguf", false, 15, true, "0.0.0.0", 8080));

    @TempDir Path folder;
    private Path path;
    private SettingsFile file;

    @BeforeEach
    void here() {
        path = folder.resolve("settings.json");
        file = new SettingsFile(path, () -> Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void whatIsSavedIsReadBack() throws Exception {
        file.save(OWN);

        SettingsFile.Loaded loaded = file.load();

        assertEquals(OWN, loaded.settings());
        assertEquals(List.of(), loaded.notices());
    }

    @Test
    void whatAnotherWindowSavedStaysUnlessItWasChangedHereToo() throws Exception {
        file.save(OWN);
        SettingsFile other = new SettingsFile(path, Instant::now);
        Settings there = other.load().settings();
        file.load();
        other.save(
                there.withPrompts(new PromptSettings("Be long.", List.of()))
                        .withLook(there.look().withTheme(Theme.LIGHT)));

        WindowBounds bounds = new WindowBounds(1, 2, 900, 700, false);
        LookSettings look = OWN.look().withWindow(bounds);
        file.save(OWN.withLook(look));

        Settings both = file.load().settings();
        assertEquals("Be long.", both.prompts().systemPrompt());
        assertEquals(List.of(), both.prompts().presets());
        assertEquals(look.withTheme(Theme.LIGHT), both.look());
        // The one of the other window knows nothing of the place, and takes it for its own.
        file.save(both.withLook(both.look().withTheme(Theme.DARK)));
        other.save(there.withLook(there.look().withTheme(Theme.SYSTEM)));
        assertEquals(look.withTheme(Theme.SYSTEM), file.load().settings().look());
    }

    @Test
    void aFileThatCannotBeReadIsKeptWhenSettingsAreSaved() throws Exception {
        file.save(OWN);
        Files.writeString(path, "no settings");
        file.save(OWN.withPrompts(new PromptSettings("New.", List.of())));

        assertEquals("New.", file.load().settings().prompts().systemPrompt());
        assertEquals(OWN.look(), file.load().settings().look());
        assertEquals(
                "no settings",
                Files.readString(folder.resolve("settings.unreadable-20260102-030405.json")));
    }

    @Test
    void theFirstStartHasDefaultsAndNothingToSay() {
        assertEquals(new SettingsFile.Loaded(Settings.defaults(), List.of()), file.load());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[1, 2]",
                "{\"look\": {\"theme\": \"dark\"}",
                "\u0000\u0001\u0002",
                "not json at all",
            })
    void aFileThatIsNotSettingsIsKeptAsideAndDefaultsAreUsed(String content) throws Exception {
        Files.writeString(path, content);

        SettingsFile.Loaded loaded = file.load();

        assertEquals(Settings.defaults(), loaded.settings());
        Notice notice = loaded.notices().getFirst();
        assertEquals(Notice.Kind.SETTINGS_DAMAGED, notice.kind());
        Path kept = folder.resolve("settings.damaged-20260102-030405.json");
        assertEquals(content, Files.readString(kept));
        assertEquals(List.of(kept.toString()), notice.details());
        assertFalse(Files.exists(path));
    }

    @Test
    void endlessDepthIsDamageToo() throws Exception {
        Files.writeString(path, "{\"a\":".repeat(100_000));

        assertEquals(Notice.Kind.SETTINGS_DAMAGED, file.load().notices().getFirst().kind());
    }

    @Test
    void aSecondDamagedFileDoesNotReplaceTheFirst() throws Exception {
        Files.writeString(path, "one");
        file.load();
        Files.writeString(path, "two");
        file.load();

        assertEquals(
                "one", Files.readString(folder.resolve("settings.damaged-20260102-030405.json")));
        assertEquals(
                "two", Files.readString(folder.resolve("settings.damaged-20260102-030405-2.json")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "generation.sampling.temperature | \"hot\"",
                "generation.sampling.temperature | 99",
                "generation.sampling.temperature | 1e999",
                "generation.sampling.topK | -1",
                "generation.sampling.topK | 1.5",
                "generation.sampling.topP | 0",
                "generation.sampling.minP | 1",
                "generation.sampling.repetitionPenalty | null",
                "generation.sampling.seed | 123456789012345678901234567890",
                "generation.fixedSeed | \"yes\"",
                "generation.contextTokens | -4",
                "generation.maxTokens | 99999999999",
                "generation.threads | 100000",
                "generation.cacheType | \"q2\"",
                "thoughts.mode | \"sideways\"",
                "thoughts.think | 1",
                "thoughts.budget | -1",
                "prompts.systemPrompt | 7",
                "prompts.presets | {}",
                "look.theme | \"pink\"",
                "look.language | \"../../etc\"",
                "look.fontScale | 100",
                "look.window | {\"x\":1}",
                "look.window | {\"x\":0,\"y\":0,\"width\":-5,\"height\":5}",
                "models.last | []",
                "models.reopenLast | {}",
                "models.idleMinutes | -1",
                "models.offline | \"no\"",
            })
    void aBadFieldCostsItselfAlone(String field, String value) throws Exception {
        file.save(OWN);
        change(field, value);
        SettingsFile.Loaded loaded = file.load();
        change(field, "");
        SettingsFile.Loaded without = file.load();

        assertEquals(1, loaded.notices().size(), () -> loaded.notices().toString());
        Notice notice = loaded.notices().getFirst();
        assertEquals(Notice.Kind.SETTING_INVALID, notice.kind());
        assertEquals(field, notice.details().getFirst());
        assertTrue(notice.sentence().contains(field), notice.sentence());
        assertEquals(List.of(), without.notices());
        assertEquals(without.settings(), loaded.settings(), "all else is as it was");
    }

    @Test
    void aBadPresetCostsItselfAlone() throws Exception {
        Files.writeString(
                path,
                "{\"prompts\": {\"presets\": [{\"name\": \"a\", \"text\": \"A\"}, {\"name\": \"\"}, 5,"
                        + " {\"name\": \"a\", \"text\": \"again\"}]}}");

        SettingsFile.Loaded loaded = file.load();

        assertEquals(List.of(new PromptPreset("a", "A")), loaded.settings().prompts().presets());
        assertEquals(
                List.of("prompts.presets[1]", "prompts.presets[2]", "prompts.presets[3]"),
                loaded.notices().stream().map(notice -> notice.details().getFirst()).toList());
    }

    @Test
    void fieldsOfANewerVersionAreKept() throws Exception {
        Files.writeString(
                path, "{\"look\": {\"theme\": \"dark\", \"tomorrow\": 5}, \"later\": [1]}");

        file.save(file.load().settings().withThoughts(OWN.thoughts()));

        assertTrue(Files.readString(path).contains("\"tomorrow\" : 5"));
        assertTrue(Files.readString(path).contains("\"later\""));
        assertEquals(Theme.DARK, file.load().settings().look().theme());
    }

    @Test
    void whatCannotBeSavedIsSaidAndTheOldFileStays() throws Exception {
        SettingsFile nowhere =
                new SettingsFile(folder.resolve("missing").resolve("settings.json"), Instant::now);

        StoreException refused = assertThrows(StoreException.class, () -> nowhere.save(OWN));

        assertEquals(Problem.NOT_WRITABLE, refused.problem());
    }

    @Test
    void savingLeavesNoOtherFileBehind() throws Exception {
        file.save(Settings.defaults());
        file.save(OWN);

        try (var files = Files.list(folder)) {
            assertEquals(List.of(path), files.toList());
        }
    }

    /** Gives the field another value; an empty one removes it. */
    private void change(String field, String value) throws IOException {
        ObjectNode tree = (ObjectNode) Json.read(Files.readString(path));
        int dot = field.lastIndexOf('.');
        ObjectNode parent = (ObjectNode) tree.at("/" + field.substring(0, dot).replace('.', '/'));
        String name = field.substring(dot + 1);
        if (value.isEmpty()) {
            parent.remove(name);
        } else {
            parent.set(name, Json.read(value));
        }
        Files.writeString(path, tree.toString());
    }
}
