package org.ponder.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Packs an application image as the system's people expect it. */
final class Packages {
    /** Ponder's, and that of the Java runtime and JavaFX, as SPDX has them. */
    private static final String LICENCES =
            "Apache-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0";

    private Packages() {}

    /** Builds one package. */
    static void make(Plan plan, Path image, String type)
            throws IOException, InterruptedException, BuildFailure {
        Files.createDirectories(plan.packages());
        switch (type) {
            case "tar.xz", "tar.gz", "zip" ->
                    Tools.program(
                            plan.work(),
                            List.of(
                                    "tar",
                                    "-a",
                                    "-cf",
                                    portable(plan, type).toString(),
                                    String.valueOf(image.getFileName())));
            default -> Tools.jdk("jpackage", arguments(plan, image, type));
        }
    }

    private static Path portable(Plan plan, String type) {
        return plan.packages()
                .resolve(
                        "ponder-"
                                + plan.version()
                                + "-"
                                + plan.system().label()
                                + "-"
                                + TargetSystem.processor()
                                + "."
                                + type);
    }

    private static List<String> arguments(Plan plan, Path image, String type) throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--type",
                                type,
                                "--app-image",
                                image.toString(),
                                "--name",
                                "Ponder",
                                "--app-version",
                                plan.packageVersion(),
                                "--vendor",
                                "Ponder",
                                "--description",
                                "Watch open reasoning models think, offline",
                                "--license-file",
                                plan.licence().toString(),
                                "--resource-dir",
                                resources(plan).toString(),
                                "--dest",
                                plan.packages().toString()));
        switch (plan.system()) {
            case LINUX ->
                    // The model files make the window's menu entry; asking for a shortcut would
                    // make one for the command line too.
                    arguments.addAll(
                            List.of(
                                    "--file-associations",
                                    plan.associations().toString(),
                                    "--linux-package-name",
                                    "ponder",
                                    "--linux-rpm-license-type",
                                    LICENCES));
            case WINDOWS ->
                    arguments.addAll(
                            List.of(
                                    "--file-associations",
                                    plan.associations().toString(),
                                    "--win-per-user-install",
                                    "--win-menu",
                                    "--win-menu-group",
                                    "Ponder",
                                    "--win-shortcut",
                                    "--win-upgrade-uuid",
                                    "5b0a4d58-3f0e-4f58-9f0b-6b5a0f2d9c11"));
            case MACOS -> {} // all that is macOS's own stands in the application's Info.plist
        }
        return arguments;
    }

    /** Ponder's own versions of jpackage's templates, and the icon. */
    private static Path resources(Plan plan) throws IOException {
        Path folder = Folders.fresh(plan.work().resolve("resources"));
        Path own = plan.packaging().resolve(plan.system().label());
        if (Files.isDirectory(own)) {
            for (Path file : Folders.files(own, "")) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Icon.file(folder, plan.system());
        return folder;
    }
}
