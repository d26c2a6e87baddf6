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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "MACOS, dmg, Ponder-1.2.3.dmg, ponder-1.2.3-macos-PROCESSOR.dmg",
        "WINDOWS, msi, Ponder-1.2.3.msi, ponder-1.2.3-windows-PROCESSOR.msi",
        "LINUX, deb, ponder_1.2.3_amd64.deb, ponder_1.2.3_amd64.deb",
        "LINUX, rpm, ponder-1.2.3-1.x86_64.rpm, ponder-1.2.3-1.x86_64.rpm"
    })
    void theNameTellsSystemAndProcessor(
            TargetSystem system, String type, String made, String published) {
        Plan plan = new Plan(programs, "1.2.3", List.of(type), system);
        assertEquals(
                published.replace("PROCESSOR", TargetSystem.processor()),
                Packages.published(plan, Path.of(made), type));
    }

    @Test
    void theBillOfMaterialsIsNamedAsThePackagesAre() throws IOException {
        Plan plan = new Plan(programs, "1.2.3", List.of(), TargetSystem.MACOS);
        Installers.nameBillOfMaterials(plan); // there is none
        Path packages = Files.createDirectories(plan.packages());
        Files.writeString(packages.resolve("ponder-1.2.3-sbom.json"), "{}");
        Installers.nameBillOfMaterials(plan);
        String name = "ponder-1.2.3-macos-" + TargetSystem.processor() + "-sbom.json";
        assertEquals(List.of(packages.resolve(name)), Folders.files(packages, ""));
    }

    @Test
    void aPathWithBlanksIsOneOfJavasOptions() {
        assertEquals("\"/a b/c\"", AheadOfTimeCache.quoted(Path.of("/a b/c")).replace('\\', '/'));
    }
}
