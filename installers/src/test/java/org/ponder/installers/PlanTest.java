package org.ponder.installers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A plan names what it cannot build before anything is built, and finds what packages are made of.
 */
final class PlanTest {
    private static final Path HERE = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"", "1.0-SNAPSHOT", "1.2.3.4", "v1", "1..2"})
    void aVersionIsOneToThreeNumbers(String version) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new Plan(HERE, version, List.of(), TargetSystem.LINUX));
        assertTrue(String.valueOf(refused.getMessage()).contains("one to three numbers"));
    }

    @Test
    void aPackageOfAnotherSystemIsRefusedByName() {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new Plan(HERE, "1.0", List.of("msi"), TargetSystem.LINUX));
        assertEquals("On linux the packages are deb, rpm, tar.xz, not msi.", refused.getMessage());
    }

    @Test
    void aMacVersionDoesNotBeginWithZero() {
        assertEquals(
                "1.3.1", new Plan(HERE, "0.3.1", List.of(), TargetSystem.MACOS).packageVersion());
        assertEquals(
                "0.3.1", new Plan(HERE, "0.3.1", List.of(), TargetSystem.LINUX).packageVersion());
    }

    @ParameterizedTest
    @EnumSource(TargetSystem.class)
    void theFilesThatPackagesAreMadeOfAreInTheRepository(TargetSystem system) {
        Plan plan = new Plan(HERE, "1.0", List.of(), system);
        assertTrue(Files.isRegularFile(plan.licence()), plan.licence().toString());
        assertTrue(Files.isRegularFile(plan.options("window")));
        assertTrue(Files.isRegularFile(plan.options("cli")));
        assertTrue(Files.isRegularFile(plan.associations()));
    }
}
