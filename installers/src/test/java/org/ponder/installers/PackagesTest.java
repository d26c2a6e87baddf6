package org.ponder.installers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PackagesTest {
    @TempDir Path programs;

    @Test
    @DisabledOnOs(OS.WINDOWS) // where no file says that it can be run
    void aMissingPackerIsNamedWithWhatBringsIt() throws IOException, BuildFailure {
        Path fakeroot = Files.createFile(programs.resolve("fakeroot"));
        if (!fakeroot.toFile().setExecutable(true)) {
            throw new IOException("The program cannot be made executable.");
        }
        Packages.requirePackers(List.of("deb"), programs.toString());
        BuildFailure failure =
                assertThrows(
                        BuildFailure.class,
                        () -> Packages.requirePackers(List.of("deb", "rpm"), programs.toString()));
        assertEquals(
                "The program rpmbuild, which packs the .rpm, is not on this computer: install rpm"
                        + " (rpm-build on Fedora), or name the other types with -Dpackage.types.",
                failure.getMessage());
    }
}
