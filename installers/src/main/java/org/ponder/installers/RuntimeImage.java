package org.ponder.installers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The Java runtime inside the packages: the modules that Ponder uses, JavaFX among them. */
final class RuntimeImage {
    /**
     * What {@code jdeps} finds in the jars, and what is found by name only: file systems in jars,
     * Chinese dates, elliptic curves of servers, screen readers, the vectors.
     */
    private static final List<String> MODULES =
            List.of(
                    "java.base",
                    "java.desktop",
                    "java.management",
                    "java.net.http",
                    "java.sql",
                    "javafx.controls",
                    "jdk.accessibility",
                    "jdk.httpserver",
                    "jdk.incubator.vector",
                    "jdk.localedata",
                    "jdk.management",
                    "jdk.unsupported",
                    "jdk.zipfs");

    private RuntimeImage() {}

    /**
     * Links the runtime.
     *
     * @return its folder
     */
    static Path link(Plan plan) throws IOException, BuildFailure {
        Path runtime = plan.work().resolve("runtime");
        Folders.remove(runtime);
        Path javafx = plan.app().resolve("javafx");
        Tools.jdk(
                "jlink",
                List.of(
                        "--module-path",
                        javafx.toString(),
                        "--add-modules",
                        String.join(",", modules(plan.system())),
                        "--include-locales=en,zh",
                        "--exclude-resources=/javafx.graphics/*." + plan.system().libraryEnding(),
                        "--strip-java-debug-attributes",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        runtime.toString()));
        copyLibraries(javafx, plan.system(), plan.system().libraries(runtime));
        return runtime;
    }

    private static List<String> modules(TargetSystem system) {
        List<String> modules = new ArrayList<>(MODULES);
        if (system != TargetSystem.WINDOWS) {
            modules.remove("jdk.accessibility"); // only Windows has the module's bridge
        }
        return modules;
    }

    /**
     * JavaFX would unpack its libraries into the user's home folder if they were not here. On
     * Windows Java has some of the same name already, Microsoft's: a program loads one of a name,
     * and Java's is first, so that one stays.
     */
    static void copyLibraries(Path javafx, TargetSystem system, Path to)
            throws IOException, BuildFailure {
        int copied = 0;
        for (Path file : Folders.files(javafx, ".jar")) {
            try (JarFile jar = new JarFile(file.toFile())) {
                Enumeration<JarEntry> entries = jar.entries();
                while (entries.hasMoreElements()) {
                    JarEntry entry = entries.nextElement();
                    String name = entry.getName();
                    if (name.endsWith("." + system.libraryEnding()) && !name.contains("/")) {
                        Path copy = to.resolve(name);
                        if (Files.notExists(copy)) {
                            try (InputStream in = jar.getInputStream(entry)) {
                                Files.copy(in, copy);
                            }
                        }
                        copied++;
                    }
                }
            }
        }
        if (copied == 0) {
            throw new BuildFailure(
                    "There is no native library of JavaFX for "
                            + system.label()
                            + " in "
                            + javafx
                            + ": build the application on this system first.");
        }
    }
}
