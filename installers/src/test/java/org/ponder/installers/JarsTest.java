package org.ponder.installers;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JarsTest {
    private static final String NAMED =
            """
            | commonmark, commonmark-ext-autolink 0.32.0 | BSD-2-Clause |
            | reactfx 2.0-M5 | BSD-2-Clause |
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commonmark-0.32.0.jar",
                "commonmark-ext-autolink-0.32.0.jar",
                "reactfx-2.0-M5.jar",
                "ponder-engine-0.1.0.jar"
            })
    void aLibraryWhoseLicenceIsToldShips(String jar) {
        assertDoesNotThrow(() -> Jars.requireNamed(jar, NAMED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "picocli-4.7.7.jar",
                "commonmark-0.33.0.jar",
                "reactfx.jar",
                "mark-0.32.0.jar"
            })
    void aLibraryOfWhichNothingIsToldDoesNotShip(String jar) {
        String message =
                assertThrows(BuildFailure.class, () -> Jars.requireNamed(jar, NAMED)).getMessage();
        assertEquals(
                "The library "
                        + jar
                        + " is not in THIRD-PARTY.md: say there what its version, licence and"
                        + " copyright are.",
                message);
    }

    @Test
    void theRepositorysOwnNoticeIsWhereThePlanLooks() throws IOException {
        Plan plan = new Plan(Path.of(""), "1", List.of(), TargetSystem.LINUX);
        assertEquals(
                "# What Ponder ships of others",
                Files.readString(plan.thirdParty()).lines().findFirst().orElse(""));
    }
}
