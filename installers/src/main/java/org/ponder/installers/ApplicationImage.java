package org.ponder.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder that packages unpack to: runtime, jars, programs. */
final class ApplicationImage {
    private static final String MAIN = "org.ponder.app.cli.Main";

    /**
     * Where Java writes down a crash of its own. Launchers know no variables, but desktops start
     * programs in the user's own folder, below which this is where Ponder writes its logs. In any
     * other folder, where this one is missing, Java writes there. On Windows and macOS that is one
     * in which users may not write, and Java takes the folder of temporary files.
     */
    private static final String REPORT = "-XX:ErrorFile=.local/share/ponder/logs/hs_err_pid%p.log";

    private ApplicationImage() {}

    /**
     * Makes the image.
     *
     * @return its folder
     */
    static Path make(Plan plan) throws IOException, InterruptedException, BuildFailure {
        Path runtime = RuntimeImage.link(plan);
        Path input = Jars.collect(plan);
        Path icon = Icon.file(plan.work(), plan.system());
        Path image = plan.system().image(plan.work());
        Folders.remove(image);
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--type",
                                "app-image",
                                "--name",
                                "Ponder",
                                "--app-version",
                                plan.packageVersion(),
                                "--vendor",
                                "Ponder",
                                "--runtime-image",
                                runtime.toString(),
                                "--input",
                                input.toString(),
                                "--main-jar",
                                String.valueOf(Jars.mainJar(plan).getFileName()),
                                "--main-class",
                                MAIN,
                                "--icon",
                                icon.toString(),
                                "--add-launcher",
                                "ponder-cli=" + commandLine(plan),
                                "--dest",
                                plan.work().toString()));
        if (plan.system() == TargetSystem.MACOS) {
            // It stands in the application's Info.plist, so it is wanted before that is packed.
            // Model files are not Ponder's there: macOS tells by an event what to open, which
            // JavaFX does not hand on, so Ponder would open with another model than was asked for.
            arguments.addAll(List.of("--mac-package-identifier", "org.ponder.app"));
        }
        List<String> options = javaOptions(plan, "window");
        if (plan.system() == TargetSystem.LINUX) {
            options.addAll(optionsIn(plan.options("window-linux")));
        }
        for (String option : options) {
            arguments.addAll(List.of("--java-options", option));
        }
        Tools.jdk("jpackage", arguments);
        startJar(plan, image);
        Jars.fixTimes(plan.system().appFolder(image));
        Jars.fixTimes(plan.system().appFolder(image).resolve(Jars.LIB));
        AheadOfTimeCache.make(plan, image);
        sign(plan.system(), image);
        return image;
    }

    /**
     * Lets the programs start the main jar. jpackage lets them start a class of a class path, for
     * which the manifest does not count: it opens the package by which the engine finds the vector
     * module, and the option that would do the same keeps Java from making an ahead-of-time cache.
     */
    private static void startJar(Plan plan, Path image) throws IOException, BuildFailure {
        String jar = "app.mainjar=$APPDIR/" + Jars.mainJar(plan).getFileName();
        for (Path file : Folders.files(plan.system().appFolder(image), ".cfg")) {
            List<String> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("app.mainclass=")) {
                    lines.add(jar);
                } else if (!line.startsWith("app.classpath=")) {
                    lines.add(line);
                }
            }
            Files.write(file, lines);
        }
    }

    /** On macOS, where there is an identity to sign with; after the last change to the image. */
    private static void sign(TargetSystem system, Path image) throws BuildFailure {
        String name = System.getenv().getOrDefault("MACOS_SIGNING_NAME", "");
        if (system == TargetSystem.MACOS && !name.isBlank()) {
            Tools.jdk(
                    "jpackage",
                    List.of(
                            "--type",
                            "app-image",
                            "--app-image",
                            image.toString(),
                            "--mac-sign",
                            "--mac-signing-key-user-name",
                            name));
        }
    }

    /**
     * The second program: the command line, in a console of its own on Windows. It begins with the
     * window's modules, without which Java refuses the ahead-of-time cache.
     */
    private static Path commandLine(Plan plan) throws IOException {
        List<String> options = new ArrayList<>(javaOptions(plan, "cli"));
        for (String option : javaOptions(plan, "window")) {
            if (option.startsWith("--") && !options.contains(option)) {
                options.add(option);
            }
        }
        Path file = plan.work().resolve("ponder-cli.properties");
        // jpackage cuts this value at blanks; none of the options has one.
        Files.writeString(
                file,
                "win-console=true\nwin-shortcut=false\nwin-menu=false\nlinux-shortcut=false\n"
                        + "java-options="
                        + String.join(" ", options)
                        + "\n");
        return file;
    }

    /**
     * The launcher's own options, and where SQLite's library is. Native access is granted here too,
     * for the programs' options to be the same in all of them.
     */
    private static List<String> javaOptions(Plan plan, String name) throws IOException {
        List<String> options = optionsIn(plan.options(name));
        options.add("--enable-native-access=ALL-UNNAMED");
        options.add("-Dorg.sqlite.lib.path=$APPDIR");
        if (plan.system() == TargetSystem.LINUX) {
            options.add(REPORT);
        }
        return options;
    }

    private static List<String> optionsIn(Path file) throws IOException {
        List<String> options = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                options.add(line.strip());
            }
        }
        return options;
    }
}
