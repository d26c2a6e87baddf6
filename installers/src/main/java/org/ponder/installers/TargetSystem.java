package org.ponder.installers;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The systems that packages are built on and for; jlink and jpackage cannot build for another. */
enum TargetSystem {
    LINUX("linux", "deb rpm tar.xz", "Linux", "so", "png"),
    MACOS("macos", "dmg tar.gz", "Mac", "dylib", "icns"),
    WINDOWS("windows", "msi zip", "Windows", "dll", "ico");

    private final String label;
    private final String packageTypes;
    private final String sqliteFolder;
    private final String libraryEnding;
    private final String iconEnding;

    TargetSystem(
            String label,
            String packageTypes,
            String sqliteFolder,
            String libraryEnding,
            String iconEnding) {
        this.label = label;
        this.packageTypes = packageTypes;
        this.sqliteFolder = sqliteFolder;
        this.libraryEnding = libraryEnding;
        this.iconEnding = iconEnding;
    }

    /** The system this program runs on. */
    static TargetSystem present() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return WINDOWS;
        }
        return name.startsWith("mac") ? MACOS : LINUX;
    }

    /** As file names have it. */
    String label() {
        return label;
    }

    /** What is built where nothing is chosen. */
    List<String> packageTypes() {
        return List.of(packageTypes.split(" "));
    }

    /** Ending of this system's native libraries. */
    String libraryEnding() {
        return libraryEnding;
    }

    /** Ending of the kind of icon that jpackage takes here. */
    String iconEnding() {
        return iconEnding;
    }

    /** Where sqlite-jdbc's jar keeps the native library for this system and processor. */
    String sqliteLibrary() {
        String processor =
                switch (System.getProperty("os.arch", "")) {
                    case "amd64", "x86_64" -> "x86_64";
                    default -> "aarch64";
                };
        String name = this == WINDOWS ? "sqlitejdbc.dll" : "libsqlitejdbc." + libraryEnding;
        return "org/sqlite/native/" + sqliteFolder + "/" + processor + "/" + name;
    }

    /** The processor as package names have it. */
    static String processor() {
        return System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x64";
    }

    /** Where a Java runtime keeps its native libraries. */
    Path libraries(Path runtime) {
        return runtime.resolve(this == WINDOWS ? "bin" : "lib");
    }

    /** The folder of the application image that jpackage makes. */
    Path image(Path parent) {
        return parent.resolve(this == MACOS ? "Ponder.app" : "Ponder");
    }

    /** The folder within an application image that holds the jars, {@code $APPDIR}. */
    Path appFolder(Path image) {
        return switch (this) {
            case LINUX -> image.resolve("lib").resolve("app");
            case MACOS -> image.resolve("Contents").resolve("app");
            case WINDOWS -> image.resolve("app");
        };
    }

    /** The program within an application image that opens the window. */
    Path launcher(Path image) {
        return switch (this) {
            case LINUX -> image.resolve("bin").resolve("Ponder");
            case MACOS -> image.resolve("Contents").resolve("MacOS").resolve("Ponder");
            case WINDOWS -> image.resolve("Ponder.exe");
        };
    }
}
