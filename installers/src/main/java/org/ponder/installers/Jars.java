package org.ponder.installers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The class path inside the packages. */
final class Jars {
    /**
     * All jars carry this time, in even seconds as zip files keep them, so that no unpacking
     * changes it: the ahead-of-time cache is of these jars, and a Java that checks it goes by their
     * times.
     */
    private static final FileTime TIME = FileTime.fromMillis(1_767_225_600_000L);

    /** Where the main jar's manifest looks for the others. */
    static final String LIB = "lib";

    private static final String OURS = "ponder-";
    private static final Pattern LIBRARY = Pattern.compile("(.+?)-(\\d.*)\\.jar");
    private static final Pattern WORDS = Pattern.compile("[ ,|;]+");
    private static final String SQLITE = "sqlite-jdbc-";
    private static final String NATIVE = "org/sqlite/native/";

    private Jars() {}

    /**
     * Collects the jars as the main one's manifest names them, and SQLite's library as a file
     * beside it, so that nothing is unpacked when Ponder runs.
     *
     * @return the folder they are in
     */
    static Path collect(Plan plan) throws IOException, BuildFailure {
        Path input = Folders.fresh(plan.work().resolve("input"));
        Path lib = Files.createDirectory(input.resolve(LIB));
        String named = Files.readString(plan.thirdParty());
        for (Path jar : Folders.files(plan.app().resolve("lib"), ".jar")) {
            requireNamed(String.valueOf(jar.getFileName()), named);
            Path copy = lib.resolve(jar.getFileName());
            if (jar.getFileName().toString().startsWith(SQLITE)) {
                withoutLibraries(jar, copy, plan.system().sqliteLibrary(), input);
            } else {
                Files.copy(jar, copy);
            }
        }
        Files.copy(mainJar(plan), input.resolve(mainJar(plan).getFileName()));
        Files.copy(plan.licence(), input.resolve("LICENSE.txt"));
        Files.copy(plan.thirdParty(), input.resolve("THIRD-PARTY.md"));
        return input;
    }

    /**
     * Fails where a library would be shipped without a word of its licence.
     *
     * @param jar name and version, {@code picocli-4.7.7.jar}
     * @param named what is said of the libraries
     */
    static void requireNamed(String jar, String named) throws BuildFailure {
        if (jar.startsWith(OURS)) {
            return;
        }
        Matcher library = LIBRARY.matcher(jar);
        boolean isNamed =
                library.matches()
                        && named.lines()
                                .map(line -> List.of(WORDS.split(line)))
                                .anyMatch(words ->
                                        words.contains(library.group(1))
                                                && words.contains(library.group(2)));
        if (!isNamed) {
            throw new BuildFailure(
                    "The library "
                            + jar
                            + " is not in THIRD-PARTY.md: say there what its version, licence and"
                            + " copyright are.");
        }
    }

    /** Gives all files of a folder, copies of those collected, the time that they keep. */
    static void fixTimes(Path folder) throws IOException {
        for (Path file : Folders.files(folder, "")) {
            Files.setLastModifiedTime(file, TIME);
        }
    }

    /** The jar that holds the application. */
    static Path mainJar(Plan plan) throws IOException, BuildFailure {
        for (Path jar : Folders.files(plan.app(), ".jar")) {
            if (jar.getFileName().toString().startsWith("ponder-app-")) {
                return jar;
            }
        }
        throw new BuildFailure(
                "There is no jar of the application in " + plan.app() + ": build it first.");
    }

    /** Nine tenths of sqlite-jdbc are libraries for other systems. */
    private static void withoutLibraries(Path jar, Path to, String library, Path folder)
            throws IOException, BuildFailure {
        boolean found = false;
        try (JarFile from = new JarFile(jar.toFile());
                OutputStream file = Files.newOutputStream(to);
                JarOutputStream out = new JarOutputStream(file)) {
            Enumeration<JarEntry> entries = from.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().equals(library)) {
                    Path name = Path.of(library).getFileName();
                    Files.copy(
                            from.getInputStream(entry),
                            folder.resolve(String.valueOf(name)),
                            StandardCopyOption.REPLACE_EXISTING);
                    found = true;
                }
                if (!entry.getName().startsWith(NATIVE)) {
                    JarEntry copy = new JarEntry(entry.getName());
                    copy.setLastModifiedTime(TIME);
                    out.putNextEntry(copy);
                    from.getInputStream(entry).transferTo(out);
                    out.closeEntry();
                }
            }
        }
        if (!found) {
            throw new BuildFailure(jar + " has no library " + library + " for this system.");
        }
    }
}
