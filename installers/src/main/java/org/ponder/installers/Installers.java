package org.ponder.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** Builds the packages that the present system can. Called by the Maven build. */
public final class Installers {
    private Installers() {}

    /**
     * Builds the packages.
     *
     * @param arguments the folder {@code installers}, the version, and the packages' types by comma
     *     where not all are wanted
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length < 2) {
            System.err.println("usage: Installers FOLDER VERSION [TYPES]");
            System.exit(2);
        }
        try {
            TargetSystem system = TargetSystem.present();
            List<String> types =
                    arguments.length < 3 || arguments[2].isBlank()
                            ? system.packageTypes()
                            : List.of(arguments[2].split(","));
            build(new Plan(Path.of(arguments[0]), arguments[1], types, system));
        } catch (BuildFailure | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            System.err.println("The packages could not be built: " + e);
            System.exit(1);
        }
    }

    /** Maven's plugin, which ran before, knows no system; the libraries of each are others. */
    static void nameBillOfMaterials(Plan plan) throws IOException {
        Path made = plan.packages().resolve("ponder-" + plan.version() + "-sbom.json");
        if (Files.exists(made)) { // not after a build without the network
            Files.move(
                    made,
                    plan.packages().resolve(plan.fileName("-sbom.json")),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void build(Plan plan) throws IOException, InterruptedException, BuildFailure {
        Packages.requirePackers(
                plan.types(), Objects.requireNonNullElse(System.getenv("PATH"), ""));
        Files.createDirectories(plan.work());
        Path image = ApplicationImage.make(plan);
        for (String type : plan.types()) {
            Packages.make(plan, image, type);
        }
        nameBillOfMaterials(plan);
        Checksums.write(plan.packages(), plan.fileName(".sha256"));
        for (Path file : Folders.files(plan.packages(), "")) {
            System.out.printf("%8.1f MB  %s%n", Files.size(file) / 1e6, file);
        }
    }
}
