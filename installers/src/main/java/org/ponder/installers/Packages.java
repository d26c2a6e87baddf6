package org.ponder.installers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Packs an application image as the system's people expect it. */
final class Packages {
    /** Those of THIRD-PARTY.md, as SPDX has them. */
    private static final String LICENCES =
            "Apache-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0 AND GPL-2.0-or-later"
                    + " AND BSD-2-Clause AND BSD-3-Clause AND MIT AND OFL-1.1 AND CC-BY-SA-3.0";

    /** Of Linux's types, which alone need it: the program that packs one, and what brings it. */
    private static final Map<String, List<String>> PACKERS =
            Map.of(
                    "deb", List.of("fakeroot", "fakeroot"),
                    "rpm", List.of("rpmbuild", "rpm (rpm-build on Fedora)"),
                    "tar.xz", List.of("xz", "xz (xz-utils on Debian)"));

    private Packages() {}

    /**
     * Fails before anything is built where a program is missing, of which jpackage would only say
     * that the type is unsupported.
     *
     * @param path folders of programs, as in the variable of the environment
     */
    static void requirePackers(List<String> types, String path) throws BuildFailure {
        for (String type : types) {
            List<String> packer = PACKERS.getOrDefault(type, List.of());
            if (!packer.isEmpty() && !isOn(path, packer.getFirst())) {
                throw new BuildFailure(
                        "The program "
                                + packer.getFirst()
                                + ", which packs the ."
                                + type
                                + ", is not on this computer: install "
                                + packer.getLast()
                                + ", or name the other types with -Dpackage.types.");
            }
        }
    }

    private static boolean isOn(String path, String program) {
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

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
                                    plan.packages().resolve(plan.fileName("." + type)).toString(),
                                    String.valueOf(image.getFileName())));
            default -> {
                Path made = Folders.fresh(plan.work().resolve(type));
                Tools.jdk("jpackage", arguments(plan, image, type, made));
                for (Path file : Folders.files(made, "." + type)) {
                    Files.move(
                            file,
                            plan.packages().resolve(published(plan, file, type)),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /**
     * What a package of jpackage's is called where it is published. In the names of disk images and
     * of Windows's installers jpackage tells no processor, so that two builds would have one name;
     * Linux's have their own order, which repositories expect.
     */
    static String published(Plan plan, Path made, String type) {
        return plan.system() == TargetSystem.LINUX
                ? String.valueOf(made.getFileName())
                : plan.fileName("." + type);
    }

    private static List<String> arguments(Plan plan, Path image, String type, Path folder)
            throws IOException {
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
                                "--copyright",
                                "Copyright 2026 the authors of Ponder, and others as THIRD-PARTY.md"
                                        + " says",
                                "--license-file",
                                plan.licence().toString(),
                                "--resource-dir",
                                resources(plan).toString(),
                                "--dest",
                                folder.toString()));
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
