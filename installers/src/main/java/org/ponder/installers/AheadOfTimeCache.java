package org.ponder.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Classes as Java has them after reading, checking and linking them, kept in a file, so that the
 * window opens sooner (JEP 483, 514 and 515). Made by using Ponder once; good only for the runtime
 * and the jars it was made with, which are in the same package.
 */
final class AheadOfTimeCache {
    private static final String NAME = "ponder.aot";
    private static final int USE_SECONDS = 60;
    private static final int WRITE_SECONDS = 120;

    private AheadOfTimeCache() {}

    /** Adds the cache to an application image. */
    static void make(Plan plan, Path image) throws IOException, InterruptedException, BuildFailure {
        Path folder = plan.system().appFolder(image);
        Path cache = folder.resolve(NAME);
        for (List<String> command : uses(plan.system().launcher(image))) {
            record(plan, command, cache);
            if (Files.exists(cache)) {
                break;
            }
        }
        if (!Files.exists(cache)) {
            throw new BuildFailure(
                    "Ponder's first start left no ahead-of-time cache; "
                            + plan.work().resolve("first-start.log")
                            + " has what it said.");
        }
        Files.deleteIfExists(folder.resolve(NAME + ".config"));
        nameIn(folder);
    }

    /**
     * What may be recorded: the window, which asks one question while it is recorded and closes
     * then, and where nothing comes of that, the same without a window.
     */
    static List<List<String>> uses(Path launcher) {
        String name = String.valueOf(launcher.getFileName());
        Path commandLine = launcher.resolveSibling(name.replace("Ponder", "ponder-cli"));
        return List.of(
                List.of(launcher.toString()),
                List.of(commandLine.toString(), "ask", "Add 12 and 30"));
    }

    /** Java writes the cache before the program ends, by itself if all goes well. */
    private static void record(Plan plan, List<String> command, Path cache)
            throws IOException, InterruptedException {
        Path home = Folders.fresh(plan.work().resolve("first-start"));
        ProcessBuilder start = new ProcessBuilder(command);
        Map<String, String> environment = start.environment();
        environment.put("PONDER_HOME", home.toString());
        // Draws nothing: packages are built where no display is, too.
        environment.put(
                "JAVA_TOOL_OPTIONS",
                "-XX:AOTCacheOutput="
                        + quoted(cache)
                        + " -Dponder.recording=true -Dglass.platform=Headless -Dprism.order=sw");
        start.redirectErrorStream(true);
        start.redirectOutput(plan.work().resolve("first-start.log").toFile());
        System.out.println("+ " + String.join(" ", command) + ", for the ahead-of-time cache");
        Process process = start.start();
        if (!process.waitFor(USE_SECONDS + WRITE_SECONDS, TimeUnit.SECONDS)) {
            process.destroy();
        }
        if (!process.waitFor(WRITE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Folders.remove(home);
    }

    /**
     * Lets the programs of a folder start with the cache. Java would write on standard output that
     * it cannot use one, where people read answers, so it logs nothing.
     */
    static void nameIn(Path folder) throws IOException {
        List<String> lines =
                List.of("java-options=-XX:AOTCache=$APPDIR/" + NAME, "java-options=-Xlog:disable");
        for (Path file : Folders.files(folder, ".cfg")) {
            Files.write(file, lines, StandardOpenOption.APPEND);
        }
    }

    /** As one word of Java's options: it takes blanks within quotes of either kind. */
    static String quoted(Path path) {
        String quote = path.toString().contains("\"") ? "'" : "\"";
        return quote + path + quote;
    }
}
